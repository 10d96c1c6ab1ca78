import Calls

/// A scorecard as its scorer sees it, read-only.
struct ScorecardPreview: Sendable {
    let title: String
    /// Pass mark, bands, and whether weights are hidden.
    let particulars: [String]
    let sections: [ScoringSection]
    let isEmpty: Bool

    init(_ card: Scorecard, _ words: Words) {
        let card = card.drawable(untitled: words("scorecard.untitled"))
        let filled = FilledCard(card, AnswerSheet(), words)
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
    /// As it can be drawn while it is being written: without scales that have no steps, and with
    /// something to read where a title is still empty.
    fileprivate func drawable(untitled: String) -> Scorecard {
        func titled(_ text: LocalText) -> LocalText {
            func said(_ text: String) -> String { text.isEmpty ? untitled : text }
            return LocalText(
                english: said(text.english), simplifiedChinese: said(text.simplifiedChinese),
                traditionalChinese: said(text.traditionalChinese))
        }
        var card = self
        card.title = titled(title)
        let sections = sections.prefix(ScorecardLimits.sectionsMax)
        card.sections = sections.enumerated().map { index, section in
            var section = section
            section.title = titled(section.title)
            if section.code.isEmpty { section.code = "section-\(index + 1)" }
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
