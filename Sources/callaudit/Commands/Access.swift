import ArgumentParser
import Foundation

struct Access: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Access for a time: ask, decide, give back.",
        subcommands: [AccessList.self, AccessAsk.self, AccessDecide.self, AccessWithdraw.self])
}

struct AccessList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List requests, those that wait first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/access", query: [("limit", "\(limit)"), ("after", after)],
            as: AccessAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ID", "STATE", "PERSON", "FOR", "ON", "MINUTES", "ENDS", "REASON")
        for item in page.items {
            table.add(
                item.id, item.state, item.person, item.permission, item.object,
                "\(item.minutes)", item.endsAt ?? "", item.reason)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct AccessAsk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask to be let at what the own role doesn't allow.",
        discussion: """
            Example: callaudit access ask --permission customer.reveal \
            --object customer:0e5q8rk2m1v7d --minutes 60 --reason "case 4711"
            """)

    @OptionGroup var global: GlobalOptions
    @Option(
        help: """
            call.find-by-number, call.see, recording.listen, customer.see or customer.reveal.
            """)
    var permission: String
    @Option(help: "call:ID or customer:ID; nothing for call.find-by-number.") var object = ""
    @Option(help: "15 to 10080.") var minutes: Int
    @Option(help: "Why, in at most 500 characters; it is kept.") var reason: String

    func run() async throws {
        struct Body: Encodable {
            let permission: String
            let object: String
            let minutes: Int
            let reason: String
        }
        struct Asked: Decodable { var id: String }
        let body = try await global.client().post(
            "/api/v1/access",
            json: Body(permission: permission, object: object, minutes: minutes, reason: reason))
        Terminal.say(try JSONDecoder().decode(Asked.self, from: body).id)
    }
}

struct AccessDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Grant or refuse what somebody else asked for.")

    @OptionGroup var global: GlobalOptions
    @Flag(inversion: .prefixedNo, help: "Grant it, or not.") var grant: Bool
    @Option(help: "Another time than was asked for, 15 to 10080.") var minutes: Int?
    @Argument(help: "The id from `access list`.") var id: String

    func run() async throws {
        struct Body: Encodable {
            let grant: Bool
            let minutes: Int?
        }
        _ = try await global.client().post(
            "/api/v1/access/\(id.urlPart)/decide", json: Body(grant: grant, minutes: minutes))
    }
}

struct AccessWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a request back, or end what was granted.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `access list`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/access/\(id.urlPart)/withdraw", json: [String: String]())
    }
}

private struct AccessAnswer: Decodable {
    struct Request: Decodable {
        var id: String
        var person: String
        var permission: String
        var object: String
        var reason: String
        var minutes: Int
        var state: String
        var endsAt: String?
    }

    var items: [Request]
    var next: String?
}
