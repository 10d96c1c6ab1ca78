/// One answer against its question.
struct AnswerCheck {
    private(set) var problems: [AnswerSheetProblem] = []
    private let code: String

    init(question: Scorecard.Question, answer: AnswerSheet.Answer, isAsked: Bool) {
        code = question.code
        problems += Self.bounds(answer.comment, answer.moments, code)
        problems += Self.bounds(answer.failReason, [], code)
        guard isAsked else {
            if answer.value != nil {
                add(.notAsked, "isn't asked, given the other answers. Remove its answer.")
            }
            return
        }
        causes(question, answer)
        guard let value = answer.value, !value.isBlank else {
            if !question.isOptional {
                add(.unanswered, "isn't answered. Answer it"
                    + (question.notApplicable == .notAllowed ? "." : ", with N/A if need be."))
            }
            return
        }
        guard question.accepts(value) else {
            refuse(value, question)
            return
        }
        missing(question, answer, value)
    }

    private mutating func add(_ problem: AnswerSheetProblem.Code, _ rest: String) {
        problems.append(
            AnswerSheetProblem(
                code: problem, question: code, sentence: "Question \(code) \(rest)"))
    }

    private mutating func causes(_ question: Scorecard.Question, _ answer: AnswerSheet.Answer) {
        let known = question.causes.map(\.code)
        for cause in answer.causes.prefix(ScorecardLimits.optionsMax) where !known.contains(cause) {
            add(.unknownCause, "has no cause \(cause.prefix(40)). Choose one of its list.")
        }
        if Set(answer.causes).count != answer.causes.count
            || answer.causes.count > ScorecardLimits.optionsMax
        {
            add(.tooMany, "names a cause twice, or too many of them. Choose each once.")
        }
    }

    private mutating func refuse(_ value: AnswerSheet.Value, _ question: Scorecard.Question) {
        switch (question.kind, value) {
        case (_, .notApplicable):
            add(.notApplicableRefused, "applies to every call. Choose an answer other than N/A.")
        case (.yesNo, .choice(let choice)), (.choice, .choice(let choice)):
            add(.unknownAnswer, "has no answer \(choice.prefix(40)). Choose one of its answers.")
        case (.scale(let scale), .number):
            add(
                .outOfRange,
                "is answered by a whole step from \(scale.least) to \(scale.most). Choose one.")
        case (.number(let range), .number):
            add(
                .outOfRange,
                "is answered by a number from \(range.least) to \(range.most). Correct it.")
        case (.text, .text):
            add(
                .tooLong,
                "has an answer of more than \(ScorecardLimits.textCharactersMax) characters. "
                    + "Shorten it.")
        default:
            add(.wrongKind, "has an answer of another kind. Answer it once more.")
        }
    }

    /// What the rules of the question ask for besides its answer.
    private mutating func missing(
        _ question: Scorecard.Question, _ answer: AnswerSheet.Answer, _ value: AnswerSheet.Value
    ) {
        let lost = question.points(value).map { $0 < question.weight } ?? false
        if lost, !question.causes.isEmpty, answer.causes.isEmpty {
            add(.causeMissing, "has lost points without a cause. Choose at least one.")
        }
        if let autoFail = question.autoFail, autoFail.when.contains(value),
            answer.failReason.allSatisfy(\.isWhitespace)
        {
            let what = autoFail.fails == .form ? "the whole form" : "its section"
            add(.reasonMissing, "fails \(what). Write the reason.")
        }
        guard answer.comment.allSatisfy(\.isWhitespace) else { return }
        let rules = question.commentWhen
        if let measured = answer.measured, value != .number(measured) {
            add(
                .commentMissing,
                "was measured as \(measured), and answered otherwise. Write why.")
        } else if rules.contains(.always) || (lost && rules.contains(.pointsLost))
            || (value == .notApplicable && rules.contains(.notApplicable))
        {
            add(.commentMissing, "needs a comment with this answer. Write one.")
        }
    }

    /// Lengths and numbers that hold for every sheet.
    static func bounds(
        _ text: String, _ moments: [AnswerSheet.Moment], _ question: String?
    ) -> [AnswerSheetProblem] {
        var problems: [AnswerSheetProblem] = []
        let place = question.map { "Question \($0)" } ?? "The sheet"
        let texts = [text] + moments.prefix(ScorecardLimits.momentsMax).map(\.note)
        if texts.contains(where: { $0.count > ScorecardLimits.textCharactersMax }) {
            problems.append(
                AnswerSheetProblem(
                    code: .tooLong, question: question,
                    sentence: "\(place) has a text of more than "
                        + "\(ScorecardLimits.textCharactersMax) characters. Shorten it."))
        }
        if moments.count > ScorecardLimits.momentsMax {
            problems.append(
                AnswerSheetProblem(
                    code: .tooMany, question: question,
                    sentence: "\(place) has more than \(ScorecardLimits.momentsMax) moments. "
                        + "Remove some."))
        }
        let seconds = 0...ScorecardLimits.momentSecondMax
        if moments.contains(where: { !seconds.contains($0.second) }) {
            problems.append(
                AnswerSheetProblem(
                    code: .badMoment, question: question,
                    sentence: "\(place) has a moment outside of the call. Pin it again."))
        }
        return problems
    }
}

extension AnswerSheet.Value {
    /// Words that say nothing are no answer.
    fileprivate var isBlank: Bool {
        if case .text(let text) = self { return text.allSatisfy(\.isWhitespace) }
        return false
    }
}
