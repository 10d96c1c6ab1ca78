import ArgumentParser
import Foundation

struct Evaluations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluation", abstract: "Scored calls, and what became of their scores.",
        subcommands: [EvaluationList.self, EvaluationShow.self, EvaluationExport.self])
}

struct EvaluationList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List evaluations, the latest made first.",
        discussion: """
            Examples:
              callaudit --as qa-lead evaluation list --state second-look
              callaudit evaluation list --agent 201 --from 2026-11-01 --json
            """)

    enum State: String, ExpressibleByArgument, CaseIterable {
        case open, claimed, submitted
        case secondLook = "second-look"
        case released, acknowledged, disputed, replaced
    }

    enum Stream: String, ExpressibleByArgument, CaseIterable {
        case estimate, risk, calibration, single
    }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Where it is in its life; all but the replaced ones unless given.")
    var state: State?
    @Option(help: "What it counts for.") var stream: Stream?
    @Option(help: "The agent's code.") var agent: String?
    @Option(help: "The scorecard's code.") var card: String?
    @Option(help: "Calls from this day on, such as 2026-11-21.") var from: String?
    @Option(help: "Calls until this day, which counts.") var to: String?
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/evaluations",
            query: [
                ("state", state?.rawValue), ("stream", stream?.rawValue), ("agent", agent),
                ("card", card), ("from", from), ("to", to), ("limit", "\(limit)"),
                ("after", after),
            ], as: EvaluationsAnswer.self)
        page.say(body, asJSON: json)
    }
}

struct EvaluationShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one evaluation with answers, score, steps and disputes as JSON.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON on one line.") var json = false
    @Argument(help: "The id from `evaluation list`.") var id: String

    func run() async throws {
        let body = try await global.client().get(
            "/api/v1/evaluations/\(id.urlPart)", as: Shown.self).body
        try Terminal.say(json: body, pretty: !json)
    }

    private struct Shown: Decodable { var evaluation: EvaluationsAnswer.Item }
}

struct EvaluationsAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var callStartedAt: String
        var agent: String?
        var agentName: String?
        var scorecard: String
        var scorecardVersion: Int
        var state: String
        var stream: String
        var dueAt: String
        var analystName: String?
        /// Hundredths of a percent.
        var score: Int?
        var autoFails: Int

        var scoreText: String {
            guard let score else { return "" }
            let rest = score % 100
            return "\(score / 100).\(rest < 10 ? "0" : "")\(rest)"
                + (autoFails > 0 ? " auto-fail" : "")
        }
    }

    var items: [Item]
    var next: String?

    func say(_ body: Data, asJSON: Bool) {
        if asJSON {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table(
            "ID", "CALL OF", "AGENT", "SCORECARD", "COUNTS FOR", "STATE", "ANALYST", "DUE", "SCORE")
        for item in items {
            table.add(
                item.id, item.callStartedAt, item.agentName ?? item.agent ?? "",
                "\(item.scorecard) \(item.scorecardVersion)", item.stream, item.state,
                item.analystName ?? "", item.dueAt, item.scoreText)
        }
        table.lines.forEach(Terminal.say)
        if let next { Terminal.complain("More with --after \(next)") }
    }
}
