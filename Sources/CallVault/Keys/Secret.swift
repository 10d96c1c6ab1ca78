import CSodium

/// Secret bytes in memory that is locked, kept out of core dumps, fenced by guard pages, read-only
/// after making, and zeroed when the last owner lets go.
///
/// `@unchecked Sendable`: the bytes are written once, in `init`, before anybody else has them.
final class Secret: @unchecked Sendable {
    private let memory: UnsafeMutableRawPointer
    let byteCount: Int

    /// `fill` writes the bytes; when it throws, nothing remains.
    init(byteCount: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
        guard Sodium.isReady, let memory = sodium_malloc(byteCount) else {
            throw VaultError.noLockedMemory
        }
        self.memory = memory
        self.byteCount = byteCount
        // From here on every stored property is set, so `deinit` frees the memory on a throw.
        try fill(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
        sodium_mprotect_readonly(memory)
    }

    convenience init(copying bytes: UnsafeRawBufferPointer) throws {
        try self.init(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
    }

    static func random(byteCount: Int) throws -> Secret {
        try Secret(byteCount: byteCount) { randombytes_buf($0.baseAddress!, $0.count) }
    }

    deinit {
        sodium_free(memory)
    }

    /// The pointer is good only inside `body`.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) {
            try body(UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)))
        }
    }
}

/// libsodium, made ready once; its functions choose the processor's fast paths only after that.
enum Sodium {
    static let isReady = sodium_init() >= 0
}

/// `count` bytes nobody can foresee.
func randomBytes(_ count: Int) -> [UInt8] {
    precondition(Sodium.isReady)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        randombytes_buf(buffer.baseAddress!, count)
        filled = count
    }
}

/// Compares in a time that doesn't tell where the two differ.
func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}

extension Vault {
    /// `count` bytes nobody can foresee, for what isn't a key.
    package static func randomBytes(_ count: Int) -> [UInt8] { CallVault.randomBytes(count) }
}
