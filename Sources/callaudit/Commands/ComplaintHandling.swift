import ArgumentParser
import Calls
import Foundation

struct ComplaintAcknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Tell the customer that it came.",
        discussion: "Example: callaudit complaint acknowledge 26-0000471-4 <letter.txt")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.acknowledge) }
}

struct ComplaintAssess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess", abstract: "Say what it is and how grave.",
        discussion: """
            Codes are those of /etc/callaudit/complaints/classes.yaml.
            Example: callaudit complaint assess 26-0000471-4 --type manner --severity low \
            --complexity simple
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Code of a type that has no finer ones.") var type: String
    @Option(help: "Code of a severity.") var severity: String
    @Option(help: "simple or complex.") var complexity: Complaint.Complexity
    @Option(help: "Code of the product that it is about, where another one was said.")
    var product: String?

    func validate() throws {
        if complexity == .special {
            throw ValidationError("A special case takes a second person: complaint ask-special.")
        }
    }

    func run() async throws {
        var fields = ComplaintActFields()
        fields.type = type
        fields.severity = severity
        fields.complexity = complexity.rawValue
        fields.product = product
        try await on.act(.assess, fields)
    }
}

struct ComplaintTake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Make it your own case.",
        discussion: "Example: callaudit complaint take 26-0000471-4")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.take) }
}

struct ComplaintAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Hand it to somebody.",
        discussion: """
            Without --to the one who has the least to do of those who may work it.
            Example: callaudit complaint assign 26-0000471-4 --to account:0e5q8rk2m1v7d
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "The person, as `show` names those who may work it.") var to = ""

    func run() async throws {
        var fields = ComplaintActFields()
        fields.person = to
        try await on.act(.assign, fields)
    }
}

struct ComplaintEscalate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate", abstract: "Pass it on from the first line.",
        discussion: "Example: callaudit complaint escalate 26-0000471-4 --text \"beyond us\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.escalate) }
}

struct ComplaintLinkCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link-call", abstract: "Link a call, which is held from then on.",
        discussion: """
            Example: callaudit complaint link-call 26-0000471-4 0e5q8rk2m1v7d --no-subject
            """)

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The call's id.") var call: String
    @Flag(
        inversion: .prefixedNo,
        help: "Whether the complaint is about it; it came by the call when it isn't.")
    var subject = true

    func run() async throws {
        var fields = ComplaintActFields()
        fields.call = call
        fields.subject = subject
        try await on.act(.linkCall, fields)
    }
}

struct ComplaintUnlinkCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink-call", abstract: "Remove a call; its hold stays.",
        discussion: """
            Example: callaudit complaint unlink-call 26-0000471-4 0e5q8rk2m1v7d --text \
            "another customer's"
            """)

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "The call's id.") var call: String

    func run() async throws {
        var fields = ComplaintActFields()
        fields.call = call
        try await on.act(.unlinkCall, fields)
    }
}

struct ComplaintRepresent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "represent", abstract: "Note how many speak for the customers.",
        discussion: """
            Example: callaudit complaint represent 26-0000471-4 3 --text "chosen by letter"
            """)

    @OptionGroup var on: ComplaintTarget
    @Argument(help: "How many.") var representatives: Int

    func run() async throws {
        var fields = ComplaintActFields()
        fields.representatives = representatives
        try await on.act(.represent, fields)
    }
}

struct ComplaintPlaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Say by whose rules and clocks it is reckoned.",
        discussion: """
            Example: callaudit complaint place 26-0000471-4 --regime cn-finance --text \
            "the branch's rules"
            """)

    @OptionGroup var on: ComplaintTarget
    @Option(help: "Name of a regime, also several times, in the order of their clocks.")
    var regime: [String]
    @Option(help: "Zone in which days end, such as Asia/Shanghai; the regime's unless given.")
    var zone: String?
    @Option(help: "Name of a calendar of holidays, with --zone.") var calendar: String?

    func run() async throws {
        var fields = ComplaintActFields()
        (fields.regimes, fields.zone, fields.calendar) = (regime, zone, calendar)
        try await on.act(.place, fields)
    }
}

struct ComplaintFollowUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow-up", abstract: "Note that the customer asks again.",
        discussion: "Example: callaudit complaint follow-up 26-0000471-4 <words.txt")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.followUp) }
}

struct ComplaintNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note.",
        discussion: "Example: callaudit complaint note 26-0000471-4 --text \"rings at six\"")

    @OptionGroup var on: ComplaintTarget

    func run() async throws { try await on.act(.note) }
}
