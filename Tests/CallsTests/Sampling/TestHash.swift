import Calls

/// A hash for tests of chance alone: 32 well mixed bytes, of no worth against anybody.
let mixed: SampleHash = { bytes in
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var stream = SplitMix(state: state)
    var output: [UInt8] = []
    output.reserveCapacity(32)
    for _ in 0..<4 {
        let word = stream.next()
        for shift in stride(from: 56, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }
    return output
}

/// SplitMix64 (Steele, Lea, Flood 2014): chance that is the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

func seed(_ number: UInt64) throws(MissingSeed) -> SampleSeed {
    var bytes = CanonicalBytes()
    bytes.append(number)
    guard let seed = SampleSeed(mixed(bytes.bytes)) else { throw MissingSeed() }
    return seed
}

struct MissingSeed: Error {}

/// `count` rising ids, on average `distance` apart.
func someIDs(_ count: Int, distance: Int64 = 1_000, seed: UInt64 = 1) -> [Int64] {
    var chance = SplitMix(state: seed)
    var id: Int64 = 1_763_700_000_000 << 20
    return (0..<count).map { _ in
        id += 1 + Int64(chance.next() % UInt64(2 * distance - 1))
        return id
    }
}

/// Chunks and digest of ids.
func frame(of ids: [Int64]) throws -> (chunks: [FrameChunk], digest: [UInt8]) {
    var writer = FrameWriter(hash: mixed)
    try writer.append(ids)
    return writer.finish()
}
