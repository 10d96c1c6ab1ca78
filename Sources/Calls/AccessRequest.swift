package import Foundation

/// A wish to be let at what one's role doesn't allow, for a time. Whoever decides is somebody else;
/// what was granted runs out by itself.
package struct AccessRequest: Sendable, Equatable {
    package typealias ID = Identifier<AccessRequest>

    /// The raw value stands in the database, so a case is never renamed.
    package enum Outcome: String, CaseIterable, Sendable { case granted, refused, withdrawn }

    package enum State: String, CaseIterable, Sendable {
        case open, running, ended, refused, withdrawn
    }

    package static let minutesMin = 15
    package static let minutesMax = 7 * 24 * 60

    package var id: ID
    /// `Principal.id`
    package var askedBy: String
    package var permission: Permission
    /// Such as `customer:0e5q8rk2m1v7d`; empty for a permission that has no object.
    package var object: String
    /// Why, in the asker's words.
    package var because: String
    package var askedAt: Date
    package var minutes: Int
    package var outcome: Outcome?
    package var decidedBy: String?
    package var decidedAt: Date?
    package var endsAt: Date?

    package init(
        id: ID, askedBy: String, permission: Permission, object: String, because: String,
        askedAt: Date, minutes: Int, outcome: Outcome?, decidedBy: String?, decidedAt: Date?,
        endsAt: Date?
    ) {
        self.id = id
        self.askedBy = askedBy
        self.permission = permission
        self.object = object
        self.because = because
        self.askedAt = askedAt
        self.minutes = minutes
        self.outcome = outcome
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.endsAt = endsAt
    }

    package func state(now: Date) -> State {
        switch outcome {
        case nil: .open
        case .granted: (endsAt ?? now) > now ? .running : .ended
        case .refused: .refused
        case .withdrawn: .withdrawn
        }
    }

    /// What may be asked for.
    package static let askable: [Permission] = [
        .findByNumber, .seeCall, .listen, .seeCustomers, .revealCustomer,
    ]

    /// What else is opened by `permission` on an object: who may hear a call sees its page.
    package static func implied(by permission: Permission) -> [Permission] {
        switch permission {
        case .listen: [.listen, .seeCall]
        case .revealCustomer: [.revealCustomer, .seeCustomers]
        default: [permission]
        }
    }

    /// The object as it is kept; nil when it isn't one that `permission` is asked for on.
    package static func object(_ text: String, of permission: Permission) -> String? {
        let text = text.trimmingCharacters(in: .whitespaces)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch permission {
        case .findByNumber: return text.isEmpty ? "" : nil
        case .seeCall, .listen:
            guard parts.count == 2, parts[0] == "call", let id = Call.ID(text: parts[1]) else {
                return nil
            }
            return "call:\(id)"
        case .seeCustomers, .revealCustomer:
            guard parts.count == 2, parts[0] == "customer",
                let id = Customer.ID(text: parts[1])
            else { return nil }
            return "customer:\(id)"
        default: return nil
        }
    }
}
