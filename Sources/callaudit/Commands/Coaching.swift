import ArgumentParser
import Foundation

struct Coachings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coaching", abstract: "What is agreed with agents, and what came of it.",
        subcommands: [CoachingList.self, CoachingShow.self])
}

struct CoachingList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List coachings that haven't ended, the most urgent first.",
        discussion: """
            Examples:
              callaudit --as qa-lead coaching list --state overdue
              callaudit coaching list --agent 201 --json
            """)

    enum State: String, ExpressibleByArgument, CaseIterable {
        case overdue, open, acknowledged, done, withdrawn
    }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Where it is in its life; all that haven't ended unless given.")
    var state: State?
    @Option(help: "The agent's code.") var agent: String?
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/coaching",
            query: [
                ("state", state?.rawValue), ("agent", agent), ("limit", "\(limit)"),
                ("after", after),
            ], as: CoachingsAnswer.self)
        page.say(body, asJSON: json)
    }
}

struct CoachingShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one coaching with its text, topics, steps and effect as JSON.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON on one line.") var json = false
    @Argument(help: "The id from `coaching list`.") var id: String

    func run() async throws {
        let body = try await global.client().get(
            "/api/v1/coaching/\(id.urlPart)", as: Shown.self).body
        try Terminal.say(json: body, pretty: !json)
    }

    private struct Shown: Decodable { var coaching: CoachingsAnswer.Item }
}

struct CoachingsAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var kind: String
        var state: String
        var agent: String
        var agentName: String?
        var day: String
        var due: String
        var overdue: Bool
        var topics: Int
    }

    var items: [Item]
    var next: String?

    func say(_ body: Data, asJSON: Bool) {
        if asJSON {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "DAY", "KIND", "AGENT", "TOPICS", "STATE", "DUE")
        for item in items {
            table.add(
                item.id, item.day, item.kind, item.agentName ?? item.agent, "\(item.topics)",
                item.state, item.due + (item.overdue ? " overdue" : ""))
        }
        table.lines.forEach(Terminal.say)
        if let next { Terminal.complain("More with --after \(next)") }
    }
}
