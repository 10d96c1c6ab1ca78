package import Foundation

/// What waits for a second person, who is never the one who asked.
package struct Approval: Sendable, Equatable {
    package typealias ID = Identifier<Approval>

    /// The raw value stands in the database, so a case is never renamed.
    package enum Kind: String, CaseIterable, Sendable {
        case erasure
        case holdRelease = "hold-release"
        case export
        case keyRotation = "key-rotation"
        /// Of a role that decides on customers' data.
        case roleGrant = "role-grant"

        /// What it takes to be told of one that somebody else asked for.
        package var subjectPermission: Permission {
            switch self {
            case .erasure: .seeCustomers
            case .holdRelease: .seeHolds
            case .export: .listCalls
            case .keyRotation: .seeKeys
            case .roleGrant: .seeAccounts
            }
        }

        /// What it takes to decide on one.
        package var permission: Permission {
            switch self {
            case .erasure: .approveErasure
            case .holdRelease: .approveRelease
            case .export: .approveExport
            case .keyRotation: .approveRotation
            case .roleGrant: .approveGrant
            }
        }
    }

    package enum Outcome: String, CaseIterable, Sendable { case approved, refused, withdrawn }

    /// After this long without a decision it counts as refused.
    package static let secondsMax: TimeInterval = 7 * 86_400

    package var id: ID
    package var kind: Kind
    /// Such as `customer:0e5q8rk2m1v7d`.
    package var object: String
    /// What else carrying it out takes, as the kind writes it; nothing personal.
    package var particulars: String
    /// Why, in the asker's words.
    package var because: String
    /// `Principal.id`
    package var askedBy: String
    package var askedAt: Date
    package var endsAt: Date
    package var outcome: Outcome?
    package var decidedBy: String?
    package var decidedAt: Date?
    /// How the people are called, for who may see accounts; nil where there is no name.
    package var askerTitle: String?
    package var deciderTitle: String?
    /// Nobody decided in time, which counts as refused.
    package var hasLapsed = false
    /// Whether who looks may decide on it: nobody does on what they asked for themselves.
    package var mayDecide = false
    package var isOwn = false

    package init(
        id: ID, kind: Kind, object: String, particulars: String, because: String,
        askedBy: String, askedAt: Date, endsAt: Date, outcome: Outcome? = nil,
        decidedBy: String? = nil, decidedAt: Date? = nil
    ) {
        self.id = id
        self.kind = kind
        self.object = object
        self.particulars = particulars
        self.because = because
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.endsAt = endsAt
        self.outcome = outcome
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }
}
