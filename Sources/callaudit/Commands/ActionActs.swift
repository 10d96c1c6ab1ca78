import ArgumentParser
import Calls
import Foundation

/// Which action something is done to, and what is said of it.
struct ActionTarget: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The action's number or id.") var action: String
    @Option(
        help: """
            What is said; it is kept sealed. - reads it from the input, and so does leaving it \
            out where something must be said.
            """)
    var text: String?
    @Option(help: "Refuse if more has happened than this event, the `version` of `show`.")
    var after: Int?

    func act(_ act: ActionAct, _ fields: ActionFields = .init()) async throws {
        var fields = fields
        let isNeeded = ActionTable.rule(act).needs.contains(.words)
        fields.text = try SaidWords.read(text, isNeeded: isNeeded)
        fields.after = after
        let client = try global.client()
        let id = try await client.actionID(action)
        _ = try await client.post("/api/v1/actions/\(id)/\(act.rawValue)", json: fields)
    }
}

/// The fields of all acts; each sends those that it has.
struct ActionFields: Encodable {
    var text = ""
    var after: Int?
    var person: String?
    var due: String?
    var day: String?
    var check: String?
    var ground: String?
}

struct ActionNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note.")

    @OptionGroup var on: ActionTarget

    func run() async throws { try await on.act(.note) }
}

struct ActionAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give it to another owner.",
        discussion: "Example: callaudit action assign 12 --to account:0e5q8rk2m1v7d")

    @OptionGroup var on: ActionTarget
    @Option(help: "The person, as `show` names those who may own it.") var to: String

    func run() async throws {
        var fields = ActionFields()
        fields.person = to
        try await on.act(.assign, fields)
    }
}

struct ActionReschedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Set another due day, and say why.")

    @OptionGroup var on: ActionTarget
    @Option(help: "The last day by which it is to be done.") var due: String

    func run() async throws {
        var fields = ActionFields()
        fields.due = due
        try await on.act(.reschedule, fields)
    }
}

struct ActionFinish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Say that it is done; by its owner.",
        discussion: "Example: callaudit action finish 12 --on 2027-01-20 --check 2027-04-20 <done")

    @OptionGroup var on: ActionTarget
    @Option(name: .customLong("on"), help: "The day on which it was done.") var day: String
    @Option(help: "The day from which on somebody else checks whether it helped.")
    var check: String

    func run() async throws {
        var fields = ActionFields()
        (fields.day, fields.check) = (day, check)
        try await on.act(.finish, fields)
    }
}

struct ActionPostponeCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone-check", abstract: "Check it later, and say why.")

    @OptionGroup var on: ActionTarget
    @Option(help: "The day from which on it is checked.") var check: String

    func run() async throws {
        var fields = ActionFields()
        fields.check = check
        try await on.act(.postponeCheck, fields)
    }
}

struct ActionConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Find that it helped.",
        discussion: """
            By somebody who neither owns nor did it. The figures are the daemon's; `show` has them.
            """)

    @OptionGroup var on: ActionTarget
    @Option(help: "On what it rests: measured or otherwise.") var ground: ActionCheck.Ground

    func run() async throws {
        var fields = ActionFields()
        fields.ground = ground.rawValue
        try await on.act(.confirm, fields)
    }
}

struct ActionReject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Find that it didn't help; it is open again.")

    @OptionGroup var on: ActionTarget
    @Option(help: "On what it rests: measured or otherwise.") var ground: ActionCheck.Ground
    @Option(help: "The new due day.") var due: String

    func run() async throws {
        var fields = ActionFields()
        (fields.ground, fields.due) = (ground.rawValue, due)
        try await on.act(.reject, fields)
    }
}

struct ActionDrop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Give it up, and say why.")

    @OptionGroup var on: ActionTarget

    func run() async throws { try await on.act(.drop) }
}

struct ActionReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open it again, and say why.")

    @OptionGroup var on: ActionTarget
    @Option(help: "The new due day.") var due: String

    func run() async throws {
        var fields = ActionFields()
        fields.due = due
        try await on.act(.reopen, fields)
    }
}
