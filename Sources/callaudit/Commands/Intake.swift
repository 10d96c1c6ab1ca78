import ArgumentParser
import Foundation

struct Intake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the taking in of recordings stands.",
        subcommands: [IntakeStatusCommand.self])
}

struct IntakeStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show counts, source folders and nodes.",
        discussion: """
            Examples:
              callaudit intake status
              callaudit intake status --json
              callaudit intake status --wait
            The node that answers is marked with a star.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Print JSON.") var json = false

    @Flag(help: "Wait until no file is waiting any more; Ctrl-C ends the waiting.")
    var wait = false

    func run() async throws {
        let client = try global.client()
        var (status, body) = try await client.get("/api/v1/intake", as: StatusAnswer.self)
        while wait && status.allWaiting > 0 {
            Terminal.progress("\(status.allWaiting) waiting, \(status.indexed) indexed")
            try await Task.sleep(for: .milliseconds(300))
            (status, body) = try await client.get("/api/v1/intake", as: StatusAnswer.self)
        }
        if wait { Terminal.progress("\(status.indexed) indexed", isLast: true) }
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        Terminal.say(
            "waiting \(status.waiting)   indexed \(status.indexed)   "
                + "quarantined \(status.quarantined)   duplicates \(status.duplicates)\n")
        var table = Table("SOURCE", "PROFILE", "WATCHED BY", "WAITING", "LAST ERROR")
        for source in status.sources {
            table.add(
                source.path, source.profile, source.watching, "\(source.waiting)",
                source.lastError ?? "")
        }
        table.lines.forEach(Terminal.say)
        Terminal.say("")
        status.nodesTable.lines.forEach(Terminal.say)
        for hindrance in status.hindrances { Terminal.say("\n" + Terminal.plain(hindrance)) }
    }
}

private struct StatusAnswer: Decodable {
    struct Source: Decodable {
        var path: String
        var profile: String
        var watching: String
        var waiting: Int
        var lastError: String?
    }

    struct Node: Decodable {
        var name: String
        var isSelf: Bool
        var state: String
        var secondsSinceBeat: Double?
        var waiting: Int
        var takenIn: Int
        var version: String
    }

    var waiting: Int
    var indexed: Int
    var quarantined: Int
    var duplicates: Int
    var sources: [Source]
    var nodes: [Node]
    var hindrances: [String]

    /// Over all nodes that may still decide: what the others said when they were last heard.
    var allWaiting: Int {
        let others = nodes.filter { !$0.isSelf && ["live", "hindered"].contains($0.state) }
        return waiting + others.reduce(0) { $0 + $1.waiting }
    }

    var nodesTable: Table {
        var table = Table("NODE", "STATE", "HEARD", "WAITING", "TAKEN IN", "VERSION")
        for node in nodes {
            let heard = node.secondsSinceBeat.map { "\(Int($0)) s ago" } ?? "–"
            table.add(
                node.isSelf ? node.name + " *" : node.name, node.state, heard, "\(node.waiting)",
                "\(node.takenIn)", node.version)
        }
        return table
    }
}
