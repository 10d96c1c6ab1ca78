import Calls

extension Words {
    /// What is missing, named in every language.
    func actionSentence(_ refusal: Refusal) -> String {
        let subject = refusal.subject ?? ""
        switch refusal.code {
        case .actionNeeds where catalogue.has("action.need.\(subject)"):
            return self("action.need.\(subject)")
        case .badAction where catalogue.has("action.bad.\(subject)"):
            return self("action.bad.\(subject)")
        case .badAction where catalogue.has("action.field.\(subject)"):
            return self("complaint.fieldMissing", ["field": self("action.field.\(subject)")])
        default: return sentence(refusal)
        }
    }

    /// `Person › Care`
    func path(ofCause code: String, in classes: ComplaintClasses) -> String {
        let path = ComplaintClasses.path(to: code, in: classes.causes)
        return path.isEmpty ? code : path.map { spoken($0.title) }.joined(separator: " › ")
    }

    /// `Team: North`; the whole house for nil.
    func group(_ group: ComplaintGroup?, called title: String?, in classes: ComplaintClasses)
        -> String
    {
        guard let group else { return self("action.house") }
        let product = classes.products.first { $0.code == group.key && group.dimension == .product }
        return self(
            "action.group",
            [
                "dimension": self("prevention.dimension.\(group.dimension.rawValue)"),
                "name": product.map { spoken($0.title) } ?? title ?? group.key,
            ])
    }

    /// Branches with their depth as spaces, for menus.
    func causeChoices(_ classes: ComplaintClasses, chosen: String?) -> [ScoringChoice] {
        func lines(_ branches: [ComplaintClasses.Branch], _ depth: Int) -> [ScoringChoice] {
            branches.flatMap { branch in
                [
                    ScoringChoice(
                        value: branch.code,
                        label: String(repeating: "\u{2003}", count: depth)
                            + spoken(branch.title), isChosen: branch.code == chosen)
                ] + lines(branch.branches, depth + 1)
            }
        }
        return lines(classes.causes, 0)
    }
}

extension Tag {
    static func all(of action: ActionSummary, _ words: Words, today: LocalDay) -> [Tag] {
        var tags: [Tag] = []
        if action.isOverdue(on: today) {
            tags.append(Tag(symbol: "!", text: words("action.overdue"), tone: "bad"))
        }
        if action.isCheckDue(on: today) {
            tags.append(Tag(symbol: "△", text: words("action.checkDue"), tone: "warn"))
        }
        tags.append(Tag(action.state, words))
        if action.round > 1 {
            tags.append(
                Tag(
                    symbol: "↻", text: words("action.round", ["n": words.number(action.round)]),
                    tone: "plain"))
        }
        return tags
    }

    init(_ state: CorrectiveAction.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .open: ("○", "warn")
            case .done: ("◐", "plain")
            case .effective: ("✓", "good")
            case .dropped: ("–", "plain")
            }
        self.init(symbol: symbol, text: words("action.state.\(state.rawValue)"), tone: tone)
    }
}
