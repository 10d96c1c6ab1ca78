import ArgumentParser
import Foundation

struct UserRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Give and take roles.",
        subcommands: [UserRoleGrant.self, UserRoleRevoke.self])
}

struct UserRoleGrant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Give a role, or ask a second person to.",
        discussion: """
            compliance-officer, auditor and administrator wait for a second person.
            Example: callaudit user role grant li.na auditor --reason "takes over from Chen Wei"
            """)

    @OptionGroup var account: NamedAccount
    @Argument(help: "The role.") var role: String
    @Option(help: "Why, for a role that waits for a second person.") var reason: String?

    func run() async throws {
        struct Body: Encodable { let role: String; let reason: String? }
        struct Answer: Decodable { let approval: String? }
        let answer = try await account.post("roles/grant", Body(role: role, reason: reason))
        if try JSONDecoder().decode(Answer.self, from: answer).approval != nil {
            Terminal.complain("It waits for a second person; look at the approvals.")
        }
    }
}

struct UserRoleRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a role away.")

    @OptionGroup var account: NamedAccount
    @Argument(help: "The role.") var role: String

    func run() async throws { _ = try await account.post("roles/revoke", ["role": role]) }
}

struct UserTeam: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Narrow an account to teams; to none for all.",
        discussion: "Example: callaudit user team li.na North South")

    @OptionGroup var account: NamedAccount
    @Argument(help: "Names or ids of teams; none lifts the narrowing.") var teams: [String] = []

    func run() async throws { _ = try await account.post("teams", ["teams": teams]) }
}

struct UserAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Say which agent an account is; nobody when left out.")

    @OptionGroup var account: NamedAccount
    @Argument(help: "Code or id of the agent.") var agent: String?

    func run() async throws { _ = try await account.post("agent", ["agent": agent]) }
}
