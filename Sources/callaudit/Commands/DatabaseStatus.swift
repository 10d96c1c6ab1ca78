import ArgumentParser
import CallStore
import Calls
import Foundation

struct DatabaseStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what the database is, how large, and its nodes.",
        discussion: """
            Only reads, and may run beside the daemon.

            Examples:
              callaudit database status
              callaudit database status --json
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let settings = try global.settings()
        let answer = try await endingOnFaults {
            let opened = try InspectedDatabase(settings)
            defer { try? opened.database.close() }
            return StatusAnswer(try await opened.status(), place: opened.place)
        }
        if json { return try Terminal.say(json: answer) }
        answer.lines.forEach(Terminal.say)
        guard !answer.nodes.isEmpty else { return }
        var table = Table("NODE", "NUMBER", "STATE", "LAST HEARTBEAT", "VERSION")
        for node in answer.nodes {
            table.add(node.name, "\(node.number)", node.state, node.beatAt ?? "–", node.version)
        }
        Terminal.say("")
        table.lines.forEach(Terminal.say)
    }
}

private struct StatusAnswer: Encodable {
    struct Schema: Encodable {
        var found: Int
        var known: Int
    }

    struct Node: Encodable {
        var number: Int
        var name: String
        var state: String
        var beatAt: String?
        var version: String
    }

    var engine: String
    var title: String
    var version: String
    var place: String
    var tls: Bool?
    var schema: Schema
    var bytes: Int64
    var calls: Int64?
    var recordings: Int64?
    var ledgerEntries: Int64?
    var nodes: [Node]
    var movedTo: String?
    var unfinishedMove: Bool

    init(_ status: DatabaseStatus, place: String) {
        engine = status.engine.rawValue
        title = status.engine.title
        version = status.version
        self.place = place
        tls = status.isEncrypted
        schema = Schema(found: status.schemaFound, known: status.schemaKnown)
        bytes = status.bytes
        calls = status.counts?.calls
        recordings = status.counts?.recordings
        ledgerEntries = status.counts?.ledgerEntries
        nodes = status.nodes.map {
            Node(
                number: Int($0.number), name: $0.name, state: $0.state.rawValue,
                beatAt: $0.beatAt?.formatted(.iso8601), version: $0.version)
        }
        movedTo = status.movedTo
        unfinishedMove = status.hasUnfinishedMove
    }

    var lines: [String] {
        let protection = tls.map { $0 ? ", TLS" : ", without TLS" } ?? ""
        var pairs = [
            ("database", "\(title) \(version) at \(place)\(protection)"), ("schema", schemaWords),
            ("size", bytes.binarySize),
        ]
        if let calls, let recordings, let ledgerEntries {
            pairs += [
                ("calls", calls.grouped), ("recordings", recordings.grouped),
                ("ledger entries", ledgerEntries.grouped),
            ]
        }
        if let movedTo { pairs.append(("moved to", movedTo)) }
        if unfinishedMove {
            pairs.append(("move", "not finished; run `callaudit database move` again"))
        }
        return pairs.map { name, value in
            Terminal.plain(name.padding(toLength: 16, withPad: " ", startingAt: 0) + value)
        }
    }

    private var schemaWords: String {
        let (found, known) = (schema.found, schema.known)
        if found == 0 { return "none yet; the daemon or `callaudit database migrate` makes it" }
        if found < known {
            return "\(found), this callaudit needs \(known): run `callaudit database migrate`"
        }
        if found > known {
            return "\(found), this callaudit knows up to \(known): install a newer one"
        }
        return "\(found), up to date"
    }
}
