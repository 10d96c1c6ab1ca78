import ArgumentParser
import Foundation

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Secrets by which programs come in.",
        discussion: """
            A person's own tokens are made on the page. With --for an administrator makes those of \
            a program's account.

            Example: callaudit token add "nightly report" --for reports --scope call.list --days 90
            """,
        subcommands: [TokenAdd.self, TokenList.self, TokenRevoke.self])
}

/// Whose tokens a command is about.
struct TokenHolder: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Option(name: .customLong("for"), help: "The program's account; left out for one's own.")
    var holder: String?

    func path(_ client: DaemonClient) async throws -> String {
        guard let holder else { return "/api/v1/tokens" }
        return "/api/v1/accounts/\(try await NamedAccount.id(of: holder, client))/tokens"
    }
}

struct TokenAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a token; prints its secret, once.")

    @OptionGroup var holder: TokenHolder
    @Argument(help: "What it is for.") var name: String
    @Option(help: "A permission such as call.list; may stand several times.")
    var scope: [String]
    @Option(help: "Days until it ends, 1 to 366.") var days = 90

    func run() async throws {
        struct Body: Encodable { let name: String; let scopes: [String]; let days: Int }
        struct Answer: Decodable { let secret: String }
        let client = try holder.global.client()
        let answer = try await client.post(
            try await holder.path(client), json: Body(name: name, scopes: scope, days: days))
        Terminal.say(try JSONDecoder().decode(Answer.self, from: answer).secret)
    }
}

struct TokenList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List tokens, the newest first.")

    @OptionGroup var holder: TokenHolder
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let client = try holder.global.client()
        let (page, body) = try await client.get(
            try await holder.path(client), as: TokensAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "FOR WHAT", "STATE", "ENDS", "SCOPES")
        for item in page.items {
            let state = item.isGood ? "good" : item.revokedAt == nil ? "run out" : "revoked"
            table.add(
                item.id, item.name, state, item.endsAt, item.scopes.joined(separator: " "))
        }
        table.lines.forEach(Terminal.say)
    }
}

struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a token at once.")

    @OptionGroup var holder: TokenHolder
    @Argument(help: "The id from `token list`.") var id: String

    func run() async throws {
        let client = try holder.global.client()
        let path = try await holder.path(client)
        _ = try await client.post("\(path)/\(id.urlPart)/revoke", json: [String: String]())
    }
}

private struct TokensAnswer: Decodable {
    struct Item: Decodable {
        var id, name, endsAt: String
        var revokedAt: String?
        var isGood: Bool
        var scopes: [String]
    }

    var items: [Item]
}
