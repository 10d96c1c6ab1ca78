/// What a complaint is: its type, how grave it is, and whether the first line may solve it.
package struct ComplaintAssessment: Hashable, Sendable {
    /// Code of a leaf of the tree of types.
    package var type: String
    /// Code of a severity.
    package var severity: String
    package var complexity: Complaint.Complexity
    /// Why it goes beyond the first line; empty when it may be solved there.
    package internal(set) var escalation: Set<Escalation>
    /// Code of the product that it is about; nil when what was said of it before stays.
    package internal(set) var product: String?

    /// Why the first line doesn't solve it. The raw value stands in the database and in pages.
    package enum Escalation: String, CaseIterable, Codable, Sendable {
        case type
        case severity
        case complexity
        case vulnerable
        case joint
        /// Brought by a regulator, an ombudsman or an association.
        case authority
        /// About what somebody of the house decided.
        case decision
    }
}

extension ComplaintClasses {
    /// The assessment of what came by `receipt`. By which the first line may solve it is decided
    /// here, once, so that a later change of the classes doesn't move open cases.
    package func assess(
        _ receipt: ComplaintReceipt, type: String, severity: String,
        complexity: Complaint.Complexity, product: String? = nil
    ) -> ComplaintAssessment {
        var why: Set<ComplaintAssessment.Escalation> = []
        let path = Self.path(to: type, in: types)
        switch path.compactMap(\.firstLine).last {
        case .upTo(let most)?:
            // Unknown codes weigh more than all others.
            let bound = rank(of: most) ?? -1
            if (rank(of: severity) ?? .max) > bound { why.insert(.severity) }
        case .never?, nil: why.insert(.type)
        }
        if complexity != .simple { why.insert(.complexity) }
        if receipt.isVulnerable { why.insert(.vulnerable) }
        if receipt.isJoint { why.insert(.joint) }
        if receipt.channel == .authority { why.insert(.authority) }
        if !receipt.aboutDecisionsOf.isEmpty { why.insert(.decision) }
        return ComplaintAssessment(
            type: type, severity: severity, complexity: complexity, escalation: why,
            product: product)
    }
}
