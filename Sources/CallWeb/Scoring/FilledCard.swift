import Calls

/// A scorecard with an answer sheet on it, as the form shows them to one reader.
struct FilledCard: Sendable {
    let card: Scorecard
    let sheet: AnswerSheet
    let score: Score
    let words: Words

    init(_ card: Scorecard, _ sheet: AnswerSheet, _ words: Words) {
        (self.card, self.sheet, self.words) = (card, sheet, words)
        score = card.score(sheet)
    }

    /// Of a text of the card, the one in the reader's language.
    func spoken(_ text: LocalText) -> String { text[words.language.rawValue] }

    var sections: [ScoringSection] {
        var number = 0
        return zip(card.sections, score.sections).map { section, result in
            ScoringSection(
                code: section.code, title: spoken(section.title),
                tally: card.hidesWeights ? nil : "\(result.earned) / \(result.possible)",
                questions: zip(section.questions, result.questions).map { question, line in
                    number += 1
                    return self.question(question, line, number: number)
                })
        }
    }

    /// Nil while nothing counts, and where weights are hidden.
    var total: ScoringSheet.ScoreText? {
        guard !card.hidesWeights, let total = score.total else { return nil }
        return .init(
            percent: String(total.hundredths / 100),
            hundredths: ".\((total.hundredths % 100).twoDigits)")
    }

    /// Band, and whether the call has passed; of a form that failed that alone.
    var verdicts: [Tag] {
        guard !card.hidesWeights, let passed = score.passed else { return [] }
        if score.fails.contains(where: { $0.fails == .form }) {
            return [Tag(symbol: "✕", text: words("scoring.failedWhole"), tone: "bad")]
        }
        let band = card.bands.first { $0.code == score.band }.map {
            Tag(symbol: "◔", text: spoken($0.label), tone: "plain")
        }
        let verdict =
            passed
            ? Tag(symbol: "✓", text: words("scoring.pass"), tone: "good")
            : Tag(symbol: "△", text: words("scoring.fail"), tone: "warn")
        return [band, verdict].compactMap { $0 }
    }

    /// Of the questions that are asked and want an answer, how many have one.
    var progress: (answered: Int, asked: Int) {
        let asked = Set(score.asked)
        let wanted = card.questions.filter { asked.contains($0.code) && !$0.isOptional }
        let answered = wanted.count { question in
            sheet[question.code].map(question.accepts) ?? false
        }
        return (answered, wanted.count)
    }
}
