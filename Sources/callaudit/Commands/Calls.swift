import ArgumentParser
import Foundation

struct Calls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "The calls in the index.",
        subcommands: [CallList.self, CallShow.self])
}

struct CallList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List calls, newest first.",
        discussion: """
            Examples:
              callaudit call list --agent 201 --from 2026-11-01
              callaudit call list --verdict one-sided --json
              echo 13800138000 | callaudit call list --number -
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?
    @Option(help: "First day, as 2026-11-21.") var from: String?
    @Option(help: "Last day, as 2026-11-21.") var to: String?
    @Option(help: "The agent, as the recorder names them.") var agent: String?
    @Option(help: "The campaign, as the recorder names it.") var campaign: String?
    @Option(help: "inbound, outbound or internal.") var direction: String?
    @Option(help: "The customer's whole number; `-` reads it from the input.") var number: String?
    @Option(name: .customLong("min-seconds"), help: "At least this long.") var secondsMin: String?
    @Option(name: .customLong("max-seconds"), help: "At most this long.") var secondsMax: String?
    @Option(help: "one-sided, silent, clipped, noise-like or truncated; may be given again.")
    var verdict: [String] = []
    @Option(help: "Words of the name's fields.") var text: String?

    func run() async throws {
        let client = try global.client()
        var customer: String?
        if let number {
            let text = number == "-" ? (readLine() ?? "") : number
            let body = try await client.post("/api/v1/calls/find", json: ["number": text])
            guard let found = try JSONDecoder().decode(FoundAnswer.self, from: body).customer else {
                if json { Terminal.say(#"{"items":[],"next":null}"#) }
                return
            }
            customer = found
        }
        let query =
            [
                ("limit", "\(limit)"), ("after", after), ("from", from), ("to", to),
                ("agent", agent), ("campaign", campaign), ("direction", direction),
                ("minSeconds", secondsMin), ("maxSeconds", secondsMax), ("customer", customer),
                ("text", text),
            ] + verdict.map { ("verdict", $0) }
        let (page, body) = try await client.get(
            "/api/v1/calls", query: query, as: CallsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table(
            "ID", "STARTED", "", "AGENT", "CUSTOMER", "CAMPAIGN", "LENGTH", "SOUND")
        for call in page.items {
            table.add(
                call.id, call.startedAt, call.direction ?? "", call.agent ?? "",
                call.customer ?? "", call.campaign ?? "", call.length,
                call.verdicts.joined(separator: ", "))
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct CallShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one call with its recordings and measures as JSON.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON (the default).") var json = false
    @Argument(help: "The id from `call list`.") var id: String

    func run() async throws {
        let (_, body) = try await global.client().get(
            "/api/v1/calls/\(id.urlPart)", as: CallsAnswer.Call.self)
        let object = try JSONSerialization.jsonObject(with: body)
        let pretty = try JSONSerialization.data(
            withJSONObject: object,
            options: json ? [.withoutEscapingSlashes] : [.prettyPrinted, .withoutEscapingSlashes])
        Terminal.say(String(decoding: pretty, as: UTF8.self))
    }
}

private struct FoundAnswer: Decodable {
    var customer: String?
}

private struct CallsAnswer: Decodable {
    struct Call: Decodable {
        var id: String
        var startedAt: String
        var durationSeconds: Double
        var direction: String?
        var agent: String?
        var campaign: String?
        var customer: String?
        var verdicts: [String]

        var length: String {
            let seconds = Int(durationSeconds.rounded())
            return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
        }
    }

    var items: [Call]
    var next: String?
}
