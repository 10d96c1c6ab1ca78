import Calls

/// A scorecard that was handed in, as it is read.
extension FilledCard {
    /// Band, and whether the call has passed, whoever reads.
    var allVerdicts: [Tag] {
        guard let passed = score.passed else { return [] }
        let band = card.bands.first { $0.code == score.band }.map {
            Tag(symbol: "◔", text: spoken($0.label), tone: "plain")
        }
        let isFailed = score.fails.contains { $0.fails == .form }
        let verdict =
            isFailed
            ? Tag(symbol: "✕", text: words("scoring.failedWhole"), tone: "bad")
            : Tag(passed: passed, words)
        return [isFailed ? nil : band, verdict].compactMap { $0 }
    }

    /// Nil where no auto-fail changed the total.
    var withoutFails: String? {
        guard let total = score.totalWithoutFails, !score.fails.isEmpty else { return nil }
        return words("evaluation.withoutFails", ["score": "\(words.points(total)) %"])
    }

    /// `disputing` are the questions with an answer to which the reader may object now, with the
    /// address that takes it; `coaching` is the evaluation where the reader may coach on it.
    func scoredSections(
        disputing: [String: String], coaching: Evaluation.ID? = nil
    ) -> [ScoredSection] {
        var number = 0
        return zip(card.sections, score.sections).map { section, result in
            ScoredSection(
                code: section.code, title: spoken(section.title),
                tally: "\(result.earned) / \(result.possible)",
                percent: result.score.map { "\(words.points($0)) %" }, isFailed: result.failed,
                answers: zip(section.questions, result.questions).compactMap { question, line in
                    number += 1
                    guard score.asked.contains(question.code) else { return nil }
                    var answer = answer(
                        to: question, line, number: number,
                        disputeURL: disputing[question.code])
                    if question.isScored, let coaching {
                        answer.coachURL = WebURL.newCoaching(coaching, question: question.code)
                    }
                    return answer
                })
        }.filter { !$0.answers.isEmpty }
    }

    /// What was said of the call as a whole; nil when nothing was.
    var scoredWhole: ScoredAnswer? {
        guard !sheet.comment.isEmpty || !sheet.moments.isEmpty else { return nil }
        return ScoredAnswer(
            code: "call", number: nil, text: words("scoring.whole"), answer: nil, points: nil,
            isLost: false, isFailed: false, reason: nil, causes: [],
            comment: sheet.comment.isEmpty ? nil : sheet.comment,
            moments: Self.read(sheet.moments), disputeURL: nil)
    }

    private func answer(
        to question: Scorecard.Question, _ line: Score.QuestionScore, number: Int,
        disputeURL: String?
    ) -> ScoredAnswer {
        let answer = sheet.answers[question.code] ?? AnswerSheet.Answer()
        let fail = score.fails.first { $0.question == question.code }
        let causes = question.causes.filter { answer.causes.contains($0.code) }
        return ScoredAnswer(
            code: question.code, number: String(number), text: spoken(question.text),
            answer: answer.value.map { self.text(of: $0, to: question) },
            points: line.points.map { "\($0) / \(question.weight)" }, isLost: line.lost,
            isFailed: fail != nil,
            reason: fail.flatMap { $0.reason.isEmpty ? nil : $0.reason },
            causes: causes.map { spoken($0.label) },
            comment: answer.comment.isEmpty ? nil : answer.comment,
            moments: Self.read(answer.moments), disputeURL: disputeURL)
    }

    /// Each of `sheets` (the latest first) with what changed since the one before.
    func versions(_ sheets: [HandedSheet]) -> [SheetVersion] {
        guard sheets.count > 1 else { return [] }
        return sheets.enumerated().map { place, handed in
            let before = place + 1 < sheets.count ? sheets[place + 1].sheet : nil
            return SheetVersion(
                title: "\(handed.number) · \(handed.score.map { "\(words.points($0)) %" } ?? "–")",
                made: "\(words.who(handed.madeBy)) · \(words.moment(handed.madeAt))",
                changes: before.map { changes(from: $0, to: handed.sheet) } ?? [])
        }
    }

    private func changes(
        from before: AnswerSheet, to after: AnswerSheet
    ) -> [SheetVersion.Change] {
        card.questions.compactMap { question in
            let (old, new) = (before[question.code], after[question.code])
            guard old != new else { return nil }
            let said = [old, new].map { value in value.map { text(of: $0, to: question) } ?? "–" }
            return SheetVersion.Change(
                question: spoken(question.text), answers: said.joined(separator: " → "))
        }
    }

    /// What people call an answer.
    func text(of value: AnswerSheet.Value, to question: Scorecard.Question) -> String {
        switch (value, question.kind) {
        case (.notApplicable, _): return words("scoring.na")
        case (.text(let text), _): return text
        case (.choice(let code), .choice(let options)):
            return options.first { $0.code == code }.map { spoken($0.label) } ?? code
        case (.choice(let code), _):
            return Scorecard.YesNo(rawValue: code).map { words("scoring.\($0.rawValue)") } ?? code
        case (.number(let number), .number(let range)):
            return "\(number) \(words("unit.\(range.unit.rawValue)"))"
        case (.number(let number), _): return number.description
        }
    }

    private static func read(_ moments: [AnswerSheet.Moment]) -> [ScoringQuestion.Chip] {
        moments.map { ScoringQuestion.Chip(PinnedMoment(second: $0.second, note: $0.note)) }
    }
}
