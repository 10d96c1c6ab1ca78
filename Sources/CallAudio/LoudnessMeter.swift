/// The energy of the K-weighted blocks of 400 ms, one every 100 ms, of one channel or two that lie
/// side by side. Gating happens afterwards (`Loudness`), so one pass of the filter serves the
/// channels' own loudness and the whole recording's.
struct LoudnessMeter {
    /// Mean squares of each block; where there is one channel, in both lanes.
    private(set) var blocks: [SIMD2<Double>] = []
    private var weighting: KWeighting
    private let isPair: Bool
    private let sampleRateHz: Int
    private var framesDone = 0
    /// Steps of 100 ms. Where ten doesn't divide the rate, each one's end is rounded by itself, so
    /// that blocks never drift away from their time.
    private var hopsDone = 0
    private var energyOfHop = SIMD2<Double>()
    /// Energies of the last four hops, the newest last.
    private var hops = (SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>())

    /// Nil when there is no K-weighting at this rate.
    init?(sampleRateHz: Int, isPair: Bool) {
        guard let weighting = KWeighting(sampleRateHz: sampleRateHz) else { return nil }
        self.weighting = weighting
        self.isPair = isPair
        self.sampleRateHz = sampleRateHz
    }

    /// Takes in `frames` of `channels` samples each, the first of them (or first two) its own.
    mutating func add(_ samples: UnsafePointer<Float>, frames: Int, channels: Int) {
        var done = 0
        while done < frames {
            let piece = min(frames - done, end(ofHop: hopsDone) - framesDone)
            energyOfHop += weighting.energy(
                of: samples + done * channels, frames: piece, channels: channels,
                second: isPair ? 1 : 0)
            done += piece
            framesDone += piece
            if framesDone == end(ofHop: hopsDone) { endHop() }
        }
    }

    private func end(ofHop hop: Int) -> Int { (hop + 1) * sampleRateHz / 10 }

    private mutating func endHop() {
        hops = (hops.1, hops.2, hops.3, energyOfHop)
        energyOfHop = SIMD2()
        hopsDone += 1
        guard hopsDone >= 4 else { return }
        let frames = framesDone - end(ofHop: hopsDone - 5)
        blocks.append((hops.0 + hops.1 + hops.2 + hops.3) / Double(frames))
    }
}
