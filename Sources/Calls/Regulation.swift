/// A figure of a regulator, shipped as data (etc/callaudit/regulations). None is in the code, and
/// none is confirmed until a compliance officer has read the source.
package struct Regulation: Sendable, Hashable {
    /// What a figure counts. `unknownDays`: the source doesn't say whether calendar or business
    /// days are meant.
    package enum Unit: String, CaseIterable, Sendable {
        case days, months, years, weeks
        case businessDays = "business-days"
        case unknownDays = "unknown-days"
        case percent
        case hours = "hours-of-the-day"
        case calls = "calls-a-week"
        case times = "times-a-year"
        case never, text
    }

    /// From when a period is counted.
    package enum Clock: String, CaseIterable, Sendable {
        case none
        case call
        case contractEnd = "contract-end"
        case disputeEnd = "dispute-end"
        case refusal
        case receipt
        case answer
        case closing
    }

    package var name: String
    /// ISO 3166, or a body such as `EU` or `PCI`.
    package var jurisdiction: String
    /// The rule in a sentence.
    package var rule: String
    /// As written: a number, a window such as `21:00-09:00`; empty when the source gives none.
    package var value: String
    package var unit: Unit
    package var clock: Clock
    package var source: String
    /// `2026-11-21`
    package var readOn: String
    package var verified: Bool

    package init(
        name: String, jurisdiction: String, rule: String, value: String, unit: Unit, clock: Clock,
        source: String, readOn: String, verified: Bool
    ) {
        self.name = name
        self.jurisdiction = jurisdiction
        self.rule = rule
        self.value = value
        self.unit = unit
        self.clock = clock
        self.source = source
        self.readOn = readOn
        self.verified = verified
    }

    /// How long calls are to be kept by this; nil when it isn't a period that begins with the call,
    /// or doesn't say which days it counts.
    package var duty: RetentionDuty? {
        guard clock == .call, let count = Int(value), count > 0 else { return nil }
        switch unit {
        case .days: return RetentionDuty(rule: name, count: count, unit: .days)
        case .weeks: return RetentionDuty(rule: name, count: count * 7, unit: .days)
        case .months: return RetentionDuty(rule: name, count: count, unit: .months)
        case .years: return RetentionDuty(rule: name, count: count, unit: .years)
        default: return nil
        }
    }
}
