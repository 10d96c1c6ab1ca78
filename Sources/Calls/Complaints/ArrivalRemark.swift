/// What is to be known of a complaint that came as a file: what was wrong with it, and what of it
/// couldn't be looked up or isn't kept. Its `code` stands in the history, and behind `complaint.`
/// in the catalogues.
package enum ArrivalRemark: Hashable, Sendable {
    /// The raw value stands in the database.
    package enum Finding: String, CaseIterable, Sendable {
        case agentUnknown = "agent-unknown"
        case campaignUnknown = "campaign-unknown"
        case callUnknown = "call-unknown"
        /// More than one call fits what it says.
        case callsSeveral = "calls-several"
        /// More people speak for it than the rules permit.
        case manyRepresentatives = "many-representatives"
    }

    case mark(MailMark)
    /// A document that was refused.
    case document(DocumentRefusal)
    case finding(Finding)

    package static let allCases: [Self] =
        MailMark.allCases.map { .mark($0) } + DocumentRefusal.allCases.map { .document($0) }
        + Finding.allCases.map { .finding($0) }

    package var code: String {
        switch self {
        case .mark(let mark): "mark.\(mark.rawValue)"
        case .document(let refusal): "document.\(refusal.rawValue)"
        case .finding(let finding): "arrival.\(finding.rawValue)"
        }
    }

    package init?(code: String) {
        guard let remark = Self.byCode[code] else { return nil }
        self = remark
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: allCases.map { ($0.code, $0) })

    /// Whether a name belongs to it: of a document, or a code as it was written.
    package var isNamed: Bool {
        switch self {
        case .mark: false
        case .document: true
        case .finding(let finding):
            [.agentUnknown, .campaignUnknown].contains(finding)
        }
    }
}

extension ArrivalRemark {
    /// Each of `remarks` with its name out of the words beside the event, one on a line, in their
    /// order; without names where the words had to go.
    package static func named(
        _ remarks: [ArrivalRemark], by words: String?
    ) -> [(remark: ArrivalRemark, name: String?)] {
        var names = (words ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)[...]
        return remarks.map { remark in
            guard remark.isNamed, let name = names.popFirst(), !name.isEmpty else {
                return (remark, nil)
            }
            return (remark, name)
        }
    }
}
