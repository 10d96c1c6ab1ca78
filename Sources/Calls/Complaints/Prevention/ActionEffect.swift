/// Whether complaints of a cause became fewer after an action. It is no proof that the action did
/// it; what else changed on that day changed with it.
package struct ActionEffect: Hashable, Sendable {
    /// Days on either side: the day on which it was done is the last of those before.
    package static let days = 90
    /// With less exposure on either side nothing is said.
    package static let exposureLeast = ComplaintRates.exposureLeast
    /// As long as fewer were to be expected after as before, not even their absence would show
    /// anything: none has a chance of one in twenty then.
    package static let expectedLeast = 3.0

    /// The raw value stands in catalogue keys and in the API.
    package enum Verdict: String, CaseIterable, Codable, Sendable {
        /// It can't be told yet: too little happened since.
        case tooEarly = "too-early"
        /// It can't be told: too little happened before, or there were no complaints.
        case nothingBefore = "nothing-before"
        /// The whole interval of the ratio lies below one, or above.
        case down, up
        case unsure
    }

    package let before: ExposedCount
    package let after: ExposedCount
    /// Per 1,000; nil without exposure.
    package let rateBefore: Estimate?
    package let rateAfter: Estimate?
    /// The rate after by that before.
    package let ratio: RateRatio?
    package let verdict: Verdict

    package init(
        before: ExposedCount, after: ExposedCount, confidence: Confidence = .ninetyFive
    ) {
        self.before = before
        self.after = after
        rateBefore = Estimate.rate(before, per: ComplaintRates.unit, confidence: confidence)
        rateAfter = Estimate.rate(after, per: ComplaintRates.unit, confidence: confidence)
        let ratio = RateRatio(after, to: before, confidence: confidence)
        self.ratio = ratio
        verdict = Self.verdict(before, after, ratio)
    }

    private static func verdict(
        _ before: ExposedCount, _ after: ExposedCount, _ ratio: RateRatio?
    ) -> Verdict {
        guard after.exposure >= exposureLeast else { return .tooEarly }
        guard before.exposure >= exposureLeast else { return .nothingBefore }
        if let ratio, ratio.low > 1 { return .up }
        guard before.events > 0, let ratio else { return .nothingBefore }
        if let high = ratio.high, high < 1 { return .down }
        let expected =
            Double(before.events) / Double(before.exposure) * Double(after.exposure)
        return expected < expectedLeast ? .tooEarly : .unsure
    }

    /// The days before and after an action that was done on `day`, to look at on `today`.
    package static func spans(
        around day: LocalDay, today: LocalDay
    ) -> (before: ClosedRange<LocalDay>, after: ClosedRange<LocalDay>?) {
        let next = day.advanced(by: 1)
        let last = min(day.advanced(by: days), today)
        return (day.advanced(by: 1 - days)...day, next <= last ? next...last : nil)
    }
}

/// A complaint, as far as it may be of the kind that an action was to end.
package struct RecurrenceCase: Hashable, Sendable {
    package var id: Complaint.ID
    /// Codes of the causes that were found.
    package var causes: Set<String>
    package var groups: Set<ComplaintGroup>
    /// The day of what it is about: of the earliest of its subject calls, else of its receipt. What
    /// happened before the action doesn't speak against it, however late it is complained of.
    package var occurredOn: LocalDay

    package init(
        id: Complaint.ID, causes: Set<String>, groups: Set<ComplaintGroup>, occurredOn: LocalDay
    ) {
        self.id = id
        self.causes = causes
        self.groups = groups
        self.occurredOn = occurredOn
    }
}

extension CorrectiveAction {
    /// Whether `other` is of this action's cause, or a finer one, in its group, and happened after
    /// the day on which it was done. Not before it is done, and never of the complaints that it
    /// came from.
    package func isRecurrence(
        _ other: RecurrenceCase, causes: [ComplaintClasses.Branch]
    ) -> Bool {
        guard let doneOn, other.occurredOn > doneOn, !plan.complaints.contains(other.id),
            plan.group.map(other.groups.contains) ?? true
        else { return false }
        return other.causes.contains { code in
            code == plan.cause
                || ComplaintClasses.path(to: code, in: causes).contains { $0.code == plan.cause }
        }
    }
}
