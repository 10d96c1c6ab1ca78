import ArgumentParser
import Calls
import Foundation

struct ComplaintAskExtension: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask-extension", abstract: "Ask a second person for more time.",
        discussion: """
            Example: callaudit complaint ask-extension 26-0000471-4 --extension complex --text \
            "four calls to hear"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(
        name: .customLong("extension"), help: "Name that the regime gives to such an extension.")
    var name: String

    func run() async throws {
        var fields = ComplaintActFields()
        fields.extension = name
        try await on.act(.askExtension, fields)
    }
}

struct ComplaintAskSpecial: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask-special", abstract: "Ask a second person to treat it as special.",
        discussion: "Example: callaudit complaint ask-special 26-0000471-4 <reasons.txt")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.askSpecial) }
}

struct ComplaintAskRedress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask-redress", abstract: "Ask a second person for more than you may grant.",
        discussion: """
            What is approved is granted as it was approved, or not at all.
            Example: callaudit complaint ask-redress 26-0000471-4 --redress compensation=500000 \
            --text "loss shown by the statement"
            """)

    @OptionGroup var on: ComplaintTarget
    @OptionGroup var granted: ComplaintRedressOptions

    func run() async throws {
        var fields = ComplaintActFields()
        fields.redress = granted.field
        try await on.act(.askRedress, fields)
    }
}

struct ComplaintApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve what somebody else asked for.",
        discussion: """
            Example: callaudit --as compliance-officer complaint approve 26-0000471-4 7
            """)

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The request's number, from `complaint show`.") var request: Int

    func run() async throws {
        var fields = ComplaintActFields()
        fields.request = request
        try await on.act(.approve, fields)
    }
}

struct ComplaintRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse what somebody else asked for.",
        discussion: """
            Example: callaudit --as compliance-officer complaint refuse 26-0000471-4 7 --text \
            "fifteen days will do"
            """)

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The request's number, from `complaint show`.") var request: Int

    func run() async throws {
        var fields = ComplaintActFields()
        fields.request = request
        try await on.act(.refuse, fields)
    }
}
