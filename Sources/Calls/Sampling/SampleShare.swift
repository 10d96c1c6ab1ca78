/// Whole calls out of fractions: sums come out exactly.
package enum SampleShare {
    /// Splits `total` in proportion to `weights` by largest remainders; nobody gets more than their
    /// cap, and what is over goes to the others. The parts sum to `total`, or to all caps when
    /// these are less. Of equal remainders the greater weight comes first, then the earlier one.
    ///
    /// Weights and caps aren't negative; total times weight must fit into 63 bits.
    package static func split(_ total: Int, weights: [Int], caps: [Int]) -> [Int] {
        var parts = [Int](repeating: 0, count: weights.count)
        var open = weights.indices.filter { weights[$0] > 0 && caps[$0] > 0 }
        var rest = min(total, open.reduce(0) { $0 + caps[$1] })
        // Each round but the last closes a stratum.
        while rest > 0, !open.isEmpty {
            let shares = largestRemainders(rest, weights: open.map { weights[$0] })
            let full = Set(zip(open, shares).filter { caps[$0] <= $1 }.map(\.0))
            if full.isEmpty {
                for (place, share) in zip(open, shares) { parts[place] = share }
                return parts
            }
            for place in full {
                parts[place] = caps[place]
                rest -= caps[place]
            }
            open.removeAll { full.contains($0) }
        }
        return parts
    }

    /// Splits `total` in proportion to `sizes`, but gives each `least` or all that there is first.
    /// When `total` doesn't suffice for that, it is split in proportion to those leasts.
    package static func proportional(_ total: Int, sizes: [Int], least: Int) -> [Int] {
        let bases = sizes.map { min(least, $0) }
        let wanted = min(total, sizes.reduce(0, +))
        guard bases.reduce(0, +) < wanted else { return split(wanted, weights: bases, caps: bases) }
        var fixed = Set<Int>()
        // Each round but the last lifts a stratum to its least.
        while true {
            let rest = wanted - fixed.reduce(0) { $0 + bases[$1] }
            let open = sizes.indices.map { fixed.contains($0) ? 0 : sizes[$0] }
            var parts = split(rest, weights: open, caps: open)
            let below = sizes.indices.filter { !fixed.contains($0) && parts[$0] < bases[$0] }
            if below.isEmpty {
                for place in fixed { parts[place] = bases[place] }
                return parts
            }
            fixed.formUnion(below)
        }
    }

    private static func largestRemainders(_ total: Int, weights: [Int]) -> [Int] {
        let sum = weights.reduce(0, +)
        var shares = weights.map { total * $0 / sum }
        let order = weights.indices.sorted { left, right in
            let (a, b) = (total * weights[left] % sum, total * weights[right] % sum)
            if a != b { return a > b }
            return weights[left] != weights[right] ? weights[left] > weights[right] : left < right
        }
        for place in order.prefix(total - shares.reduce(0, +)) { shares[place] += 1 }
        return shares
    }
}
