import Calls

extension FilledCard {
    func question(
        _ question: Scorecard.Question, _ line: Score.QuestionScore, number: Int
    ) -> ScoringQuestion {
        let answer = sheet.answers[question.code] ?? AnswerSheet.Answer()
        let showsPoints = question.isScored && !card.hidesWeights
        let answers = answers(of: question, answer.value)
        var scale: Scorecard.Scale?
        if case .scale(let own) = question.kind { scale = own }
        return ScoringQuestion(
            code: question.code, number: String(number), text: spoken(question.text),
            points: showsPoints ? question.weight.description : nil,
            isAsked: score.asked.contains(question.code), isShort: question.kind.isShort,
            answers: answers,
            ends: scale.map { .init(least: spoken($0.leastLabel), most: spoken($0.mostLabel)) },
            figure: figure(of: question, answer),
            written: question.kind == .text ? answer.value?.written ?? "" : nil,
            mayNotApply: answers.isEmpty && question.notApplicable != .notAllowed,
            doesNotApply: answer.value == .notApplicable,
            failing: question.autoFail.map { autoFail in
                .init(
                    sentence: words(
                        autoFail.fails == .form ? "scoring.failsForm" : "scoring.failsSection"),
                    reason: answer.failReason,
                    isFailed: score.fails.contains { $0.question == question.code })
            },
            causes: question.causes.map {
                ScoringChoice(
                    value: $0.code, label: spoken($0.label),
                    isChosen: answer.causes.contains($0.code))
            },
            asksCauses: line.lost && !question.causes.isEmpty,
            needsComment: needsComment(question, answer, lost: line.lost), comment: answer.comment,
            momentLines: Self.lines(answer.moments), moments: Self.chips(answer.moments),
            guide: guide(of: question))
    }

    /// The part about the call as a whole.
    var whole: ScoringQuestion {
        ScoringQuestion(
            code: ScorecardLimits.wholeCode, number: nil, text: words("scoring.whole"),
            points: nil, isAsked: true,
            isShort: false, answers: [], ends: nil, figure: nil, written: nil, mayNotApply: false,
            doesNotApply: false, failing: nil, causes: [], asksCauses: false, needsComment: false,
            comment: sheet.comment, momentLines: Self.lines(sheet.moments),
            moments: Self.chips(sheet.moments), guide: nil)
    }

    private func answers(
        of question: Scorecard.Question, _ chosen: AnswerSheet.Value?
    ) -> [ScoringQuestion.Answer] {
        var picks: [Pick]
        switch question.kind {
        case .yesNo:
            picks = Scorecard.YesNo.allCases.map { pick in
                Pick(pick.rawValue, words("scoring.\(pick.rawValue)"), .choice(pick.rawValue))
            }
        case .choice(let options):
            picks = options.map { Pick($0.code, spoken($0.label), .choice($0.code)) }
        case .scale(let scale):
            picks = (scale.least...scale.most).map {
                Pick(String($0), String($0), .number(Thousandths(whole: $0)))
            }
        case .number, .text: return []
        }
        if question.notApplicable != .notAllowed {
            picks.append(
                Pick(ScoringFields.notApplicable, words("scoring.naShort"), .notApplicable))
        }
        var options: [String: Thousandths] = [:]
        if case .choice(let all) = question.kind, question.isScored, !card.hidesWeights {
            options = Dictionary(all.map { ($0.code, $0.points) }) { first, _ in first }
        }
        return picks.enumerated().map { place, pick in
            .init(
                value: pick.code, label: pick.label, worth: options[pick.code]?.description,
                key: pick.key(at: place, in: question.kind), isChosen: pick.value == chosen,
                fails: question.autoFail?.when.contains(pick.value) ?? false)
        }
    }

    private func figure(
        of question: Scorecard.Question, _ answer: AnswerSheet.Answer
    ) -> ScoringQuestion.Figure? {
        guard case .number(let range) = question.kind else { return nil }
        var value = ""
        if case .number(let number) = answer.value { value = number.description }
        let unit = words("unit.\(range.unit.rawValue)")
        return .init(
            value: value, unit: unit, least: range.least.description, most: range.most.description,
            measured: answer.measured.map {
                words("scoring.measured", ["value": "\($0) \(unit)"])
            })
    }

    private func needsComment(
        _ question: Scorecard.Question, _ answer: AnswerSheet.Answer, lost: Bool
    ) -> Bool {
        guard let value = answer.value else { return false }
        if let measured = answer.measured, value != .number(measured) { return true }
        let rules = question.commentWhen
        return rules.contains(.always) || (lost && rules.contains(.pointsLost))
            || (value == .notApplicable && rules.contains(.notApplicable))
    }

    private func guide(of question: Scorecard.Question) -> ScoringQuestion.Guide? {
        let good = question.goodExample.map {
            ScoringQuestion.Guide.Example(
                tag: Tag(symbol: "✓", text: words("scoring.good"), tone: "good"), words: spoken($0))
        }
        let bad = question.badExample.map {
            ScoringQuestion.Guide.Example(
                tag: Tag(symbol: "✕", text: words("scoring.bad"), tone: "bad"), words: spoken($0))
        }
        let examples = [good, bad].compactMap { $0 }
        guard question.help != nil || !examples.isEmpty else { return nil }
        return .init(help: question.help.map(spoken), examples: examples)
    }

    private static func pinned(_ moments: [AnswerSheet.Moment]) -> [PinnedMoment] {
        moments.map { PinnedMoment(second: $0.second, note: $0.note) }
    }

    private static func lines(_ moments: [AnswerSheet.Moment]) -> String {
        pinned(moments).map(\.line).joined(separator: "\n")
    }

    private static func chips(_ moments: [AnswerSheet.Moment]) -> [ScoringQuestion.Chip] {
        pinned(moments).map(ScoringQuestion.Chip.init)
    }
}

/// An answer to pick.
private struct Pick {
    let code: String
    let label: String
    let value: AnswerSheet.Value

    init(_ code: String, _ label: String, _ value: AnswerSheet.Value) {
        (self.code, self.label, self.value) = (code, label, value)
    }

    /// On a scale the digit is the step itself, elsewhere the place among the answers.
    func key(at place: Int, in kind: Scorecard.Kind) -> String? {
        if value == .notApplicable { return "N" }
        if case .scale = kind { return code.count == 1 ? code : nil }
        return place < 9 ? String(place + 1) : nil
    }
}

extension Scorecard.Kind {
    /// Its answers stand beside each other.
    fileprivate var isShort: Bool {
        switch self {
        case .yesNo, .number: true
        case .scale(let scale): scale.most - scale.least <= 10
        case .choice, .text: false
        }
    }
}

extension AnswerSheet.Value {
    fileprivate var written: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
