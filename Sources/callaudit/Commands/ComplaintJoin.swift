import ArgumentParser
import Calls
import Foundation

struct ComplaintLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Note on two complaints that they are about one matter.",
        discussion: "Example: callaudit complaint link 26-0000471-4 --with 26-0000468-0")

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Number or id of the other.") var with: String

    func run() async throws { try await on.join(.link, with) }
}

struct ComplaintMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Work it as a part of another from now on.",
        discussion: """
            Each keeps its history, its number and its clocks.
            Example: callaudit complaint merge 26-0000471-4 --into 26-0000468-0 --text \
            "the same letter twice"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Number or id of the one that is worked.") var into: String

    func run() async throws { try await on.join(.merge, into) }
}

struct ComplaintUnmerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo the merge; it is then what it was before.",
        discussion: "Example: callaudit complaint unmerge 26-0000471-4 --text \"another branch\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.unmerge) }
}

struct ComplaintSplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make a complaint of its own of a part; prints which.",
        discussion: """
            The new one was received when this one was.
            Example: callaudit complaint split 26-0000471-4 --call 0e5q8rk2m1v7d --text \
            "the fees are another matter"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Id of a linked call that goes with it, also several times.")
    var call: [String] = []

    func run() async throws {
        var fields = ComplaintActFields()
        fields.calls = call
        let body = try await on.act(.split, fields)
        struct Answer: Decodable { var id: String }
        Terminal.say(try JSONDecoder().decode(Answer.self, from: body).id)
    }
}

extension ComplaintTarget {
    fileprivate func join(_ act: ComplaintAct, _ other: String) async throws {
        var fields = ComplaintActFields()
        fields.number = try await global.client().complaintNumber(other)
        try await self.act(act, fields)
    }
}
