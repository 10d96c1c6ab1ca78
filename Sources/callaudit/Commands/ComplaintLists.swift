import ArgumentParser
import Calls
import Foundation

struct ComplaintList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List complaints, what is due first standing first.",
        discussion: """
            Examples:
              callaudit --as complaint-handler complaint list --due breached
              callaudit --as auditor complaint list --state closed --from 2026-11-01 --json
              callaudit --as complaint-handler complaint list --unassigned --severity high
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var filter: ComplaintFilterOptions
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/complaints",
            query: filter.query + [("limit", "\(limit)"), ("after", after)],
            as: ComplaintPage.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        page.say()
    }
}

/// Which complaints are asked for.
struct ComplaintFilterOptions: ParsableArguments {
    @Option(help: "Where it is in its life, also several times; all but closed unless given.")
    var state: [Complaint.State] = []
    @Option(help: "Whose case it is: `me`, `nobody`, or a person as `show` names one.")
    var assignee: String?
    @Flag(help: "Those that are nobody's case; as --assignee nobody.") var unassigned = false
    @Option(help: "How much is left of the time that ends first.")
    var due: ComplaintFilter.Due?
    @Option(help: "Code of a type or of a branch of types.") var type: String?
    @Option(help: "Code of a severity.") var severity: String?
    @Option(help: "What came of it.") var outcome: Complaint.Outcome?
    @Option(help: "How it came.") var channel: ComplaintReceipt.Channel?
    @Option(help: "Name of a regime, such as cn-finance.") var regime: String?
    @Option(help: "The customer's id.") var customer: String?
    @Option(help: "Id of a linked call.") var call: String?
    @Option(help: "Code of an agent whom it is about.") var agent: String?
    @Option(help: "The campaign's code.") var campaign: String?
    @Option(help: "The team's id.") var team: String?
    @Option(help: "The product's code.") var product: String?
    @Option(help: "Code of a cause that was found; finer ones count.") var cause: String?
    @Option(help: "About what happened from this day on.") var aboutFrom: String?
    @Option(help: "About what happened until this day, which counts.") var aboutTo: String?
    @Option(help: "Received from this day on, such as 2026-11-21.") var from: String?
    @Option(help: "Received until this day, which counts.") var to: String?
    @Flag(help: "Those of which something waits for a second person.") var asked = false
    @Flag(help: "Leave out those that were merged into others.") var whole = false
    @Option(help: "What stands first: due or received.") var order = ComplaintFilter.Order.due

    func validate() throws {
        if unassigned, assignee != nil {
            throw ValidationError("Give --assignee or --unassigned, not both.")
        }
    }

    var query: [(String, String?)] {
        state.map { ("state", $0.rawValue) } + [
            ("assignee", unassigned ? "nobody" : assignee), ("due", due?.rawValue),
            ("type", type), ("severity", severity), ("outcome", outcome?.rawValue),
            ("channel", channel?.rawValue), ("regime", regime), ("customer", customer),
            ("call", call), ("agent", agent), ("campaign", campaign), ("team", team),
            ("product", product), ("cause", cause), ("about_from", aboutFrom),
            ("about_to", aboutTo), ("from", from), ("to", to), ("asked", asked ? "yes" : nil),
            ("members", whole ? "no" : nil),
            ("order", order == .due ? nil : order.rawValue),
        ]
    }
}

struct ComplaintBoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board", abstract: "Count open complaints by state.",
        discussion: """
            With --json the most urgent of each state as well.
            Example: callaudit --as compliance-officer complaint board
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Decodable {
        struct Column: Decodable {
            var state: String
            var count: Int
        }

        var columns: [Column]
        var breached: Int
        var unassigned: Int
    }

    func run() async throws {
        let (board, body) = try await global.client().get(
            "/api/v1/complaints/board", as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("STATE", "COMPLAINTS")
        for column in board.columns { table.add(column.state, Self.counted(column.count)) }
        table.add("", "")
        table.add("beyond their time", Self.counted(board.breached))
        table.add("nobody's case", Self.counted(board.unassigned))
        table.lines.forEach(Terminal.say)
    }

    private static func counted(_ count: Int) -> String {
        count < ComplaintBoard.countBound ? "\(count)" : "\(count) or more"
    }
}

struct ComplaintMine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine", abstract: "List what waits for you: cases, questions, approvals.",
        discussion: "Example: callaudit --as complaint-handler complaint mine")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    private struct Answer: Decodable {
        var mine: ComplaintPage
        var questions: [ComplaintQuestionLine]
        var asked: [ComplaintLine]
        var unassigned: [ComplaintLine]
    }

    func run() async throws {
        let (work, body) = try await global.client().get(
            "/api/v1/complaints/mine", query: [("limit", "\(limit)"), ("after", after)],
            as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        work.mine.say()
        if !work.questions.isEmpty {
            Terminal.say("\nQuestions that you were asked:")
            var table = Table("NUMBER", "ID", "EVENT", "ASKED", "QUESTION")
            for one in work.questions {
                table.add(
                    one.number, one.complaint, "\(one.event)", one.askedAt, one.text)
            }
            table.lines.forEach(Terminal.say)
        }
        say(work.asked, under: "What waits for you as a second person:")
        say(work.unassigned, under: "What nobody has yet:")
    }

    private func say(_ lines: [ComplaintLine], under title: String) {
        guard !lines.isEmpty else { return }
        Terminal.say("\n" + title)
        lines.sayComplaints()
    }
}
