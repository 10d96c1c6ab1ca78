import ArgumentParser
import Foundation

struct Roster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Agents, teams and codes: who is who in recordings.",
        subcommands: [
            RosterList.self, RosterShow.self, RosterAdd.self, RosterTeams.self,
            RosterUnassigned.self, RosterName.self, RosterGive.self, RosterImport.self,
            RosterExport.self,
        ])
}

struct RosterList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List agents by name.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "A part of the name, staff number or code.") var find: String?
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/roster/agents",
            query: [("q", find), ("limit", "\(limit)"), ("after", after)],
            as: RosterAnswer<AgentAnswer>.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("STAFF NO.", "NAME", "TEAM", "CODES", "LEFT")
        for agent in page.items {
            table.add(
                agent.code, agent.name ?? "", agent.team ?? "",
                agent.codes.map(\.code).joined(separator: " "), agent.leftOn ?? "")
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct RosterShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one agent as JSON.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Staff number or id.") var agent: String
    @Flag(help: "Print JSON; it does in any case.") var json = false

    func run() async throws {
        let (_, body) = try await global.client().get(
            "/api/v1/roster/agents/\(agent.urlPart)", as: AgentAnswer.self)
        Terminal.say(String(decoding: body, as: UTF8.self))
    }
}

struct RosterAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an agent.",
        discussion: "Example: callaudit roster add W0042 \"Wang Mei\" --team \"Sales 1\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Staff number.") var code: String
    @Argument var name: String
    @Option(help: "An existing team.") var team: String?

    func run() async throws {
        var fields = ["code": code, "name": name]
        fields["team"] = team
        _ = try await global.client().post("/api/v1/roster/agents", json: fields)
    }
}

struct RosterTeams: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teams", abstract: "List teams, or add one.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Name of a team to add.") var add: String?

    func run() async throws {
        let client = try global.client()
        if let add { _ = try await client.post("/api/v1/roster/teams", json: ["name": add]) }
        let (page, body) = try await client.get(
            "/api/v1/roster/teams", as: RosterAnswer<TeamAnswer>.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("TEAM", "AGENTS", "STATE")
        for team in page.items {
            table.add(team.name, "\(team.agents)", team.isClosed ? "closed" : "open")
        }
        table.lines.forEach(Terminal.say)
    }
}

struct RosterUnassigned: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassigned",
        abstract: "List codes that turned up in recordings and are nobody's.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/roster/unassigned", query: [("limit", "\(limit)"), ("after", after)],
            as: RosterAnswer<UnassignedAnswer>.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("CODE", "CALLS", "FIRST", "LAST")
        for code in page.items {
            table.add(
                code.code, "\(code.calls)\(code.callsAreMore ? "+" : "")", code.firstCallAt,
                code.lastCallAt)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct RosterName: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "Say that an unassigned code is a new agent.",
        discussion: "Example: callaudit roster name 8004 \"Li Na\" --team \"Sales 1\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The code.") var code: String
    @Argument var name: String
    @Option(help: "An existing team.") var team: String?

    func run() async throws {
        var fields = ["name": name]
        fields["team"] = team
        _ = try await global.client().post(
            "/api/v1/roster/unassigned/\(code.urlPart)/name", json: fields)
    }
}

struct RosterGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give", abstract: "Say whose an unassigned code was, and when.",
        discussion: """
            Past calls of that time are given to the agent by long work. \
            Example: callaudit roster give 8004 W0042 --from 2026-01-01 --until 2026-03-31
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The code.") var code: String
    @Argument(help: "The agent's staff number.") var agent: String
    @Option(help: "extension, login or alias.") var kind = "extension"
    @Option(help: "The first day.") var from: String?
    @Option(help: "The last day.") var until: String?

    func run() async throws {
        var fields = ["to": agent, "kind": kind]
        fields["from"] = from
        fields["until"] = until
        _ = try await global.client().post(
            "/api/v1/roster/unassigned/\(code.urlPart)/give", json: fields)
    }
}

struct RosterImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import agents from a CSV file, all of it or nothing.",
        discussion: "Example: callaudit roster import staff.csv --dry-run")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file; - for standard input.") var file: String
    @Flag(help: "Say what would change, and change nothing.") var dryRun = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let data: Data
        do {
            data =
                file == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw Stop(
                .inputOutput, "The file \(file) can't be read: \(error.localizedDescription)")
        }
        let body = try await global.client().post(
            "/api/v1/roster/import\(dryRun ? "?dryRun=true" : "")", file: data,
            type: "text/csv", accepting: [422])
        guard let answer = try? JSONDecoder().decode(ImportAnswer.self, from: body) else {
            throw Stop(.internalError, "The daemon answered something unexpected; is it as new?")
        }
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
        } else {
            for problem in answer.problems {
                Terminal.say(
                    (problem.line == 0 ? "" : "line \(problem.line): ") + problem.sentence)
            }
            if answer.problems.isEmpty {
                Terminal.say(
                    "\(answer.added) added, \(answer.changed) changed, "
                        + "\(answer.unchanged) unchanged"
                        + (answer.isApplied ? "." : "; nothing was written (--dry-run)."))
            }
        }
        if !answer.problems.isEmpty {
            throw Stop(.badData, "The file was refused; nothing was changed.")
        }
    }
}

struct RosterExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the roster as CSV to standard output.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/roster/export", json: [String: String]())
        FileHandle.standardOutput.write(body)
    }
}

private struct RosterAnswer<Item: Decodable>: Decodable {
    var items: [Item]
    var next: String?
}

private struct AgentAnswer: Decodable {
    struct Code: Decodable { var code: String }

    var code: String
    var name: String?
    var team: String?
    var codes: [Code]
    var leftOn: String?
}

private struct TeamAnswer: Decodable {
    var name: String
    var agents: Int
    var isClosed: Bool
}

private struct UnassignedAnswer: Decodable {
    var code: String
    var calls: Int
    var callsAreMore: Bool
    var firstCallAt: String
    var lastCallAt: String
}

private struct ImportAnswer: Decodable {
    struct Problem: Decodable {
        var line: Int
        var sentence: String
    }

    var isApplied: Bool
    var added: Int
    var changed: Int
    var unchanged: Int
    var problems: [Problem]
}
