import ArgumentParser
import Foundation

struct Quarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Files that couldn't be taken in.",
        subcommands: [QuarantineList.self, QuarantineRetry.self, QuarantineDiscard.self])
}

struct QuarantineList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the files in quarantine, newest first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/quarantine", query: [("limit", "\(limit)"), ("after", after)],
            as: QuarantineAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "REASON", "BYTES", "SEEN", "TRIES", "WHAT TO DO")
        for item in page.items {
            table.add(
                item.id, item.reason, "\(item.bytes)", item.seenAt, "\(item.tries)",
                item.sentence ?? item.detail)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct QuarantineRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try files in quarantine again.",
        discussion: "Example: callaudit quarantine retry 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Ids from `quarantine list`.") var ids: [String]

    func run() async throws {
        let client = try global.client()
        for (number, id) in ids.enumerated() {
            Terminal.progress("\(number + 1) of \(ids.count)", isLast: number + 1 == ids.count)
            _ = try await client.post(
                "/api/v1/quarantine/\(id.urlPart)/retry", json: [String: String]())
        }
    }
}

struct QuarantineDiscard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Destroy files in quarantine for good.",
        discussion: """
            Example: callaudit quarantine discard 0e5q8rk2m1v7d --reason "a test file"
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Ids from `quarantine list`.") var ids: [String]
    @Option(help: "Why they may go; it is kept.") var reason: String

    func run() async throws {
        let client = try global.client()
        for (number, id) in ids.enumerated() {
            Terminal.progress("\(number + 1) of \(ids.count)", isLast: number + 1 == ids.count)
            _ = try await client.post(
                "/api/v1/quarantine/\(id.urlPart)/discard", json: ["reason": reason])
        }
    }
}

extension String {
    /// Safe as one part of a URL's path.
    var urlPart: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

private struct QuarantineAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var reason: String
        var bytes: Int64
        var seenAt: String
        var tries: Int
        var detail: String
        var sentence: String?
    }

    var items: [Item]
    var next: String?
}
