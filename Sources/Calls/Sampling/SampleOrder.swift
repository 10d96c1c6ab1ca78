/// The random order of one stratum, of which a draw takes the beginning and replacements go on. It
/// depends on seed, key and size alone, not on how much of it is taken (docs/formats/sample.md).
///
/// It is Fisher and Yates's shuffle, forwards, whose array isn't built: only what was swapped is
/// kept, so that n picks of N calls cost O(n) in time and space.
package struct SampleOrder: Sendable {
    /// Numbers that can't be used without favour are thrown away; after so many the next counts as
    /// it is. The odds of coming here are below 2⁻⁶⁴.
    package static let retriesMax: UInt32 = 64

    /// Calls in the stratum, N.
    package let count: Int
    /// Picks made so far, k.
    package private(set) var taken = 0

    private let prefix: CanonicalBytes
    private let hash: SampleHash
    /// What stands at a place where not its own number does.
    private var moved: [Int: Int] = [:]

    package init(seed: SampleSeed, key: String, count: Int, hash: @escaping SampleHash) {
        self.count = max(0, count)
        self.hash = hash
        var prefix = CanonicalBytes()
        prefix.append(raw: seed.bytes)
        prefix.append(raw: "callaudit-sample-v1".utf8)
        prefix.append(text: key)
        self.prefix = prefix
    }

    /// The rank, from 0, of the next call among the ids of the stratum in ascending order; nil when
    /// all have been taken.
    package mutating func next() -> Int? {
        guard taken < count else { return nil }
        let place = taken + below(count - taken, step: taken)
        let rank = moved[place] ?? place
        moved[place] = moved[taken] ?? taken
        moved[taken] = nil
        taken += 1
        return rank
    }

    /// The next `limit` ranks, or as many as there are.
    package mutating func next(_ limit: Int) -> [Int] {
        let wanted = min(max(0, limit), count - taken)
        moved.reserveCapacity(moved.count + wanted)
        return (0..<wanted).compactMap { _ in next() }
    }

    /// A number of `0..<bound`, each as likely as the others.
    private func below(_ bound: Int, step: Int) -> Int {
        let range = UInt64(bound)
        // The largest multiple of `range` up to 2⁶⁴, less 1.
        let last = UInt64.max - (UInt64.max % range + 1) % range
        for retry in 0...Self.retriesMax {
            var input = prefix
            input.append(UInt64(step))
            input.append(retry)
            let number = hash(input.bytes).prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            if number <= last || retry == Self.retriesMax { return Int(number % range) }
        }
        return 0
    }
}
