import ArgumentParser
import Foundation

struct Approvals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approval", abstract: "What waits for a second person.",
        discussion: "Who asks never decides. What is approved is carried out at once.",
        subcommands: [
            ApprovalList.self, ApprovalApprove.self, ApprovalRefuse.self, ApprovalWithdraw.self,
        ])
}

struct ApprovalList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what waits, newest first.",
        discussion: "Example: callaudit approval list --state closed")

    enum State: String, ExpressibleByArgument, CaseIterable { case open, closed, all }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "open, closed or all.") var state = State.open
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/approvals",
            query: [
                ("state", state == .all ? nil : state.rawValue), ("limit", "\(limit)"),
                ("after", after),
            ], as: ApprovalsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "WHAT", "OF", "ASKED BY", "UNTIL", "STATE", "WHY")
        for item in page.items {
            table.add(
                item.id, item.kind, item.object, item.askedBy, item.endsAt,
                item.state == "open" && item.isOwn ? "waits for somebody else" : item.state,
                item.reason)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct ApprovalApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve, which carries it out at once.",
        discussion: "Example: callaudit approval approve 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `approval list`.") var id: String

    func run() async throws { try await act("approve", on: id, global) }
}

struct ApprovalRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse; nothing is changed.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `approval list`.") var id: String

    func run() async throws { try await act("refuse", on: id, global) }
}

struct ApprovalWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back what you asked for yourself.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `approval list`.") var id: String

    func run() async throws { try await act("withdraw", on: id, global) }
}

private func act(_ act: String, on id: String, _ global: GlobalOptions) async throws {
    _ = try await global.client().post(
        "/api/v1/approvals/\(id.urlPart)/\(act)", json: [String: String]())
}

private struct ApprovalsAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var kind: String
        var object: String
        var reason: String
        var askedBy: String
        var endsAt: String
        var state: String
        var isOwn: Bool
    }

    var items: [Item]
    var next: String?
}

/// What waits now: its id, to be approved by somebody else.
struct AskedAnswer: Decodable {
    var approval: String

    func say() {
        Terminal.say(approval)
        Terminal.complain("It waits for a second person: callaudit approval approve \(approval)")
    }
}
