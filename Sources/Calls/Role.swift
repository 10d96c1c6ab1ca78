/// What a person does here. An account may hold several, as far as `SeparationOfDuties` lets it.
/// The raw value stands in the database, the ledger and the settings, so a case is never renamed.
package enum Role: String, CaseIterable, Codable, Sendable {
    /// Talks with customers; sees and hears the own calls.
    case agent
    /// Scores sampled calls.
    case qaAnalyst = "qa-analyst"
    /// Runs quality assurance: plans, calibrates, decides on what analysts bring.
    case qaLead = "qa-lead"
    /// Leads one or more teams of agents.
    case supervisor
    /// Works complaints with customers.
    case complaintHandler = "complaint-handler"
    /// Answers regulators; decides on holds, erasure, export and access.
    case complianceOfficer = "compliance-officer"
    /// Reads everything, changes nothing.
    case auditor
    /// Runs the system and its accounts; sees no customer's data.
    case administrator
    /// A program: has no page, comes with a token.
    case integrator
}

extension Role: Comparable {
    package static func < (left: Role, right: Role) -> Bool {
        let all = Role.allCases
        return all.firstIndex(of: left)! < all.firstIndex(of: right)!
    }
}

/// Whose things a permission reaches.
package enum Reach: Int, Comparable, CaseIterable, Sendable {
    /// What concerns the asker alone.
    case own
    /// What concerns the teams in the asker's scope; everything when the scope isn't narrowed.
    case scope
    /// Everything, whatever the scope.
    case all

    package static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
}

/// Roles that one person must not hold together, and why. Both the page and the command refuse
/// such a grant with `sentence`.
package struct SeparationOfDuties: Hashable, Sendable {
    package let first: Role
    package let second: Role

    /// The first forbidden pair among `roles`, nil when they may stand together.
    package static func violated(by roles: Set<Role>) -> SeparationOfDuties? {
        let sorted = roles.sorted()
        for (place, first) in sorted.enumerated() {
            for second in sorted[(place + 1)...] where !mayMeet(first, second) {
                return SeparationOfDuties(first: first, second: second)
            }
        }
        return nil
    }

    /// Who runs the system sees no customer's data; who audits changes nothing; who is scored,
    /// complained of or checked doesn't judge; a program is no person.
    package static func mayMeet(_ first: Role, _ second: Role) -> Bool {
        if first == second { return true }
        let pair: Set<Role> = [first, second]
        if !pair.isDisjoint(with: [.administrator, .auditor, .integrator]) { return false }
        if pair.contains(.agent) { return pair.contains(.supervisor) }
        if pair.contains(.complianceOfficer) { return pair == [.complianceOfficer, .qaLead] }
        return true
    }
}
