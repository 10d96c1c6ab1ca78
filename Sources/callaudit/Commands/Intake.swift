import ArgumentParser
import Foundation

struct Intake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the taking in of recordings stands.",
        subcommands: [IntakeStatusCommand.self])
}

struct IntakeStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show counts and source folders.",
        discussion: """
            Examples:
              callaudit intake status
              callaudit intake status --json
              callaudit intake status --wait
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Print JSON.") var json = false

    @Flag(help: "Wait until no file is waiting any more; Ctrl-C ends the waiting.")
    var wait = false

    func run() async throws {
        let client = try global.client()
        var (status, body) = try await client.get("/api/v1/intake", as: StatusAnswer.self)
        while wait && status.waiting > 0 {
            Terminal.progress("\(status.waiting) waiting, \(status.indexed) indexed")
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

    var waiting: Int
    var indexed: Int
    var quarantined: Int
    var duplicates: Int
    var sources: [Source]
}
