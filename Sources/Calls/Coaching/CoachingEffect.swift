/// Whether the answers to a coached question got better: an agent's share of the question's points
/// in evaluations of calls before and after, in percent. It is no proof that coaching did it; what
/// else changed on that day changed with it.
package struct CoachingEffect: Hashable, Sendable {
    /// Days on either side: the coaching's own day is the last of those before.
    package static let days = 60
    /// With fewer evaluations on either side a single one decides, and nothing is said.
    package static let evaluationsLeast = 5

    /// Nil when there are none.
    package let before: Estimate?
    package let after: Estimate?
    /// After less before, in percentage points, with Welch's interval.
    package let change: Estimate?
    package let verdict: Verdict

    /// The raw value stands in catalogue keys and in the API.
    package enum Verdict: String, CaseIterable, Codable, Sendable {
        /// The whole interval lies above nought, or below.
        case up, down
        /// The interval holds nought.
        case unsure
        /// Too few evaluations before, or since.
        case fewBefore = "few-before"
        case fewAfter = "few-after"
        /// All answers the same on both sides, so that there is no interval.
        case noSpread = "no-spread"
    }

    /// Of the shares of points of each evaluation, in percent.
    package init(before: SampleSummary, after: SampleSummary) {
        self.before = Estimate.mean(of: before)?.clamped(to: 0...100)
        self.after = Estimate.mean(of: after)?.clamped(to: 0...100)
        change = Estimate.difference(after, before)?.clamped(to: -100...100)
        verdict =
            if before.count < Self.evaluationsLeast {
                .fewBefore
            } else if after.count < Self.evaluationsLeast {
                .fewAfter
            } else if let low = change?.low, let high = change?.high {
                low > 0 ? .up : high < 0 ? .down : .unsure
            } else {
                .noSpread
            }
    }

    /// The days before and after a coaching of `day`.
    package static func spans(
        around day: LocalDay
    ) -> (before: ClosedRange<Int>, after: ClosedRange<Int>) {
        (day.number - days + 1...day.number, day.number + 1...day.number + days)
    }
}
