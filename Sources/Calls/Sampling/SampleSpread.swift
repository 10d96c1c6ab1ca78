/// How the quota of a spread slice is split over its days.
package struct SampleSpread: Sendable {
    /// Decides which days get one more. It needs no secret, for what day a call is drawn on doesn't
    /// say which; so it is made of what the plan shows.
    private let seed: SampleSeed
    private let hash: SampleHash
    package let days: Int

    /// Nil when `hash` isn't a hash of 32 bytes or there is no day.
    package init?(
        plan: String, version: Int, slice: String, days: Int, hash: @escaping SampleHash
    ) {
        var bytes = CanonicalBytes()
        bytes.append(raw: "callaudit-spread-v1".utf8)
        bytes.append(text: plan)
        bytes.append(UInt64(max(0, version)))
        bytes.append(text: slice)
        guard days > 0, let seed = SampleSeed(hash(bytes.bytes)) else { return nil }
        self.seed = seed
        self.hash = hash
        self.days = days
    }

    /// What of `quota` falls to each day for the stratum with `key`; they differ by one at most and
    /// sum to `quota`. The days with one more are the first of the order of `key`.
    package func shares(of quota: Int, key: String) -> [Int] {
        var shares = [Int](repeating: quota / days, count: days)
        var order = SampleOrder(seed: seed, key: key, count: days, hash: hash)
        for day in order.next(quota % days) { shares[day] += 1 }
        return shares
    }

    /// What of `quota` should be drawn by the end of `day`, from 0.
    package func due(of quota: Int, key: String, through day: Int) -> Int {
        shares(of: quota, key: key).prefix(day + 1).reduce(0, +)
    }
}
