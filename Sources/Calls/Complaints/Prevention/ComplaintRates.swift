/// What complaints are told apart by when their rates are compared. The raw value stands in
/// addresses.
package enum ComplaintDimension: String, CaseIterable, Codable, Sendable {
    case product, campaign, team, agent
    case scriptVersion = "script-version"
    case cause
}

/// What complaints are set against. The raw value stands in addresses.
package enum RateBase: String, CaseIterable, Codable, Sendable {
    case calls, customers, sales
}

/// Complaints per 1,000 calls, customers or sales of several groups.
package struct ComplaintRates: Hashable, Sendable {
    package static let unit = 1_000.0
    /// With less, not even the absence of complaints would say that a rate is below 10 in 1,000:
    /// the interval of none in 300 ends there.
    package static let exposureLeast = 300

    package struct Row: Hashable, Sendable {
        /// Code or id of the group.
        package let key: String
        package let count: ExposedCount
        package let reading: Reading
    }

    package enum Reading: Hashable, Sendable {
        /// Per 1,000.
        case rate(Estimate)
        /// Less than this much exposure, so that a rate would be hearsay.
        case littleExposure(least: Int)
    }

    /// All groups together, each complaint once.
    package let whole: Row
    /// By the lower end of the interval, the highest first, so that few complaints don't lead;
    /// those without a rate stand last, by key.
    package let rows: [Row]

    /// Each group's count by its key. A complaint may stand in several groups (causes), so that
    /// `whole` isn't their sum.
    package init(
        whole: ExposedCount, groups: [String: ExposedCount],
        exposureLeast: Int = Self.exposureLeast, confidence: Confidence = .ninetyFive
    ) {
        func row(_ key: String, _ count: ExposedCount) -> Row {
            let rate = Estimate.rate(count, per: Self.unit, confidence: confidence)
            let reading = rate.flatMap {
                count.exposure >= exposureLeast ? Reading.rate($0) : nil
            }
            return Row(
                key: key, count: count,
                reading: reading ?? .littleExposure(least: exposureLeast))
        }
        self.whole = row("", whole)
        rows = groups.map { row($0.key, $0.value) }.sorted(by: Self.isBefore)
    }

    private static func isBefore(_ left: Row, _ right: Row) -> Bool {
        switch (left.reading, right.reading) {
        case (.rate(let one), .rate(let other)):
            let ends = (one.low ?? one.value, other.low ?? other.value)
            if ends.0 != ends.1 { return ends.0 > ends.1 }
            if one.value != other.value { return one.value > other.value }
            return left.key < right.key
        case (.rate, .littleExposure): return true
        case (.littleExposure, .rate): return false
        case (.littleExposure, .littleExposure): return left.key < right.key
        }
    }
}
