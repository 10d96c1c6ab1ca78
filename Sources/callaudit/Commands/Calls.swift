import ArgumentParser
import Foundation

struct Calls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "The calls in the index.",
        subcommands: [CallList.self, CallShow.self, CallExport.self])
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
    @OptionGroup var filter: CallFilterOptions

    func run() async throws {
        let client = try global.client()
        guard let pairs = try await filter.pairs(client) else {
            if json { Terminal.say(#"{"items":[],"next":null}"#) }
            return
        }
        let query = [("limit", "\(limit)"), ("after", after)] + pairs
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
        try Terminal.say(json: body, pretty: !json)
    }
}

struct FoundAnswer: Decodable {
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
