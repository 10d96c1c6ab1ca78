import ArgumentParser
import Foundation

struct Quality: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality", abstract: "What scores come to, and how sure that is.",
        discussion: """
            Released evaluations of calls that were drawn by chance, as far as you may see them. \
            Beside each figure stands its interval of 95 % and on how many scores it rests.

            Examples:
              callaudit --as qa-lead quality --from 2026-01-01 --to 2026-11-30 --by agent
              callaudit --as qa-lead quality --agent 201 --json
            """)

    enum By: String, ExpressibleByArgument, CaseIterable { case team, agent, campaign }
    enum Order: String, ExpressibleByArgument, CaseIterable { case best, worst, count, name }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Of this team: its id.") var team: String?
    @Option(help: "Of this campaign: its code.") var campaign: String?
    @Option(help: "Of this agent: their code.") var agent: String?
    @Option(help: "The scorecard's code; the most used one unless given.") var card: String?
    @Option(help: "Calls from this day on, such as 2026-11-21.") var from: String?
    @Option(help: "Calls until this day, which counts.") var to: String?
    @Option(help: "Whom to compare.") var by: By?
    @Option(help: "In what order: surely high scores first, last, most scores, or by name.")
    var sort: Order?

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/quality",
            query: [
                ("team", team), ("campaign", campaign), ("agent", agent), ("card", card),
                ("from", from), ("to", to), ("by", by?.rawValue), ("sort", sort?.rawValue),
            ], as: QualityAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
        } else {
            answer.say()
        }
    }
}

private struct QualityAnswer: Decodable {
    struct Figure: Decodable {
        var value: Double
        var low: Double?
        var high: Double?

        /// `86.4 (82.1 – 90.7)`
        var text: String {
            func text(_ value: Double) -> String { String(format: "%.1f", value) }
            guard let low, let high else { return text(value) }
            return "\(text(value)) (\(text(low)) – \(text(high)))"
        }
    }

    struct Sums: Decodable {
        var n: Int
        var score: Figure?
        var passRate: Figure?
        var autoFailRate: Figure?
        var disputed: Int
        var upheld: Int

        func add(to table: inout Table, _ what: String, _ name: String) {
            table.add(
                what, name, "\(n)", score?.text ?? "–", passRate?.text ?? "–",
                autoFailRate?.text ?? "–", "\(disputed)", "\(upheld)")
        }
    }

    struct Point: Decodable {
        var from: String
        var sums: Sums
    }

    struct Question: Decodable {
        var code: String
        var sums: Sums
    }

    struct Subject: Decodable {
        var key: String?
        var name: String?
        var ranked: Bool
        var sums: Sums
    }

    struct Filling: Decodable {
        var done: Int
        var total: Int
    }

    var from: String
    var to: String
    var scorecard: String?
    var basis: String
    var filling: Filling?
    var sums: Sums
    var trend: [Point]
    var questions: [Question]
    var by: String?
    var subjects: [Subject]

    func say() {
        var table = Table(
            "OF", "", "N", "SCORE %", "PASSED %", "AUTO-FAILED %", "DISPUTED", "UPHELD")
        sums.add(to: &table, "all", scorecard ?? "–")
        for point in trend where point.sums.n > 0 {
            point.sums.add(to: &table, "from", point.from)
        }
        for question in questions { question.sums.add(to: &table, "question", question.code) }
        for subject in subjects {
            let name = subject.name ?? subject.key ?? "none"
            subject.sums.add(to: &table, by ?? "", subject.ranked ? name : "\(name) (few)")
        }
        table.lines.forEach(Terminal.say)
        if basis != "population" {
            Terminal.complain(
                "These are means of the scored calls; calls had different chances to be drawn.")
        }
        if let filling {
            Terminal.complain(
                "Older evaluations are still being counted: \(filling.done) of \(filling.total).")
        }
    }
}
