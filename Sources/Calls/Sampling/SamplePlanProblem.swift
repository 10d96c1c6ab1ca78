/// What is wrong with a plan. Its `code` has a sentence in every catalogue.
package struct SamplePlanProblem: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case nameMissing = "name-missing"
        case nameLong = "name-long"
        case listLong = "list-long"
        case textLong = "text-long"
        case agentUnknown = "agent-unknown"
        case zoneUnknown = "zone-unknown"
        case dayUnreadable = "day-unreadable"
        case untilBeforeFrom = "until-before-from"
        case periodLong = "period-long"
        case spreadOverOneDay = "spread-over-one-day"
        case spreadLot = "spread-lot"
        case countOutOfRange = "count-out-of-range"
        case percentageOutOfRange = "percentage-out-of-range"
        case leastAboveTotal = "least-above-total"
        case quotasMissing = "quotas-missing"
        case quotasMany = "quotas-many"
        case quotaUnknown = "quota-unknown"
        case quotaUnreadable = "quota-unreadable"
        case secondsOutOfRange = "seconds-out-of-range"
        case secondsReversed = "seconds-reversed"
        case stageUnknown = "stage-unknown"
        case verdictBothWays = "verdict-both-ways"
        case limitUnknown = "limit-unknown"
        case reviewLot = "review-lot"
        case analystStratum = "analyst-stratum"
        case reasonMissing = "reason-missing"
        case reasonLong = "reason-long"
        case scorecardMissing = "scorecard-missing"
        case dueOutOfRange = "due-out-of-range"
        case confidenceOutOfRange = "confidence-out-of-range"
    }

    package let code: Code
    /// Where in the plan's JSON: `population.campaigns`.
    package let field: String
    /// The value or key that it is about; "" when the field says it all.
    package let subject: String

    package init(_ code: Code, _ field: String, _ subject: String = "") {
        self.code = code
        self.field = field
        self.subject = subject
    }

    /// In English, finished, with what to do.
    package var sentence: String {
        typealias Limits = SamplePlan.Limits
        return switch code {
        case .nameMissing: "The plan has no name. Give it one."
        case .nameLong: "The name is longer than \(Limits.nameCharacters) characters. Shorten it."
        case .listLong:
            "\(field) has more than \(Limits.listEntries) entries. Name fewer, or none for all."
        case .textLong:
            "An entry of \(field) is empty or longer than \(Limits.textCharacters) characters. "
                + "Correct it."
        case .agentUnknown:
            "Nobody on the roster has the staff number \(subject). Correct it, or leave it out."
        case .zoneUnknown:
            "\(subject) is no time zone. Give one such as Asia/Shanghai or +08:00."
        case .dayUnreadable: "\(subject) is no day. Write it like 2026-11-30."
        case .untilBeforeFrom: "The last day lies before the first. Correct one of them."
        case .periodLong:
            "The period is longer than \(Limits.periodDays) days. Choose a shorter one."
        case .spreadOverOneDay:
            "A cycle of one day can't be spread over days. Choose weeks or months, or don't spread."
        case .spreadLot:
            "A lot is judged as a whole and can't be spread over days. Choose shorter cycles."
        case .countOutOfRange:
            "\(field) is no number of calls. Give one from 1 to \(Limits.calls)."
        case .percentageOutOfRange: "The percentage must be above 0 and at most 100. Correct it."
        case .leastAboveTotal: "The least is more than the total. Lower the one or raise the other."
        case .quotasMissing: "The quotas ask for no call. Give at least one stratum a quota."
        case .quotasMany:
            "There are more than \(Limits.quotaEntries) quotas. Use one for all others instead."
        case .quotaUnknown:
            "There is never a stratum \(subject). Look up the strata of this field and correct it."
        case .quotaUnreadable:
            "\(subject) is no quota. Write a line for each stratum: its key, = and a number."
        case .secondsOutOfRange:
            "A duration must be from 0 to \(Limits.seconds) seconds. Correct it."
        case .secondsReversed: "The least duration is above the most. Correct one of them."
        case .stageUnknown: "\(subject) is no stage. Stages are 0, 20, 40, 60, 80 and 100."
        case .verdictBothWays: "\(subject) is asked for and excluded. Take it out of one list."
        case .limitUnknown:
            "\(subject) is no acceptable quality limit of the standard. Take one of its series, "
                + "such as 0.65, 1.0, 1.5, 2.5 or 4.0."
        case .reviewLot:
            "A lot is judged by whether its calls pass, which a review doesn't ask. Choose another "
                + "method."
        case .analystStratum:
            "Only a review can be split by analyst: nobody has scored these calls yet. Choose "
                + "another field."
        case .reasonMissing: "A risk plan needs a reason. Say why these calls are looked for."
        case .reasonLong:
            "The reason is longer than \(Limits.reasonCharacters) characters. Shorten it."
        case .scorecardMissing: "The plan names no scorecard. Choose one."
        case .dueOutOfRange: "Scores must be due within 1 to 250 working days. Correct it."
        case .confidenceOutOfRange: "The confidence must be from 80 to 99 percent. Correct it."
        }
    }
}
