import ArgumentParser
import Calls
import Foundation

struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who may come in, and as what.",
        discussion: """
            Roles: agent, qa-analyst, qa-lead, supervisor, complaint-handler, compliance-officer, \
            auditor, administrator. The page /permissions shows what each may do.

            Examples:
              callaudit user add li.na "Li Na" --role qa-analyst --team North
              callaudit user role grant li.na qa-lead
              callaudit user disable li.na
            """,
        subcommands: [
            UserList.self, UserAdd.self, UserDisable.self, UserEnable.self, UserReset.self,
            UserRole.self, UserTeam.self, UserAgent.self, UserFirst.self,
        ])
}

struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts by name.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/accounts", query: [("limit", "\(limit)"), ("after", after)],
            as: AccountsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("NAME", "PERSON", "STATE", "ROLES", "TEAMS", "COMES IN", "ID")
        for item in page.items {
            table.add(
                item.name, item.title, item.state, item.roles.joined(separator: ", "),
                item.teams.isEmpty ? "all" : item.teams.map(\.name).joined(separator: ", "),
                item.origin, item.id)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account; prints its one-time code.",
        discussion: """
            compliance-officer, auditor and administrator wait for a second person, with --reason.
            Example: callaudit user add li.na "Li Na" --role qa-analyst
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Sign-in name: 2 to 64 of a-z 0-9 . _ - @.") var name: String
    @Argument(help: "How the person or program is called.") var title: String
    @Option(help: "A role; may stand several times.") var role: [String] = []
    @Option(help: "A team to narrow it to, by name or id; may stand several times.")
    var team: [String] = []
    @Option(help: "The agent who this is, by code or id.") var agent: String?
    @Flag(help: "A program, which comes with tokens.") var program = false
    @Flag(help: "Somebody whom a declared proxy lets in.") var proxy = false
    @Option(help: "Why, for a role that waits for a second person.") var reason: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if program, proxy { throw ValidationError("Choose --program or --proxy.") }
    }

    func run() async throws {
        struct Body: Encodable {
            let name, title, origin: String
            let roles, teams: [String]
            let agent, reason: String?
        }
        struct Answer: Decodable { let id: String; let invite, approval: String? }
        let answer = try await global.client().post(
            "/api/v1/accounts",
            json: Body(
                name: name, title: title,
                origin: program ? "program" : proxy ? "proxy" : "local", roles: role,
                teams: team, agent: agent, reason: reason))
        if json {
            Terminal.say(String(decoding: answer, as: UTF8.self))
            return
        }
        let added = try JSONDecoder().decode(Answer.self, from: answer)
        if let invite = added.invite { Terminal.say(invite) }
        if added.approval != nil {
            Terminal.complain("One role waits for a second person; look at the approvals.")
        }
    }
}

struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Close an account: sessions end, tokens stop working.")

    @OptionGroup var account: NamedAccount

    func run() async throws { _ = try await account.post("disable") }
}

struct UserEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Open a disabled account again.")

    @OptionGroup var account: NamedAccount

    func run() async throws { _ = try await account.post("enable") }
}

struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Take password, second factor, sessions and tokens away; prints a new code.")

    @OptionGroup var account: NamedAccount

    func run() async throws {
        struct Answer: Decodable { let invite: String? }
        let answer = try await account.post("reset")
        if let code = try JSONDecoder().decode(Answer.self, from: answer).invite {
            Terminal.say(code)
        }
    }
}

/// An account that a command is about.
struct NamedAccount: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Argument(help: "Sign-in name, or the id from `user list`.") var name: String

    /// Does something to the account.
    func post(_ act: String) async throws -> Data { try await post(act, [String: String]()) }

    func post(_ act: String, _ body: some Encodable) async throws -> Data {
        let client = try global.client()
        let id = try await Self.id(of: name, client)
        return try await client.post("/api/v1/accounts/\(id)/\(act)", json: body)
    }

    /// Names are posted, so that none stands in an address. What is nobody's name may be an id.
    static func id(of name: String, _ client: DaemonClient) async throws -> String {
        do {
            let found = try await client.post("/api/v1/accounts/find", json: ["name": name])
            let accounts = try JSONDecoder().decode(AccountsAnswer.self, from: found)
            if let id = accounts.items.first?.id { return id.urlPart }
        } catch let stop as Stop {
            guard stop.status == .badData, Account.ID(text: name) != nil else { throw stop }
        }
        return name.urlPart
    }
}

struct AccountsAnswer: Decodable {
    struct Named: Decodable { var id, name: String }

    struct Item: Decodable {
        var id, name, title, origin, state: String
        var roles: [String]
        var teams: [Named]
    }

    var items: [Item]
    var next: String?
}
