import ArgumentParser
import Foundation

struct Calibrations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration",
        abstract: "Several people's scores of the same calls, and how well they agree.",
        subcommands: [CalibrationList.self, CalibrationShow.self, CalibrationClose.self])
}

struct CalibrationList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List calibrations, newest first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    private struct Answer: Decodable {
        var items: [CalibrationAnswer]
        var next: String?
    }

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/calibrations", query: [("limit", "\(limit)"), ("after", after)],
            as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table(
            "ID", "TITLE", "SCORECARD", "RATERS", "CALLS", "HANDED IN", "DUE", "STATE")
        for line in page.items {
            table.add(
                line.id, line.title, line.scorecard, "\(line.raters)",
                "\(line.calls)", "\(line.handedIn) of \(line.sheets)", line.dueAt, line.state)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct CalibrationShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show who handed in how much and, once it is closed, how well raters agree.",
        discussion: "With --json it prints the report of a closed one, else the calibration.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `calibration list`.") var id: String
    @Option(help: "What pairs are told of: total, passed, or question: and a code.")
    var pairs = "total"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let client = try global.client()
        let (detail, body) = try await client.get(
            "/api/v1/calibrations/\(id.urlPart)", as: CalibrationDetailAnswer.self)
        let isClosed = detail.calibration.state == "closed"
        if json, !isClosed { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        if !json {
            Terminal.say("\(Terminal.plain(detail.calibration.title)): \(detail.calibration.state)")
            var raters = Table("RATER", "NAME", "HANDED IN", "REFERENCE")
            for rater in detail.raters {
                raters.add(
                    rater.account, rater.name,
                    "\(rater.handedIn) of \(detail.calibration.calls)",
                    rater.isReference ? "yes" : "")
            }
            raters.lines.forEach(Terminal.say)
        }
        guard isClosed else { return }
        let (report, answer) = try await client.get(
            "/api/v1/calibrations/\(id.urlPart)/report", query: [("pairs", pairs)],
            as: CalibrationReportAnswer.self)
        if json { return Terminal.say(String(decoding: answer, as: UTF8.self)) }
        report.tables(naming: detail.raters).forEach { table in
            Terminal.say("")
            table.lines.forEach(Terminal.say)
        }
    }
}

struct CalibrationClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a calibration, so that raters see each other's sheets.",
        discussion: """
            Before everything is handed in it takes a reason; what is missing is given up.
            Example: callaudit --as qa-lead calibration close 0e5q8rk2m1v7d --reason "two are ill"
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `calibration list`.") var id: String
    @Option(help: "Why, before everything is handed in.") var reason = ""

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/calibrations/\(id.urlPart)/close", json: ["reason": reason])
    }
}

private struct CalibrationAnswer: Decodable {
    var id: String
    var title: String
    var scorecard: String
    var state: String
    var dueAt: String
    var raters: Int
    var calls: Int
    var handedIn: Int
    var sheets: Int
}

private struct CalibrationDetailAnswer: Decodable {
    struct Rater: Decodable {
        var account: String
        var name: String
        var handedIn: Int
        var isReference: Bool
    }

    var calibration: CalibrationAnswer
    var raters: [Rater]
}

private struct CalibrationReportAnswer: Decodable {
    struct Pair: Decodable {
        var raters: [String]
        var figures: [AgreementLine.Figure]
    }

    struct Leniency: Decodable {
        var name: String
        var estimate: EstimateAnswer
    }

    var subjects: [AgreementLine]
    var pairs: [Pair]
    var leniency: [Leniency]

    func tables(naming raters: [CalibrationDetailAnswer.Rater]) -> [Table] {
        let names = Dictionary(
            raters.map { ($0.account, $0.name) },
            uniquingKeysWith: { first, _ in first })
        var agreement = Table("ON", "SAME", "KAPPA", "ALPHA", "AC1", "ICC")
        for line in subjects {
            agreement.add(
                line.subject, line.text("percent"), line.text("kappa"), line.text("alpha"),
                line.text("gwet"), line.text("intraclass"))
        }
        var two = Table("RATERS", "SAME", "KAPPA OR ICC")
        for pair in pairs {
            let figures = pair.figures.map { $0.estimate.text() }
            two.add(
                pair.raters.map { names[$0] ?? $0 }.joined(separator: ", "), figures.first ?? "",
                figures.last ?? "")
        }
        var off = Table("RATER", "POINTS")
        for line in leniency {
            off.add(line.name, line.estimate.text(places: 1))
        }
        return [agreement, two, off]
    }
}
