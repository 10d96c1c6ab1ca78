import Calls

/// A scorecard with an answer sheet on it, as the form shows them to one reader.
struct FilledCard: Sendable {
    let card: Scorecard
    let sheet: AnswerSheet
    let score: Score
    let words: Words
    /// What agents were to say, by code; nil where it isn't shown beside the form.
    var scripts: [String: ScriptBesideForm]?

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
                    var shown = self.question(question, line, number: number)
                    shown.script = script(of: question)
                    return shown
                })
        }
    }

    private func script(of question: Scorecard.Question) -> ScoringQuestion.Spoken? {
        guard let code = question.script, let scripts else { return nil }
        guard let script = scripts[code] else {
            return .init(title: code, version: nil, body: words("scoring.script.none"))
        }
        return .init(
            title: spoken(script.words.title), version: words.version(of: script),
            body: spoken(script.words.body))
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

extension AnswerTemplates {
    /// Nil for none.
    init?(_ answers: [ScriptBesideForm], _ words: Words) {
        guard !answers.isEmpty else { return nil }
        self.answers = answers.enumerated().map { place, answer in
            Answer(
                key: place < 9 ? String(place + 1) : nil, title: words.spoken(answer.words.title),
                version: words.version(of: answer), body: words.spoken(answer.words.body))
        }
    }
}

extension Words {
    /// `opening, version 2, as on the call's day`
    fileprivate func version(of script: ScriptBesideForm) -> String {
        self("scoring.script.version", ["code": script.code, "n": number(script.version)])
    }
}
