/// SHA-1 (FIPS 180-4, 6.1), which RFC 6238 asks for and libsodium hasn't. Good for TOTP, where
/// collisions don't matter, and for nothing else.
enum SHA1 {
    static let byteCount = 20
    private static let blockBytes = 64

    static func hash(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        while padded.count % blockBytes != 56 { padded.append(0) }
        withUnsafeBytes(of: UInt64(message.count * 8).bigEndian) { padded += $0 }
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for block in stride(from: 0, to: padded.count, by: blockBytes) {
            compress(padded[block..<block + blockBytes], into: &state)
        }
        return state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    }

    /// HMAC (RFC 2104).
    static func hmac(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var key = key.count > blockBytes ? hash(key) : key
        key += [UInt8](repeating: 0, count: blockBytes - key.count)
        return hash(key.map { $0 ^ 0x5C } + hash(key.map { $0 ^ 0x36 } + message))
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
            block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for place in 16..<80 {
            words.append(
                (words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16])
                    .rotated(left: 1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for (place, word) in words.enumerated() {
            let (mixed, constant): (UInt32, UInt32) =
                switch place {
                case ..<20: ((b & c) | (~b & d), 0x5A82_7999)
                case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case ..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            (a, b, c, d, e) = (
                a.rotated(left: 5) &+ mixed &+ e &+ constant &+ word, a, b.rotated(left: 30), c, d
            )
        }
        for (place, value) in [a, b, c, d, e].enumerated() { state[place] &+= value }
    }
}

extension UInt32 {
    fileprivate func rotated(left bits: UInt32) -> UInt32 { self << bits | self >> (32 - bits) }
}
