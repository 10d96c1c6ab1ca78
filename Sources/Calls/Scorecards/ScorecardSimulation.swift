/// What former evaluations would have come to under a draft.
package struct ScorecardSimulation: Hashable, Codable, Sendable {
    /// An evaluation as it was scored.
    package struct Former: Hashable, Sendable {
        /// Whatever the caller knows it by.
        package var id: String
        package var sheet: AnswerSheet
        package var total: Percent?
        package var passed: Bool?

        package init(id: String, sheet: AnswerSheet, total: Percent?, passed: Bool?) {
            self.id = id
            self.sheet = sheet
            self.total = total
            self.passed = passed
        }
    }

    package struct Outcome: Hashable, Codable, Sendable {
        package var id: String
        package var formerTotal: Percent?
        package var total: Percent?
        package var formerPassed: Bool?
        package var passed: Bool?
        /// Codes of answered questions that the draft hasn't, doesn't ask, or asks otherwise.
        package var lost: [String]
        /// Codes of questions that the draft asks and the sheet doesn't answer; the total is that
        /// of the others.
        package var unanswered: [String]
    }

    package var outcomes: [Outcome]

    /// `sheet`s are scored under `draft` as they are: an answer counts when the draft has a
    /// question of the same code that accepts it.
    package init(draft: Scorecard, evaluations: [Former]) {
        let questions = Dictionary(draft.questions.map { ($0.code, $0) }) { first, _ in first }
        outcomes = evaluations.map { former in
            let score = draft.score(former.sheet)
            let asked = Set(score.asked)
            func counts(_ code: String) -> Bool {
                guard let value = former.sheet[code] else { return false }
                return asked.contains(code) && questions[code]?.accepts(value) == true
            }
            return Outcome(
                id: former.id, formerTotal: former.total, total: score.total,
                formerPassed: former.passed, passed: score.passed,
                lost: former.sheet.answers.keys.sorted()
                    .filter { former.sheet[$0] != nil && !counts($0) },
                unanswered: score.asked.filter {
                    !counts($0) && questions[$0]?.isOptional != true
                })
        }
    }

    /// Sums over all outcomes.
    package struct Totals: Hashable, Codable, Sendable {
        package var evaluations: Int
        /// Those that have a total before and after; the means are over them.
        package var compared: Int
        package var formerMean: Percent?
        package var mean: Percent?
        package var raised: Int
        package var lowered: Int
        package var newlyPassed: Int
        package var newlyFailed: Int
        /// Some answer was lost, or some question is unanswered.
        package var incomplete: Int
    }

    package var totals: Totals {
        let both = outcomes.compactMap { outcome in
            outcome.formerTotal.flatMap { former in outcome.total.map { (former, $0) } }
        }
        return Totals(
            evaluations: outcomes.count, compared: both.count,
            formerMean: Self.mean(both.map(\.0)), mean: Self.mean(both.map(\.1)),
            raised: both.count { $0.1 > $0.0 }, lowered: both.count { $0.1 < $0.0 },
            newlyPassed: outcomes.count { $0.formerPassed == false && $0.passed == true },
            newlyFailed: outcomes.count { $0.formerPassed == true && $0.passed == false },
            incomplete: outcomes.count { !$0.lost.isEmpty || !$0.unanswered.isEmpty })
    }

    /// Rounded half up to hundredths of a percent.
    private static func mean(_ totals: [Percent]) -> Percent? {
        guard !totals.isEmpty else { return nil }
        let sum = totals.reduce(0) { $0 + $1.hundredths }
        return Percent((2 * sum + totals.count) / (2 * totals.count))
    }
}
