package import Foundation

/// A message that leaves the house through a command: that something waits for somebody, or went
/// wrong. What it says is codes and days, never a word of anybody's.
package struct Notice: Sendable, Equatable {
    package typealias ID = Identifier<Notice>

    /// The raw value stands in the database and in settings, so a case is never renamed.
    package enum Kind: String, CaseIterable, Sendable {
        /// Somebody was given a complaint, by another or by rule.
        case assigned = "complaint.assigned"
        /// A clock of a complaint is near its end.
        case clockWarning = "complaint.clock-warning"
        /// A clock of a complaint ran out.
        case clockBreached = "complaint.clock-breached"
        /// An agent is asked about a complaint.
        case questionAsked = "complaint.question-asked"
        /// Something in a complaint needs a second person.
        case waitsForApproval = "complaint.waits-for-approval"
        /// A complaint came as an e-mail or a form.
        case registeredByFile = "complaint.registered-by-file"
        /// More is complained of in a week than chance explains.
        case rateSignal = "complaint.rate-signal"
        /// An action against a cause is due tomorrow or before.
        case actionDue = "complaint.action-due"
        /// It is time to look whether an action helped.
        case actionToCheck = "complaint.action-to-check"
        /// A file couldn't be taken in; told at most once an hour.
        case quarantined = "intake.quarantined"
        /// A check found something altered.
        case alterationFound = "integrity.found"
    }

    /// The raw value stands in the database.
    package enum State: String, CaseIterable, Sendable {
        case waiting, sent, failed, dropped
    }

    /// What is said beside kind and object. The raw values stand in the database and in messages.
    package enum Fact: String, CaseIterable, Sendable {
        /// The complaint's number, as it is printed.
        case number
        /// The day before whose end it is due.
        case due
        case regime, clock, severity
        /// The action's number.
        case action
        /// The week, such as `2026-W47`.
        case period
        /// Complaints and calls of the week, and the most complaints that chance explains.
        case complaints, calls, limit
        /// What is asked of a second person.
        case request
        /// Why a file is in quarantine, or a rate is out of its limits.
        case reason
        /// How many things were found.
        case findings
    }

    package enum Limits {
        /// Beyond this nothing more is kept of what a command says.
        package static let outputBytes = 2_048
        /// How much of what a customer said is sent where a channel sends personal data.
        package static let wordCharacters = 200
        package static let channels = 20
        package static let addresses = 50
        package static let tries = 50
    }

    package var id: ID
    package var kind: Kind
    /// As the ledger names it, such as `complaint:…`.
    package var object: String
    package var recipient: NoticeRecipient
    /// Name of the channel.
    package var channel: String
    package var facts: [Fact: String]
    package var madeAt: Date
    package var state = State.waiting
    package var tries = 0
    /// When it is tried next; while it is being sent, when another node may send it.
    package var nextTryAt: Date
    /// What went wrong the last time.
    package var problem: NoticeProblem?
    package var endedAt: Date?

    package init(
        id: ID, kind: Kind, object: String, recipient: NoticeRecipient, channel: String,
        facts: [Fact: String], madeAt: Date
    ) {
        self.id = id
        self.kind = kind
        self.object = object
        self.recipient = recipient
        self.channel = channel
        self.facts = facts
        self.madeAt = madeAt
        nextTryAt = madeAt
    }
}

/// For whom a notice is.
package enum NoticeRecipient: Hashable, Sendable {
    /// `Principal.person`
    case person(String)
    case role(Role)
    case everybody

    /// As it stands in the database and in messages: `account:…`, `role:…`, or nothing.
    package var text: String {
        switch self {
        case .person(let person): person
        case .role(let role): "role:\(role.rawValue)"
        case .everybody: ""
        }
    }

    /// Nil for a role that isn't known.
    package init?(text: String) {
        let prefix = "role:"
        if text.isEmpty {
            self = .everybody
        } else if text.hasPrefix(prefix) {
            guard let role = Role(rawValue: String(text.dropFirst(prefix.count))) else {
                return nil
            }
            self = .role(role)
        } else {
            self = .person(text)
        }
    }
}

extension Refusal {
    package static let noSuchNotice = Refusal(
        .notFound, .noSuchNotice, "There is no such notice. Look at the list of notices.")
    package static let noSuchChannel = Refusal(
        .notFound, .noSuchChannel,
        "There is no channel of this name. Name one that stands under `notices` in the settings.")
}
