import ArgumentParser
import Calls
import Foundation

struct ComplaintInvestigate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "investigate", abstract: "Begin the investigation.",
        discussion: "Example: callaudit complaint investigate 26-0000471-4")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.investigate) }
}

struct ComplaintAsk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask an agent, who sees the question and nothing else.",
        discussion: "Example: callaudit complaint ask 26-0000471-4 A17 <question.txt")

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The agent's code.") var agent: String

    func run() async throws {
        var fields = ComplaintActFields()
        fields.agent = agent
        try await on.act(.ask, fields)
    }
}

struct ComplaintAnswerQuestion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer-question", abstract: "Answer a question that you were asked.",
        discussion: "Example: callaudit complaint answer-question 26-0000471-4 7 <answer.txt")

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The number of the event that asked, from `complaint mine`.") var event: Int

    func run() async throws {
        var fields = ComplaintActFields()
        fields.event = event
        try await on.act(.answerQuestion, fields)
    }
}

struct ComplaintFindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Write what was found.",
        discussion: """
            Example: callaudit complaint find 26-0000471-4 --cause knowledge <findings.txt
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Code of a cause, also several times.") var cause: [String] = []

    func run() async throws {
        var fields = ComplaintActFields()
        fields.causes = cause
        try await on.act(.find, fields)
    }
}

struct ComplaintWait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait for somebody; clocks stand where their regime lets.",
        discussion: """
            Example: callaudit complaint wait 26-0000471-4 --for awaiting-customer --text \
            "asked for the contract"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(name: .customLong("for"), help: "What is waited for.") var reason: PauseReason

    func run() async throws {
        var fields = ComplaintActFields()
        fields.reason = reason.rawValue
        try await on.act(.wait, fields)
    }
}

struct ComplaintResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on, when it waited for somebody.",
        discussion: "Example: callaudit complaint resume 26-0000471-4")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.resume) }
}
