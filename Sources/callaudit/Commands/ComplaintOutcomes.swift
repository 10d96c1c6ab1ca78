import ArgumentParser
import Calls
import Foundation

struct ComplaintSolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Solve it in the first line, as the customer agreed.",
        discussion: """
            Example: callaudit complaint solve 26-0000471-4 --outcome upheld --redress apology \
            --text "rang her back and said sorry"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "upheld, partly, rejected or settled.") var outcome: Complaint.Outcome
    @OptionGroup var granted: ComplaintRedressOptions

    func run() async throws {
        try await on.decide(.solve, outcome, granted, isAgreed: true)
    }
}

struct ComplaintDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decide after an investigation.",
        discussion: """
            Example: callaudit complaint decide 26-0000471-4 --outcome partly \
            --redress refund=12000 <reasons.txt
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "upheld, partly or rejected.") var outcome: Complaint.Outcome
    @OptionGroup var granted: ComplaintRedressOptions
    @Flag(help: "The customer said yes to it.") var agreed = false

    func run() async throws {
        try await on.decide(.decide, outcome, granted, isAgreed: agreed)
    }
}

struct ComplaintSettle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Settle it as agreed with the customer.",
        discussion: """
            Example: callaudit complaint settle 26-0000471-4 --redress goodwill=5000 <terms.txt
            """)

    @OptionGroup var on: ComplaintTarget
    @OptionGroup var granted: ComplaintRedressOptions

    func run() async throws {
        try await on.decide(.settle, .settled, granted, isAgreed: true)
    }
}

struct ComplaintWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Note that the customer withdrew it.",
        discussion: "Example: callaudit complaint withdraw 26-0000471-4 --text \"by letter\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.withdraw) }
}

struct ComplaintAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Note the letter with the outcome as sent.",
        discussion: """
            The letter goes to the customers of all complaints that were merged into this one.
            Example: callaudit complaint answer 26-0000471-4 <letter.txt
            """)

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.answer) }
}

struct ComplaintGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give", abstract: "Note a redress as given.",
        discussion: "Example: callaudit complaint give 26-0000471-4 0")

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "Its place in the decision, the first is 0.") var place: Int

    func run() async throws {
        var fields = ComplaintActFields()
        fields.redress = .place(place)
        try await on.act(.give, fields)
    }
}

struct ComplaintHear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hear", abstract: "Note what the customer says to the outcome.",
        discussion: """
            Example: callaudit complaint hear 26-0000471-4 --content --satisfaction 4 \
            --recommend 8
            """)

    @OptionGroup var on: ComplaintTarget
    @Flag(inversion: .prefixedNo, help: "Whether the customer is content.") var content: Bool
    @Option(help: "1 to 5.") var satisfaction: Int?
    @Option(help: "Whether they would recommend you, 0 to 10.") var recommend: Int?

    func run() async throws {
        var fields = ComplaintActFields()
        fields.content = content
        fields.satisfaction = satisfaction
        fields.recommend = recommend
        try await on.act(.hear, fields)
    }
}

struct ComplaintClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close it.",
        discussion: """
            What is still open is named, and nothing is closed, until nothing is.
            Example: callaudit complaint close 26-0000471-4
            """)

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.close) }
}

struct ComplaintReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open it again, for others than those who decided.",
        discussion: "Example: callaudit complaint reopen 26-0000471-4 --text \"new documents\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.reopen) }
}

struct ComplaintRefer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refer", abstract: "Note that a regulator or an ombudsman has it.",
        discussion: "Example: callaudit complaint refer 26-0000471-4 --text \"file 2026-117\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.refer) }
}

struct ComplaintRuling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Note what the outside body decided.",
        discussion: """
            Example: callaudit complaint rule 26-0000471-4 --outcome upheld \
            --redress compensation=80000 <ruling.txt
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "upheld, partly or rejected.") var outcome: Complaint.Outcome
    @OptionGroup var granted: ComplaintRedressOptions

    func run() async throws {
        try await on.decide(.rule, outcome, granted, isAgreed: false)
    }
}

struct ComplaintComeBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "come-back", abstract: "Note that the outside body handed it back.",
        discussion: "Example: callaudit complaint come-back 26-0000471-4 --text \"not theirs\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.comeBack) }
}

extension ComplaintTarget {
    fileprivate func decide(
        _ act: ComplaintAct, _ outcome: Complaint.Outcome, _ granted: ComplaintRedressOptions,
        isAgreed: Bool
    ) async throws {
        var fields = ComplaintActFields()
        fields.outcome = outcome.rawValue
        fields.redress = granted.field
        fields.agreed = isAgreed
        try await self.act(act, fields)
    }
}
