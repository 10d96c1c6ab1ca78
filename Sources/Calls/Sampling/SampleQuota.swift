/// How many calls of one stratum a draw takes.
package struct SampleQuota: Hashable, Sendable {
    package let key: String
    /// Calls in the stratum, N.
    package let size: Int
    /// What the plan asks for now; may be more than there is.
    package let asked: Int

    package init(key: String, size: Int, asked: Int) {
        self.key = key
        self.size = size
        self.asked = asked
    }

    /// Calls that are drawn, n.
    package var drawn: Int { max(0, min(asked, size)) }

    /// Calls that were asked for and aren't there. On a day of a spread slice that isn't the last
    /// the days to come make up for it.
    package var short: Int { max(0, asked - size) }

    /// The chance of each call of the stratum to be drawn, n/N; nil for an empty stratum. Its
    /// inverse is the weight of a drawn call in an estimate.
    package var probability: Double? { size > 0 ? Double(drawn) / Double(size) : nil }
}

/// A stratum by its size.
package struct StratumSize: Hashable, Sendable {
    package let key: String
    package let count: Int

    package init(key: String, count: Int) {
        self.key = key
        self.count = count
    }
}

/// Where in its spread slice a day stands.
package struct SpreadDay: Sendable {
    /// What the earlier days of the slice had and gave.
    package struct Before: Hashable, Sendable {
        package var size: Int
        package var drawn: Int

        package init(size: Int, drawn: Int) {
            self.size = size
            self.drawn = drawn
        }
    }

    package let spread: SampleSpread
    /// From 0.
    package let index: Int
    /// By key of the stratum.
    package let before: [String: Before]

    package init(spread: SampleSpread, index: Int, before: [String: Before]) {
        self.spread = spread
        self.index = index
        self.before = before
    }

    package var isLast: Bool { index >= spread.days - 1 }

    /// What of `quota` of the whole slice is still to be drawn by the end of this day. What an
    /// earlier day lacked is made up for.
    func due(_ quota: Int, key: String, drawn: Int) -> Int {
        max(0, spread.due(of: quota, key: key, through: index) - drawn)
    }
}

extension SampleMethod {
    /// What is drawn of each stratum of `strata`, in ascending order of keys. Strata whose quota
    /// finds no call are added with size 0, so that nothing is missing silently.
    ///
    /// `day` is given for plans whose slices are spread; `severity` counts for lots alone.
    package func quotas(
        of strata: [StratumSize], on day: SpreadDay? = nil,
        severity: InspectionSeverity = .normal
    ) -> [SampleQuota] {
        var strata = strata
        if field == nil, strata.isEmpty { strata = [StratumSize(key: "", count: 0)] }
        let known = Set(strata.map(\.key))
        for key in expectedKeys(on: day) where !known.contains(key) {
            strata.append(StratumSize(key: key, count: 0))
        }
        strata.sort { SampleFrame.precedes($0.key, $1.key) }
        if case .stratified(_, .proportional(let total, let least)) = self {
            return Self.proportional(total, least, strata, day)
        }
        return strata.map { stratum in
            let asked = quota(of: stratum, on: day, severity: severity)
            return SampleQuota(key: stratum.key, size: stratum.count, asked: asked)
        }
    }

    /// Strata that were promised something, or stood there on earlier days.
    private func expectedKeys(on day: SpreadDay?) -> Set<String> {
        var keys = Set(day?.before.keys.map(\.self) ?? [])
        if case .stratified(_, .quotas(let quotas, _)) = self {
            keys.formUnion(quotas.filter { $0.value > 0 }.map(\.key))
        }
        return keys
    }

    private func quota(
        of stratum: StratumSize, on day: SpreadDay?, severity: InspectionSeverity
    ) -> Int {
        let before = day?.before[stratum.key] ?? SpreadDay.Before(size: 0, drawn: 0)
        func spread(_ quota: Int) -> Int {
            day.map { $0.due(quota, key: stratum.key, drawn: before.drawn) } ?? quota
        }
        switch self {
        case .simple(let count), .perAgent(let count): return spread(count)
        case .stratified(_, .equal(let each)): return spread(each)
        case .stratified(_, .quotas(let quotas, let other)):
            return spread(quotas[stratum.key] ?? other)
        case .percentage(let hundredths, let least):
            let part = ((before.size + stratum.count) * hundredths + 9_999) / 10_000
            let isOver = day?.isLast ?? true
            return max(0, (isOver ? max(part, least) : part) - before.drawn)
        case .everything: return stratum.count
        case .acceptance(let level, let limit):
            return AcceptancePlan(
                lot: stratum.count, level: level, limit: limit, severity: severity)?.sampleSize ?? 0
        case .stratified(_, .proportional): return 0
        }
    }

    private static func proportional(
        _ total: Int, _ least: Int, _ strata: [StratumSize], _ day: SpreadDay?
    ) -> [SampleQuota] {
        let drawn = day?.before.values.reduce(0) { $0 + $1.drawn } ?? 0
        let wanted = day?.due(total, key: "", drawn: drawn) ?? total
        let sizes = strata.map(\.count)
        let there = sizes.reduce(0, +)
        guard there > 0 else {
            let keys = strata.isEmpty ? [""] : strata.map(\.key)
            return keys.enumerated().map { place, key in
                SampleQuota(key: key, size: 0, asked: place == 0 ? wanted : 0)
            }
        }
        // Where there isn't enough, each stratum lacks its part.
        let parts =
            wanted <= there
            ? SampleShare.proportional(wanted, sizes: sizes, least: least)
            : SampleShare.split(wanted, weights: sizes, caps: sizes.map { _ in wanted })
        return zip(strata, parts).map { stratum, part in
            SampleQuota(key: stratum.key, size: stratum.count, asked: part)
        }
    }
}
