/// What the raters of a calibration handed in: a row for each call, a column for each rater, gaps
/// where nothing was.
package struct CalibrationScores: Sendable {
    package struct Sheet: Sendable {
        /// Nil when nothing could be scored.
        package var total: Percent?
        package var passed: Bool?
        package var answers: AnswerSheet

        package init(total: Percent?, passed: Bool?, answers: AnswerSheet) {
            self.total = total
            self.passed = passed
            self.answers = answers
        }
    }

    /// By code, as in the latest version that a call was scored by.
    package let questions: [Scorecard.Question]
    package let rows: [[Sheet?]]

    /// `cards`: the versions that calls were scored by, the latest last. A question whose kind is
    /// another in an earlier version goes by its latest.
    package init(cards: [Scorecard], rows: [[Sheet?]]) {
        questions = (cards.last?.questions ?? []).filter { $0.kind != .text }
        self.rows = rows
    }

    /// The ratings of one thing, as the statistics take them.
    package func table(of subject: CalibrationSubject) -> RatingTable {
        switch subject {
        case .total: totals
        case .passed: results
        case .question(let code): answers(to: code)
        }
    }

    /// Percent points, 0 to 100.
    private var totals: RatingTable {
        RatingTable(rows.map { row in row.map { $0?.total.map { Double($0.hundredths) / 100 } } })
    }

    private var results: RatingTable {
        RatingTable(
            rows.map { row in row.map { $0?.passed.map { $0 ? 1 : 0 } } }, scale: [0, 1])
    }

    /// Choices by their place in the list, the one behind the last for "not applicable", which is
    /// an answer of its own there; numbers as they are, where "not applicable" is a gap.
    private func answers(to code: String) -> RatingTable {
        guard let question = questions.first(where: { $0.code == code }) else {
            return RatingTable([])
        }
        switch question.kind {
        case .yesNo: return choices(["yes", "no"], question)
        case .choice(let options): return choices(options.map(\.code), question)
        case .scale(let scale):
            return numbers(question, (scale.least...scale.most).map(Double.init))
        case .number: return numbers(question, [])
        case .text: return RatingTable([])
        }
    }

    private func choices(_ codes: [String], _ question: Scorecard.Question) -> RatingTable {
        let known: [AnswerSheet.Value] =
            codes.map { .choice($0) }
            + (question.notApplicable == .notAllowed ? [] : [.notApplicable])
        return RatingTable(
            choices: rows.map { row in row.map { $0?.answers[question.code] } }, of: known)
    }

    private func numbers(_ question: Scorecard.Question, _ scale: [Double]) -> RatingTable {
        RatingTable(
            rows.map { row in
                row.map { sheet in
                    guard case .number(let number)? = sheet?.answers[question.code] else {
                        return nil
                    }
                    return Double(number.count) / 1000
                }
            }, scale: scale)
    }
}

/// What raters may agree on.
package enum CalibrationSubject: Hashable, Sendable {
    /// The whole form's score.
    case total
    /// Passed or not.
    case passed
    case question(String)

    /// `total`, `passed` or `question:<code>`, as in addresses.
    package var text: String {
        switch self {
        case .total: "total"
        case .passed: "passed"
        case .question(let code): "question:\(code)"
        }
    }

    package init?(text: String) {
        switch text {
        case "total": self = .total
        case "passed": self = .passed
        default:
            guard text.hasPrefix("question:") else { return nil }
            self = .question(String(text.dropFirst("question:".count)))
        }
    }
}

/// What may be done with the answers to something, and with that which figures are fit for it.
package enum CalibrationMeasure: String, CaseIterable, Sendable {
    /// Names: figures unweighted, alpha nominal.
    case nominal
    /// Steps of a scale: weights quadratic, alpha ordinal.
    case ordinal
    /// Numbers: weights quadratic, alpha interval.
    case interval

    init(_ kind: Scorecard.Kind) {
        switch kind {
        case .yesNo, .choice, .text: self = .nominal
        case .scale: self = .ordinal
        case .number: self = .interval
        }
    }

    var weights: AnswerWeights { self == .nominal ? .unweighted : .quadratic }

    var level: MeasurementLevel {
        switch self {
        case .nominal: .nominal
        case .ordinal: .ordinal
        case .interval: .interval
        }
    }
}
