import ArgumentParser
import Foundation

struct UserFirst: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "first",
        abstract: "Make a one-time code for the first account of a role.",
        discussion: """
            For the first administrator, and the first compliance officer beside them: once \
            somebody of the role has set a password, further ones are invited at the page. An \
            administrator of this machine has to ask (`local:` in the settings).

            Examples:
              callaudit user first
              callaudit user first --role compliance-officer
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "The role of the account.") var role = "administrator"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let body = try await global.client().post("/api/v1/accounts/first", json: ["role": role])
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        let answer = try JSONDecoder().decode(InvitationAnswer.self, from: body)
        Terminal.say("One-time code  \(answer.code)")
        Terminal.say("Use it at      \(answer.address)")
        Terminal.say("Good until     \(answer.endsAt)")
    }
}

private struct InvitationAnswer: Decodable {
    var code: String
    var endsAt: String
    var address: String
}
