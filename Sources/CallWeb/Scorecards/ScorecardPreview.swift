import Calls

/// A scorecard as its scorer sees it, read-only.
struct ScorecardPreview: Sendable {
    let title: String
    /// Pass mark, bands, and whether weights are hidden.
    let particulars: [String]
    let sections: [ScoringSection]
    let isEmpty: Bool

    init(_ card: Scorecard, _ words: Words) {
        let filled = FilledCard(card.drawable, AnswerSheet(), words)
        title = filled.spoken(card.title)
        var particulars = [words("scorecard.passFrom", ["n": card.passMark.description])]
        particulars += card.bands.map { "\(filled.spoken($0.label)) ≥ \($0.from) %" }
        if card.hidesWeights { particulars.append(words("scorecard.weightsHidden")) }
        self.particulars = particulars
        sections = filled.sections
        isEmpty = sections.isEmpty
    }

    init(title: String, particulars: [String], sections: [ScoringSection], isEmpty: Bool) {
        self.title = title
        self.particulars = particulars
        self.sections = sections
        self.isEmpty = isEmpty
    }
}

extension Scorecard {
    /// Without scales that have no steps to draw, as they stand in a card that is being written.
    fileprivate var drawable: Scorecard {
        var card = self
        card.sections = sections.prefix(ScorecardLimits.sectionsMax).map { section in
            var section = section
            section.questions = section.questions.prefix(ScorecardLimits.questionsMax).map {
                var question = $0
                if case .scale(let scale) = question.kind {
                    let steps = scale.most - scale.least
                    if steps < 1 || steps >= ScorecardLimits.scaleStepsMax {
                        question.kind = .text
                    }
                }
                return question
            }
            return section
        }
        return card
    }
}
