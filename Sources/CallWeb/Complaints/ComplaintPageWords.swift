import Calls

extension Words {
    /// As `sentence`, but with what is missing named where that is known in every language.
    func complaintSentence(_ refusal: Refusal) -> String {
        let subject = refusal.subject ?? ""
        switch refusal.code {
        case .complaintNeeds where catalogue.has("complaint.need.\(subject)"):
            return self("complaint.need.\(subject)")
        case .complaintRecused where catalogue.has("complaint.recusal.\(subject)"):
            return self("complaint.recused.\(subject)")
        case .badComplaintField where catalogue.has("complaint.field.\(subject)"):
            return self(
                "complaint.fieldMissing", ["field": self("complaint.field.\(subject)")])
        default: return sentence(refusal)
        }
    }
}

extension Tag {
    init(_ outcome: Complaint.Outcome, _ words: Words) {
        let (symbol, tone) =
            switch outcome {
            case .upheld: ("✓", "warn")
            case .partly: ("◐", "warn")
            case .rejected: ("×", "plain")
            case .withdrawn: ("↩", "plain")
            case .settled: ("=", "good")
            }
        self.init(symbol: symbol, text: words("complaint.outcome.\(outcome.rawValue)"), tone: tone)
    }

    /// What came of a request to a second person.
    init(_ outcome: ComplaintRequest.Outcome?, _ words: Words) {
        let (symbol, tone) =
            switch outcome {
            case .approved?: ("✓", "good")
            case .refused?: ("×", "plain")
            case .lapsed?: ("–", "plain")
            case nil: ("?", "warn")
            }
        self.init(
            symbol: symbol, text: words("complaint.request.\(outcome?.rawValue ?? "open")"),
            tone: tone)
    }

    /// What stands in the head of a case's page.
    static func head(of complaint: ComplaintSummary, _ telling: ComplaintTelling) -> [Tag] {
        let words = telling.words
        var tags = [Tag(complaint.state, words)]
        if let outcome = complaint.outcome { tags.append(Tag(outcome, words)) }
        if let severity = complaint.severity {
            tags.append(
                Tag(
                    symbol: "▲",
                    text: words.complaintSeverity(severity, in: telling.detail.rules.classes),
                    tone: "plain"))
        }
        if let complexity = complaint.complexity, complexity != .simple {
            tags.append(
                Tag(
                    symbol: "⁝", text: words("complaint.complexity.\(complexity.rawValue)"),
                    tone: "plain"))
        }
        return tags + Tag.all(of: complaint, words)
    }
}
