import ArgumentParser
import Foundation

struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "Notices that leave the house through commands.",
        subcommands: [
            NoticeList.self, NoticeRetry.self, NoticeDrop.self, NoticeChannels.self,
            NoticeTestCommand.self,
        ])
}

struct NoticeList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List notices, newest first.",
        discussion: """
            Examples:
              callaudit notice list --state failed
              callaudit notice list --json
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "waiting, sent, failed or dropped.") var state: String?
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50

    func run() async throws {
        let query = [("limit", "\(limit)")] + (state.map { [("state", $0)] } ?? [])
        let (page, body) = try await global.client().get(
            "/api/v1/notices", query: query, as: NoticesAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table(
            "ID", "MADE", "KIND", "ABOUT", "CHANNEL", "STATE", "TRIES", "PROBLEM", "NEXT TRY")
        for notice in page.items {
            table.add(
                notice.id, notice.madeAt, notice.kind, notice.facts["number"] ?? notice.object,
                notice.channel, notice.state, "\(notice.tries)", notice.problem ?? "",
                notice.nextTryAt ?? "")
        }
        table.lines.forEach(Terminal.say)
    }
}

struct NoticeRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Send a notice that wasn't sent at once, and anew.",
        discussion: "Example: callaudit notice retry 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "An id from `notice list`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/notices/\(id.urlPart)/retry", json: [String: String]())
    }
}

struct NoticeDrop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Give up a notice that wasn't sent.",
        discussion: "Example: callaudit notice drop 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "An id from `notice list`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/notices/\(id.urlPart)/drop", json: [String: String]())
    }
}

struct NoticeChannels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels", abstract: "List the channels that the settings name.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/notices/channels", as: NoticeChannelsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("NAME", "PROGRAM", "SIGNS", "PERSONAL DATA", "EVENTS")
        for channel in answer.items {
            table.add(
                channel.name, channel.program, channel.isSigned ? "yes" : "no",
                channel.sendsPersonalData ? "yes" : "no",
                channel.events.joined(separator: " "))
        }
        table.lines.forEach(Terminal.say)
    }
}

struct NoticeTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a message that says nothing over a channel.",
        discussion: """
            Prints what the command wrote. Ends with status 0 when it was sent and 1 when it \
            wasn't; nothing is tried again.

            Example: callaudit notice test mail
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "A name from `notice channels`.") var channel: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/notices/channels/\(channel.urlPart)/test", json: [String: String]())
        let answer = try JSONDecoder().decode(NoticeTestAnswer.self, from: Data(body))
        for line in answer.output.split(separator: "\n") {
            Terminal.say(Terminal.plain(String(line)))
        }
        if let problem = answer.problem {
            throw Stop(.foundProblems, "It wasn't sent: \(problem).")
        }
        Terminal.complain("sent.")
    }
}

private struct NoticesAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var madeAt: String
        var kind: String
        var object: String
        var facts: [String: String]
        var channel: String
        var state: String
        var tries: Int
        var problem: String?
        var nextTryAt: String?
    }

    var items: [Item]
}

private struct NoticeChannelsAnswer: Decodable {
    struct Item: Decodable {
        var name: String
        var program: String
        var events: [String]
        var isSigned: Bool
        var sendsPersonalData: Bool
    }

    var items: [Item]
}

private struct NoticeTestAnswer: Decodable {
    var problem: String?
    var output: String
}
