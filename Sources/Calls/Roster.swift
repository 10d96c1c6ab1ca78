package import Foundation

/// From when on, and until when, something holds. An end that isn't known is nil.
package struct Validity: Hashable, Sendable {
    /// Holds at this instant.
    package var from: Date
    /// Doesn't hold at this instant any more.
    package var until: Date?

    /// Stands for “from the beginning”.
    package static let beginning = Date(timeIntervalSince1970: 0)
    package static let always = Validity(from: beginning)

    package init(from: Date = Validity.beginning, until: Date? = nil) {
        self.from = from
        self.until = until
    }

    package var isPossible: Bool { until.map { $0 > from } ?? true }

    package func contains(_ instant: Date) -> Bool {
        from <= instant && (until.map { instant < $0 } ?? true)
    }

    package func overlaps(_ other: Validity) -> Bool {
        (other.until.map { from < $0 } ?? true) && (until.map { other.from < $0 } ?? true)
    }

    /// The shortest that covers both.
    package func union(_ other: Validity) -> Validity {
        Validity(
            from: min(from, other.from),
            until: until.flatMap { mine in other.until.map { max(mine, $0) } })
    }
}

/// What kind of name a recorder writes for an agent. The raw value stands in the database.
package enum CodeKind: String, CaseIterable, Codable, Sendable {
    case `extension`, login, alias
}

/// A code by which recorders name an agent, for a time.
package struct AgentCode: Hashable, Sendable {
    package typealias ID = Identifier<AgentCode>

    package var id: ID
    package var agent: Agent.ID
    package var kind: CodeKind
    package var code: String
    package var validity: Validity

    package init(
        id: ID, agent: Agent.ID, kind: CodeKind, code: String, validity: Validity
    ) {
        self.id = id
        self.agent = agent
        self.kind = kind
        self.code = code
        self.validity = validity
    }
}

/// That an agent is in a team, for a time.
package struct Membership: Hashable, Sendable {
    package typealias ID = Identifier<Membership>

    package var id: ID
    package var agent: Agent.ID
    package var team: Team.ID
    package var validity: Validity

    package init(id: ID, agent: Agent.ID, team: Team.ID, validity: Validity) {
        self.id = id
        self.agent = agent
        self.team = team
        self.validity = validity
    }
}

/// Who is meant by a code, and what can't stand together.
package enum Roster {
    package static let textCharactersMax = 200

    /// Who holds one of `codes`, which are all the same code, at `instant`.
    package static func holder(at instant: Date, among codes: [AgentCode]) -> Agent.ID? {
        codes.first { $0.validity.contains(instant) }?.agent
    }

    /// The entry beside which `code` can't stand: somebody else has the same code at the same
    /// time, or the agent has it twice as the same kind.
    package static func clash(of code: AgentCode, among others: [AgentCode]) -> AgentCode? {
        others.first { other in
            other.id != code.id && other.code == code.code
                && (other.agent != code.agent || other.kind == code.kind)
                && other.validity.overlaps(code.validity)
        }
    }

    /// The entry beside which `membership` can't stand: an agent is in one team at a time.
    package static func clash(
        of membership: Membership, among others: [Membership]
    ) -> Membership? {
        others.first { other in
            other.id != membership.id && other.agent == membership.agent
                && other.validity.overlaps(membership.validity)
        }
    }

    package static func team(at instant: Date, among memberships: [Membership]) -> Team.ID? {
        memberships.first { $0.validity.contains(instant) }?.team
    }

    /// `text` as a code or a name is kept: control characters are blanks, nothing around it; nil
    /// when nothing is left or it is longer than 200 characters.
    package static func cleaned(_ text: String) -> String? {
        let printable = text.unicodeScalars.map {
            CharacterSet.controlCharacters.contains($0) ? " " : $0
        }
        let trimmed = String(String.UnicodeScalarView(printable))
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty || trimmed.count > textCharactersMax ? nil : trimmed
    }
}

/// A number that is counted no further than to its bound.
package struct BoundedCount: Hashable, Sendable {
    package var count: Int
    /// There are more than `count`.
    package var isMore: Bool

    package init(count: Int, bound: Int) {
        self.count = min(count, bound)
        isMore = count > bound
    }
}
