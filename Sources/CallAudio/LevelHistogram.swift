/// How often each level occurs, in steps of 0.05 dB between −120 and +60 dBFS.
struct LevelHistogram {
    private static let lowest: Float = -120
    private static let stepsPerDB: Float = 20
    private var counts = [Int32](repeating: 0, count: 180 * 20 + 1)
    private var below = 0
    private var total = 0

    mutating func add(_ level: Float) {
        total += 1
        if level < Self.lowest {
            below += 1
        } else {
            let step = Int((level - Self.lowest) * Self.stepsPerDB + 0.5)
            counts[min(counts.count - 1, step)] += 1
        }
    }

    /// The level below or at which the part `share` of all lies; nil when it is under −120 dBFS.
    func percentile(_ share: Double) -> Double? {
        let wanted = max(1, Int((share * Double(total)).rounded(.up)))
        var seen = below
        guard total > 0, seen < wanted else { return nil }
        for (step, count) in counts.enumerated() {
            seen += Int(count)
            if seen >= wanted {
                return Double(step) / Double(Self.stepsPerDB) + Double(Self.lowest)
            }
        }
        return nil
    }
}
