import CSodium

/// HKDF with SHA-512 (RFC 5869), over libsodium's HMAC-SHA-512. What it needs between input and
/// output stands on the stack and is zeroed.
enum HKDF {
    static let hashBytes = Int(crypto_auth_hmacsha512_BYTES)

    /// HKDF-Extract and -Expand in one: fills `output` with key for `info`.
    static func derive(
        from inputKey: Secret, salt: [UInt8], info: [UInt8],
        into output: UnsafeMutableRawBufferPointer
    ) {
        withZeroedAfterwards(byteCount: hashBytes) { extracted in
            inputKey.withBytes { secret in
                HMAC.compute(key: salt, count: salt.count, into: extracted.baseAddress!) {
                    $0.update(secret, count: inputKey.byteCount)
                }
            }
            let key = extracted.baseAddress!.assumingMemoryBound(to: UInt8.self)
            expand(key, count: hashBytes, info: info, into: output)
        }
    }

    /// HKDF-Expand alone, for an input key that is already uniformly random.
    static func expand(
        _ key: UnsafePointer<UInt8>, count: Int, info: [UInt8],
        into output: UnsafeMutableRawBufferPointer
    ) {
        precondition(output.count <= 255 * hashBytes)
        withZeroedAfterwards(byteCount: hashBytes) { block in
            var counter: UInt8 = 1
            for offset in stride(from: 0, to: output.count, by: hashBytes) {
                HMAC.compute(key: key, count: count, into: block.baseAddress!) { mac in
                    if counter > 1 { mac.update(block.baseAddress!, count: hashBytes) }
                    mac.update(info, count: info.count)
                    withUnsafeBytes(of: counter) { mac.update($0.baseAddress!, count: 1) }
                }
                let piece = min(hashBytes, output.count - offset)
                (output.baseAddress! + offset).copyMemory(
                    from: block.baseAddress!, byteCount: piece)
                counter &+= 1
            }
        }
    }
}

/// HMAC-SHA-512 in pieces, with a key of any length. Its state is as good as the key, so it is
/// never moved, which would leave a copy behind, and is zeroed at the end.
struct HMAC {
    private let state: UnsafeMutablePointer<crypto_auth_hmacsha512_state>

    /// Writes `HKDF.hashBytes` bytes: the code of all that `feed` gives to `update`.
    static func compute(
        key: UnsafePointer<UInt8>, count: Int, into output: UnsafeMutableRawPointer,
        _ feed: (HMAC) -> Void
    ) {
        let stateBytes = MemoryLayout<crypto_auth_hmacsha512_state>.size
        withZeroedAfterwards(byteCount: stateBytes) { memory in
            let state = memory.bindMemory(to: crypto_auth_hmacsha512_state.self).baseAddress!
            crypto_auth_hmacsha512_init(state, key, count)
            feed(HMAC(state: state))
            crypto_auth_hmacsha512_final(state, output.assumingMemoryBound(to: UInt8.self))
        }
    }

    func update(_ bytes: UnsafeRawPointer, count: Int) {
        crypto_auth_hmacsha512_update(
            state, bytes.assumingMemoryBound(to: UInt8.self), UInt64(count))
    }
}

/// Short-lived memory for secret bytes, good only inside `body`.
func withZeroedAfterwards<Result>(
    byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result
) rethrows -> Result {
    try withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16) { memory in
        defer { sodium_memzero(memory.baseAddress!, memory.count) }
        return try body(memory)
    }
}
