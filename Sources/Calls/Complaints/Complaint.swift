package import Foundation

/// A customer's complaint as its history tells it: everything here follows from `history` alone.
/// What was written with each event stands sealed beside it and decides nothing.
package struct Complaint: Hashable, Sendable {
    package typealias ID = Identifier<Complaint>

    /// Where it is in its life. The raw value stands in the database, so a case is never renamed.
    package enum State: String, CaseIterable, Codable, Sendable {
        case received
        /// The customer was told that it came.
        case acknowledged
        /// Type, severity and complexity are known.
        case assessed
        case investigating
        /// There is an outcome; the customer doesn't know it yet.
        case decided
        /// The customer was told the outcome.
        case answered
        case closed
        /// Looked at again, by others than those who decided before.
        case reopened
        /// With a regulator or an ombudsman.
        case referred

        package var isUndecided: Bool {
            switch self {
            case .received, .acknowledged, .assessed, .investigating, .reopened: true
            case .decided, .answered, .closed, .referred: false
            }
        }
    }

    /// The raw value stands in the database.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case upheld
        case partly
        case rejected
        /// By the customer.
        case withdrawn
        /// Agreed with the customer without saying who was right.
        case settled
    }

    /// How much work it is; some regimes give more time to more of it.
    package enum Complexity: String, CaseIterable, Codable, Sendable {
        case simple
        case complex
        /// Only by a second person's approval.
        case special
    }

    package enum Limits {
        package static let events = 10_000
        package static let calls = 100
        package static let members = 100
        package static let links = 100
        package static let documents = 100
        package static let regimes = 10
        package static let redress = 20
        package static let textCharacters = 20_000
    }

    package let id: ID
    package let receipt: ComplaintReceipt
    /// In the order of their numbers; nothing is ever taken away.
    package internal(set) var history: [ComplaintEvent] = []
    package internal(set) var state = State.received
    /// From 1; one more each time it is reopened.
    package internal(set) var round = 1
    package internal(set) var place: ComplaintPlace
    /// Who speak for a joint complaint.
    package internal(set) var representatives: Int
    /// `Principal.person` of whose case it is.
    package internal(set) var assignee: String?
    package internal(set) var acknowledgedAt: Date?
    package internal(set) var assessment: ComplaintAssessment?
    package internal(set) var complexity: Complexity?
    /// Beyond the first line, for good.
    package internal(set) var isEscalated = false
    package internal(set) var calls: [ComplaintCall] = []
    /// What was added to it, in the order of their numbers.
    package internal(set) var documents: [ComplaintAttachment] = []
    /// Whom an open question waits for, by the number of the event that asked.
    package internal(set) var questions: [Int: Agent.ID] = [:]
    /// Of this round.
    package internal(set) var findings: ComplaintFindings?
    /// Nil while it waits for nobody.
    package internal(set) var waitsFor: PauseReason?
    /// Of this round, by the number of the event that asked.
    package internal(set) var requests: [Int: ComplaintRequest] = [:]
    /// Of this round.
    package internal(set) var decision: ComplaintDecision?
    /// `Principal.person`; nil for what the customer or an outside body decided.
    package internal(set) var decidedBy: String?
    /// Who decided in earlier rounds, and so doesn't work it any more.
    package internal(set) var earlierDeciders: Set<String> = []
    /// Places in `decision.redress` that the customer hasn't got yet.
    package internal(set) var openRedress: Set<Int> = []
    /// Whose customers were told this round's outcome.
    package internal(set) var answered: Set<ID> = []
    package internal(set) var reply: ComplaintReply?
    /// The state to which it comes back; nil while it isn't referred.
    package internal(set) var referredFrom: State?
    package internal(set) var mergedInto: ID?
    /// Those that were merged into it.
    package internal(set) var members: Set<ID> = []
    package internal(set) var links: Set<ID> = []
    /// Those that were split off.
    package internal(set) var offspring: Set<ID> = []
}

extension Principal {
    /// Who is answerable: the account, whether it came by session or by token.
    package var person: String { account.map { "account:\($0)" } ?? id }
}
