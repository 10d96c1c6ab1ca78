/// One thing for which a sheet can't be submitted, as a finished sentence that says what to do.
package struct AnswerSheetProblem: Hashable, Codable, Sendable {
    package enum Code: String, CaseIterable, Codable, Sendable {
        case unknownQuestion = "unknown-question"
        case notAsked = "not-asked"
        case unknownAnswer = "unknown-answer"
        case outOfRange = "out-of-range"
        case wrongKind = "wrong-kind"
        case notApplicableRefused = "not-applicable-refused"
        case tooLong = "too-long"
        case tooMany = "too-many"
        case badMoment = "bad-moment"
        case unknownCause = "unknown-cause"
        case unanswered
        case commentMissing = "comment-missing"
        case causeMissing = "cause-missing"
        case reasonMissing = "reason-missing"
        case nothingScored = "nothing-scored"

        /// A draft may be kept as it is: something is missing, half typed, or no longer asked for.
        package var mayStandInDraft: Bool {
            switch self {
            case .unknownQuestion, .wrongKind, .tooLong, .tooMany, .badMoment: false
            default: true
            }
        }
    }

    package var code: Code
    /// Nil when the whole sheet is meant.
    package var question: String?
    package var sentence: String
}

extension Scorecard {
    /// Everything for which `sheet` can't be submitted, in the order of the card; empty when it
    /// can. A draft may be kept when all of it `mayStandInDraft`.
    package func problems(of sheet: AnswerSheet) -> [AnswerSheetProblem] {
        let asked = asked(sheet)
        let known = Set(questions.map(\.code))
        var problems = boundProblems(of: sheet)
        let unknown = sheet.answers.keys.filter { !known.contains($0) }.sorted()
        for code in unknown.prefix(ScorecardLimits.answersMax).map({ String($0.prefix(40)) }) {
            problems.append(
                AnswerSheetProblem(
                    code: .unknownQuestion, question: code,
                    sentence: "There is no question \(code) in this scorecard. Remove its answer."))
        }
        for question in questions {
            let answer = sheet.answers[question.code] ?? AnswerSheet.Answer()
            problems += AnswerCheck(
                question: question, answer: answer, isAsked: asked.contains(question.code)
            ).problems
        }
        if problems.isEmpty, score(sheet).total == nil {
            problems.append(
                AnswerSheetProblem(
                    code: .nothingScored, question: nil,
                    sentence: "Nothing in this call could be scored. Replace the call in its "
                        + "sample instead of scoring it."))
        }
        return problems
    }

    /// `sheet` without answers to questions that aren't asked, as it is submitted.
    package func trimmed(_ sheet: AnswerSheet) -> AnswerSheet {
        var trimmed = sheet
        let asked = asked(sheet)
        trimmed.answers = sheet.answers.filter { asked.contains($0.key) }
        return trimmed
    }

    /// `sheet` with `measures` where a question asks for one and hasn't been answered. A number
    /// beyond the question's range is brought to its nearest end.
    package func filled(
        _ sheet: AnswerSheet, by measures: [CallMeasure: Thousandths]
    ) -> AnswerSheet {
        var filled = sheet
        for question in questions {
            guard case .number(let range) = question.kind, let measure = range.measure,
                let measured = measures[measure]
            else { continue }
            let value = min(max(measured, range.least), range.most)
            var answer = filled.answers[question.code] ?? AnswerSheet.Answer()
            answer.measured = value
            if answer.value == nil { answer.value = .number(value) }
            filled.answers[question.code] = answer
        }
        return filled
    }

    private func boundProblems(of sheet: AnswerSheet) -> [AnswerSheetProblem] {
        var problems: [AnswerSheetProblem] = []
        if sheet.answers.count > ScorecardLimits.answersMax {
            problems.append(
                AnswerSheetProblem(
                    code: .tooMany, question: nil,
                    sentence: "There are more than \(ScorecardLimits.answersMax) answers. Answer "
                        + "the questions of the scorecard only."))
        }
        problems += AnswerCheck.bounds(sheet.comment, sheet.moments, nil)
        return problems
    }
}
