import ArgumentParser
import Calls
import Foundation

struct Actions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "What is done so that complaints don't come again.",
        discussion: """
            An action is named by its number or its id. What is said is read from the input, so \
            that it stands in no list of processes; --text takes it from the line.

            Examples:
              callaudit action list --due check
              callaudit action open --cause care --due 2027-01-31 <plan.txt
              callaudit action finish 12 --on 2027-01-20 --check 2027-04-20 <done.txt
            """,
        subcommands: [
            ActionList.self, ActionShow.self, ActionOpen.self, ActionNote.self,
            ActionAssign.self, ActionReschedule.self, ActionFinish.self,
            ActionPostponeCheck.self, ActionConfirm.self, ActionReject.self, ActionDrop.self,
            ActionReopen.self,
        ])
}

extension CorrectiveAction.State: ExpressibleByArgument {}
extension CorrectiveAction.Kind: ExpressibleByArgument {}
extension ActionFilter.Due: ExpressibleByArgument {}
extension ActionCheck.Ground: ExpressibleByArgument {}
extension ComplaintDimension: ExpressibleByArgument {}
extension RateBase: ExpressibleByArgument {}

struct ActionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List actions that haven't ended, the most urgent first.",
        discussion: """
            Examples:
              callaudit --as complaint-handler action list --owner me
              callaudit --as compliance-officer action list --due check --json
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Where it is in its life; all that haven't ended unless given.")
    var state: CorrectiveAction.State?
    @Option(help: "What presses: overdue, check or week.") var due: ActionFilter.Due?
    @Option(help: "Whose it is: `me`, or a person as `show` names one.") var owner: String?
    @Option(help: "Code of a cause; finer ones count too.") var cause: String?
    @Option(help: "corrective or preventive.") var kind: CorrectiveAction.Kind?
    @Option(help: "Number or id of a complaint that it came from.") var complaint: String?
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let client = try global.client()
        var from: String?
        if let complaint { from = try await client.complaintID(complaint) }
        let (page, body) = try await client.get(
            "/api/v1/actions",
            query: [
                ("state", state?.rawValue), ("due", due?.rawValue), ("owner", owner),
                ("cause", cause), ("kind", kind?.rawValue), ("complaint", from),
                ("limit", "\(limit)"), ("after", after),
            ], as: ActionsAnswer.self)
        page.say(body, asJSON: json)
    }
}

struct ActionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one action with its history, effect and possible acts as JSON.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON on one line.") var json = false
    @Argument(help: "The action's number or id.") var action: String

    func run() async throws {
        let client = try global.client()
        let id = try await client.actionID(action)
        let body = try await client.get("/api/v1/actions/\(id)", as: Shown.self).body
        try Terminal.say(json: body, pretty: !json)
    }

    private struct Shown: Decodable { var action: ActionsAnswer.Item }
}

struct ActionsAnswer: Decodable {
    struct Item: Decodable {
        var id: String
        var number: Int
        var kind: String
        var state: String
        var cause: String
        var group: String?
        var owner: String
        var ownerName: String?
        var next: String
        var overdue: Bool
        var checkDue: Bool
    }

    var items: [Item]
    var next: String?

    func say(_ body: Data, asJSON: Bool) {
        if asJSON {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("NUMBER", "STATE", "CAUSE", "WHERE", "KIND", "OWNER", "NEXT")
        for item in items {
            let presses = item.overdue ? " overdue" : item.checkDue ? " check" : ""
            table.add(
                "\(item.number)", item.state, item.cause, item.group ?? "house", item.kind,
                item.ownerName ?? item.owner, item.next + presses)
        }
        table.lines.forEach(Terminal.say)
        if let next { Terminal.complain("More with --after \(next)") }
    }
}

extension DaemonClient {
    /// The id of the action that `name`, a number or an id, stands for.
    func actionID(_ name: String) async throws -> String {
        if let number = Int(name), name.count < 13 {
            struct Found: Decodable { var id: String }
            return try await get(
                "/api/v1/actions/number", query: [("n", "\(number)")], as: Found.self
            ).answer.id
        }
        guard let id = CorrectiveAction.ID(text: name) else {
            throw Stop(.badData, Refusal.noSuchAction.sentence)
        }
        return id.description
    }
}
