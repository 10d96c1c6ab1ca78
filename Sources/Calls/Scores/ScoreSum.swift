/// What some scores come to: sums from which means, rates and their intervals follow. Sums add up,
/// so that those of days make those of months.
package struct ScoreSum: Hashable, Sendable {
    /// Scores that there are.
    package var count = 0
    /// Of hundredths of a percent, 0 to 10,000 each.
    package var total = 0
    package var squares = 0
    /// Of the whole form: passed. Of a question: earned all its points.
    package var passed = 0
    /// Evaluations in which an answer failed a section or the form.
    package var autoFails = 0
    /// Objections, and those of them that were upheld.
    package var disputed = 0
    package var upheld = 0

    package init() {}

    /// One score.
    package init(_ score: Percent, isPassed: Bool, hasFailed: Bool) {
        count = 1
        total = score.hundredths
        squares = score.hundredths * score.hundredths
        passed = isPassed ? 1 : 0
        autoFails = hasFailed ? 1 : 0
    }

    /// Fewer scores than this are shown, and not ranked.
    package static let rankedFrom = 5

    package var isZero: Bool { self == ScoreSum() }
    package var isRanked: Bool { count >= Self.rankedFrom }

    package static func + (left: ScoreSum, right: ScoreSum) -> ScoreSum {
        left.combined(with: right, by: +)
    }

    package static func - (left: ScoreSum, right: ScoreSum) -> ScoreSum {
        left.combined(with: right, by: -)
    }

    private func combined(with other: ScoreSum, by how: (Int, Int) -> Int) -> ScoreSum {
        var sum = ScoreSum()
        sum.count = how(count, other.count)
        sum.total = how(total, other.total)
        sum.squares = how(squares, other.squares)
        sum.passed = how(passed, other.passed)
        sum.autoFails = how(autoFails, other.autoFails)
        sum.disputed = how(disputed, other.disputed)
        sum.upheld = how(upheld, other.upheld)
        return sum
    }
}

extension ScoreSum {
    /// The mean score in percent, with Student's t interval cut to 0…100; nil without scores, and
    /// of sums that can't be those of any scores.
    package var mean: Estimate? {
        SampleSummary(
            count: count, sum: Double(total) / 100, sumOfSquares: Double(squares) / 10_000
        ).flatMap { Estimate.mean(of: $0) }?.clamped(to: 0...100)
    }

    /// The share that passed, 0 to 1, with Wilson's interval.
    package var passRate: Estimate? { Estimate.proportion(passed, of: count) }
    package var autoFailRate: Estimate? { Estimate.proportion(autoFails, of: count) }

    /// By what many are put in order: the lower end of the mean's interval. Scores that are all the
    /// same have none; theirs is Wilson's for a share as high as the mean, since nothing between 0
    /// and 100 is spread wider than noughts and hundreds. Nil for what isn't ranked.
    package var rankingBound: Double? {
        guard isRanked, let mean else { return nil }
        let share = min(1, max(0, mean.value / 100))
        return mean.low
            ?? Estimate.scoreInterval(
                share, draws: Double(count), quantile: Confidence.ninetyFive.normal
            ).lowerBound * 100
    }
}

extension Score {
    /// What an evaluation with this score adds to the sums of the whole form, under "", and of each
    /// question. Empty without a total. `disputes` are the objections to it.
    package func sums(disputes: [(question: String, isUpheld: Bool)]) -> [String: ScoreSum] {
        guard let total else { return [:] }
        var sums = [
            "": ScoreSum(total, isPassed: passed ?? false, hasFailed: !fails.isEmpty)
        ]
        let failed = Set(fails.map(\.question))
        for question in sections.flatMap(\.questions) {
            guard let share = question.share else { continue }
            sums[question.code] = ScoreSum(
                share, isPassed: !question.lost, hasFailed: failed.contains(question.code))
        }
        for dispute in disputes {
            for code in ["", dispute.question] {
                sums[code, default: ScoreSum()].disputed += 1
                if dispute.isUpheld { sums[code, default: ScoreSum()].upheld += 1 }
            }
        }
        return sums
    }
}

extension Score.QuestionScore {
    /// The points of those that could be had, rounded half up; nil when the question doesn't count.
    package var share: Percent? {
        guard let points, weight.count > 0 else { return nil }
        let rounded = (points.count * 20_000 + weight.count) / (2 * weight.count)
        return Percent(min(10_000, max(0, rounded)))
    }
}
