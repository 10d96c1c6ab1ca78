import CEbur128
import Calls

/// The energy of one channel's K-weighted blocks of 400 ms, one every 100 ms, by libebur128. Gating
/// happens afterwards (`Loudness`), so one pass of the filter serves the channel's own loudness and
/// the whole recording's.
final class LoudnessMeter {
    private(set) var blocks: [Double] = []
    private var state: UnsafeMutablePointer<ebur128_state>?
    private let samplesPerHop: Int
    private var samplesInHop = 0
    /// Energies of the last four hops, the newest last.
    private var hops: [Double] = []

    /// Nil when libebur128 can't work at this rate or finds no memory.
    init?(sampleRateHz: Int) {
        samplesPerHop = sampleRateHz / 10
        state = ebur128_init(1, UInt(sampleRateHz), Int32(EBUR128_MODE_M.rawValue))
        guard state != nil else { return nil }
    }

    deinit { ebur128_destroy(&state) }

    func add(_ samples: UnsafePointer<Float>, count: Int) {
        var done = 0
        while done < count {
            let piece = min(count - done, samplesPerHop - samplesInHop)
            ebur128_add_frames_float(state, samples + done, piece)
            done += piece
            samplesInHop += piece
            if samplesInHop == samplesPerHop { endHop() }
        }
    }

    private func endHop() {
        samplesInHop = 0
        var lufs = 0.0
        ebur128_loudness_window(state, 100, &lufs)
        if hops.count == 4 { hops.removeFirst() }
        hops.append(lufs.isFinite ? Loudness.energy(ofLUFS: lufs) : 0)
        if hops.count == 4 { blocks.append((hops[0] + hops[1] + hops[2] + hops[3]) / 4) }
    }
}
