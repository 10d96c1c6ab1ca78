package import Foundation

/// An order to keep something, whatever may say that it can go. What is held can't be erased by any
/// path; any number of holds may stand on the same thing.
package struct Hold: Sendable, Equatable {
    package typealias ID = Identifier<Hold>

    /// The raw value stands in the database, so a case is never renamed.
    package enum Kind: String, CaseIterable, Sendable { case call, customer, agent }

    /// What is held. A customer's hold covers all of the customer's calls, an agent's all in which
    /// the agent spoke.
    package enum Target: Hashable, Sendable {
        case call(Call.ID), customer(Customer.ID), agent(Agent.ID)
    }

    package var id: ID
    package var target: Target
    /// Why, in the words of who placed it; empty once the customer was erased.
    package var because: String
    /// `Principal.id`
    package var placedBy: String
    package var placedAt: Date
    /// Nil while it stands.
    package var release: Release?
    /// Somebody asked for its release, which waits for a second person.
    package var isReleaseAsked = false
    /// What people call what is held: an agent's code; nil where the id is all there is.
    package var targetTitle: String?

    package struct Release: Sendable, Equatable {
        package var approval: Approval.ID
        package var by: String
        package var at: Date

        package init(approval: Approval.ID, by: String, at: Date) {
            self.approval = approval
            self.by = by
            self.at = at
        }
    }

    package init(
        id: ID, target: Target, because: String, placedBy: String, placedAt: Date,
        release: Release? = nil
    ) {
        self.id = id
        self.target = target
        self.because = because
        self.placedBy = placedBy
        self.placedAt = placedAt
        self.release = release
    }

    package var isOpen: Bool { release == nil }
}

extension Hold.Target {
    package init(_ kind: Hold.Kind, _ id: Int64) {
        switch kind {
        case .call: self = .call(Call.ID(id))
        case .customer: self = .customer(Customer.ID(id))
        case .agent: self = .agent(Agent.ID(id))
        }
    }

    /// Reads `kind` and the 13 characters of an id.
    package init?(_ kind: Hold.Kind, text: String) {
        guard let id = Identifier<Hold.Target>(text: text) else { return nil }
        self.init(kind, id.rawValue)
    }

    package var kind: Hold.Kind {
        switch self {
        case .call: .call
        case .customer: .customer
        case .agent: .agent
        }
    }

    package var rawID: Int64 {
        switch self {
        case .call(let id): id.rawValue
        case .customer(let id): id.rawValue
        case .agent(let id): id.rawValue
        }
    }

    package var idText: String { Identifier<Hold.Target>(rawID).description }

    /// Such as `call:0e5q8rk2m1v7d`.
    package var object: String { "\(kind.rawValue):\(idText)" }
}

/// A call as holds see it.
package struct Holdable: Hashable, Sendable {
    package var call: Call.ID
    package var customer: Customer.ID
    package var agent: Agent.ID?

    package init(call: Call.ID, customer: Customer.ID, agent: Agent.ID?) {
        self.call = call
        self.customer = customer
        self.agent = agent
    }

    /// The targets whose holds cover this call.
    package var targets: [Hold.Target] {
        [.call(call), .customer(customer)] + (agent.map { [.agent($0)] } ?? [])
    }
}

extension Sequence<Hold> {
    /// The holds that stand on `call`: its own, its customer's, its agent's.
    package func standing(on call: Holdable) -> [Hold] {
        filter { $0.isOpen && call.targets.contains($0.target) }
    }

    package func isHeld(_ call: Holdable) -> Bool { !standing(on: call).isEmpty }
}

extension Refusal {
    package static let noSuchHold = Refusal(
        .notFound, .noSuchHold, "There is no such hold. Look at the list of holds.")
}
