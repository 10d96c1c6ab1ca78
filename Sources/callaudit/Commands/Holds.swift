import ArgumentParser
import Foundation

struct Holds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "What is kept whatever may say that it can go.",
        subcommands: [HoldPlace.self, HoldList.self, HoldRelease.self])
}

enum HoldKind: String, ExpressibleByArgument, CaseIterable { case call, customer, agent }

struct HoldPlace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Hold a call, a customer, or everything of an agent.",
        discussion: """
            Prints the hold's id. Examples:
              callaudit hold place call 0e5q8rk2m1v7d --reason "dispute 2026-117"
              callaudit hold place agent 201 --reason "inquiry of the regulator"
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "call, customer or agent.") var kind: HoldKind
    @Argument(help: "The id of what is held; an agent's code will do.") var object: String
    @Option(help: "Why; it is kept sealed.") var reason: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/holds", json: ["kind": kind.rawValue, "object": object, "reason": reason])
        struct Answer: Decodable { var id: String }
        Terminal.say(try JSONDecoder().decode(Answer.self, from: body).id)
    }
}

struct HoldList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List holds, newest first.",
        discussion: "Example: callaudit hold list --kind customer --state standing")

    enum State: String, ExpressibleByArgument, CaseIterable { case standing, released, all }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "call, customer or agent.") var kind: HoldKind?
    @Option(help: "standing, released or all.") var state = State.standing
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/holds",
            query: [
                ("kind", kind?.rawValue), ("state", state == .all ? nil : state.rawValue),
                ("limit", "\(limit)"), ("after", after),
            ], as: HoldsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "KIND", "OF", "PLACED", "BY", "STATE", "WHY")
        for hold in page.items {
            table.add(
                hold.id, hold.kind, hold.object, hold.placedAt, hold.placedBy,
                hold.releasedAt == nil
                    ? (hold.isReleaseAsked ? "release asked" : "standing") : "released",
                hold.reason)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct HoldRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Ask for the release of a hold.",
        discussion: "A second person decides. Prints the id of what waits.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `hold list`.") var id: String
    @Option(help: "Why it may go; it is kept sealed.") var reason: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/holds/\(id.urlPart)/release", json: ["reason": reason])
        try JSONDecoder().decode(AskedAnswer.self, from: body).say()
    }
}

private struct HoldsAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var kind: String
        var object: String
        var reason: String
        var placedBy: String
        var placedAt: String
        var releasedAt: String?
        var isReleaseAsked: Bool
    }

    var items: [Item]
    var next: String?
}
