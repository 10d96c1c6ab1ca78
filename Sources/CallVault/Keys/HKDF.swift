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
            inputKey.withBytes {
                var mac = HMAC(key: salt, count: salt.count)
                mac.update($0, count: inputKey.byteCount)
                mac.finish(into: extracted.baseAddress!)
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
                var mac = HMAC(key: key, count: count)
                if counter > 1 { mac.update(block.baseAddress!, count: hashBytes) }
                mac.update(info, count: info.count)
                mac.update(&counter, count: 1)
                mac.finish(into: block.baseAddress!)
                let piece = min(hashBytes, output.count - offset)
                (output.baseAddress! + offset).copyMemory(
                    from: block.baseAddress!, byteCount: piece)
                counter &+= 1
            }
        }
    }
}

/// HMAC-SHA-512 in pieces, with a key of any length; the state is zeroed at the end.
struct HMAC: ~Copyable {
    private var state = crypto_auth_hmacsha512_state()

    init(key: UnsafePointer<UInt8>, count: Int) {
        crypto_auth_hmacsha512_init(&state, key, count)
    }

    mutating func update(_ bytes: UnsafeRawPointer, count: Int) {
        crypto_auth_hmacsha512_update(
            &state, bytes.assumingMemoryBound(to: UInt8.self), UInt64(count))
    }

    /// Writes `HKDF.hashBytes` bytes.
    consuming func finish(into output: UnsafeMutableRawPointer) {
        crypto_auth_hmacsha512_final(&state, output.assumingMemoryBound(to: UInt8.self))
        sodium_memzero(&state, MemoryLayout.size(ofValue: state))
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
