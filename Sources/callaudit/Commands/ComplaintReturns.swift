import ArgumentParser
import Foundation

struct ComplaintReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Make a return of complaints to a regulator.",
        discussion: """
            The period is a half-year (2026-H1), a year (2026), or its days \
            (2026-02-01..2026-07-31). Without a return's name those that there are are listed. \
            The ledger notes a file with its SHA-256. A number's cases are listed by its key.

            Examples:
              callaudit --as compliance-officer complaint return
              callaudit --as compliance-officer complaint return uk-disp-1-annex-1r 2026-H1
              callaudit --as compliance-officer complaint return us-cfpb-responses 2026-H1 \
                --xlsx -o cfpb.xlsx
              callaudit --as compliance-officer complaint return us-cfpb-responses 2026-H1 \
                --cases all/received
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "As lines of comma-separated values.") var csv = false
    @Flag(help: "As a workbook; needs -o.") var xlsx = false
    @Option(name: [.customShort("o"), .long], help: "The file to write; it must not be there yet.")
    var output: String?
    @Option(help: "List the cases of the number with this key.") var cases: String?
    @Option(help: "The `next` of the page of cases before.") var after: String?
    @Argument(help: "The return, such as uk-disp-1-annex-1r.") var name: String?
    @Argument(help: "The period, such as 2026-H1.") var period: String?

    func validate() throws {
        guard name == nil || period != nil else {
            throw ValidationError("Say of which period, such as 2026-H1.")
        }
        guard [json, csv, xlsx].count(where: { $0 }) <= 1 else {
            throw ValidationError("Give one of --json, --csv and --xlsx.")
        }
        guard csv || xlsx || output == nil else {
            throw ValidationError("Say by --csv or --xlsx what to write.")
        }
        guard !xlsx || output != nil else {
            throw ValidationError("A workbook goes to a file: name it by -o.")
        }
        guard name != nil || !(csv || xlsx) && cases == nil else {
            throw ValidationError("Name the return.")
        }
    }

    func run() async throws {
        let client = try global.client()
        guard let name, let period else { return try await list(client) }
        let path = "/api/v1/complaints/returns/\(part(name))/\(part(period))"
        if let cases { return try await listCases(of: cases, path, client) }
        if csv || xlsx {
            let file = "\(path)/file?form=\(xlsx ? "xlsx" : "csv")"
            if let output { return try await client.download(file, to: output) }
            return try await client.download(file) { FileHandle.standardOutput.write($0) }
        }
        let (answer, body) = try await client.get(path, as: ReturnAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        answer.say()
    }

    private func part(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)?
            .replacing("/", with: "%2F") ?? text
    }

    private func list(_ client: DaemonClient) async throws {
        let (answer, body) = try await client.get(
            "/api/v1/complaints/returns", as: ReturnShapes.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("RETURN", "OF", "PERIODS", "CONFIRMED", "TITLE")
        for shape in answer.items {
            table.add(
                shape.name, shape.jurisdiction, shape.spans.joined(separator: ", "),
                shape.verified ? "yes" : "no", shape.title)
        }
        table.lines.forEach(Terminal.say)
    }

    private func listCases(
        of key: String, _ path: String, _ client: DaemonClient
    ) async throws {
        let (page, body) = try await client.get(
            path + "/cases", query: [("number", key), ("after", after)],
            as: ComplaintPage.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        page.say()
    }
}

private struct ReturnShapes: Decodable {
    struct Shape: Decodable {
        var name: String
        var title: String
        var jurisdiction: String
        var spans: [String]
        var verified: Bool
    }

    var items: [Shape]
}

private struct ReturnAnswer: Decodable {
    struct Number: Decodable {
        var key: String
        var value: Int64
        var unit: String
        var of: Int?
        var source: String?
    }

    struct Row: Decodable { var numbers: [Number] }
    struct Part: Decodable { var rows: [Row] }

    var title: String
    var from: String
    var through: String
    var zone: String
    var cases: Int
    var complete: Bool
    var periodOver: Bool
    var verified: Bool
    var tables: [Part]

    func say() {
        Terminal.say("\(title), \(from) to \(through) (\(zone)): \(cases) complaints count.")
        if !complete {
            Terminal.complain("What it counts by is still being computed: numbers may grow.")
        }
        if !periodOver { Terminal.complain("The period isn't over.") }
        if !verified { Terminal.complain("No officer has confirmed this form.") }
        var table = Table("KEY", "NUMBER", "OF", "UNIT", "SOURCE")
        for number in tables.flatMap(\.rows).flatMap(\.numbers) {
            table.add(
                number.key, "\(number.value)", number.of.map { "\($0)" } ?? "", number.unit,
                number.source ?? "")
        }
        table.lines.forEach(Terminal.say)
    }
}
