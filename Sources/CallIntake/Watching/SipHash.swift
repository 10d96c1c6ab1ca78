/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). The key is fixed
/// and public: it keeps unlucky and lightly forged inputs apart, and is no secret.
struct SipHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    /// The key of the paper's test vectors.
    static let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

    static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var state = SipHash()
        let last = bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset + 8 <= buffer.count {
                state.absorb(UInt64(littleEndian: buffer.loadUnaligned(
                    fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            var last = UInt64(truncatingIfNeeded: buffer.count) << 56
            for place in offset..<buffer.count {
                last |= UInt64(buffer[place]) << UInt64(8 * (place - offset))
            }
            return last
        }
        state.absorb(last)
        return state.finish()
    }

    init() {
        self.init(Self.key)
    }

    /// Takes in the next eight bytes, little-endian.
    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    /// The hash of `count` words that were absorbed.
    consuming func hash(ofWords count: UInt64) -> UInt64 {
        absorb(count * 8 << 56)
        return finish()
    }

    private init(_ key: (UInt64, UInt64)) {
        v0 = key.0 ^ 0x736f_6d65_7073_6575
        v1 = key.1 ^ 0x646f_7261_6e64_6f6d
        v2 = key.0 ^ 0x6c79_6765_6e65_7261
        v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    private mutating func finish() -> UInt64 {
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
        v0 &+= v1
        v1 = Self.rotated(v1, 13) ^ v0
        v0 = Self.rotated(v0, 32)
        v2 &+= v3
        v3 = Self.rotated(v3, 16) ^ v2
        v0 &+= v3
        v3 = Self.rotated(v3, 21) ^ v0
        v2 &+= v1
        v1 = Self.rotated(v1, 17) ^ v2
        v2 = Self.rotated(v2, 32)
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ places: UInt64) -> UInt64 {
        word << places | word >> (64 - places)
    }
}
