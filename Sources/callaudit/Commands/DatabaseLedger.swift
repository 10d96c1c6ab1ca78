import CallLedger
import CallStore
import CallVault

/// Follows a ledger of this house's form from an empty head.
struct HeadFollower: LedgerFollower {
    private var head = LedgerHead()

    var end: [UInt8] { head.encoded }
    var root: [UInt8] { head.root.bytes }

    mutating func follow(_ row: LedgerRowInPlace) throws -> Bool { try head.pass(row) }
}

extension RunningHash {
    /// BLAKE2b-256.
    static func blake2b() -> RunningHash {
        let hasher = ContentHasher()
        return RunningHash(update: { hasher.update($0) }, finish: { hasher.finish() })
    }
}

extension Database {
    /// The root that the stored head stands for.
    func storedLedgerRoot() async throws -> [UInt8] {
        let stored = try await read { try $0.ledgerHead() }
        do {
            return try (stored.map { try LedgerHead(decoding: $0) } ?? LedgerHead()).root.bytes
        } catch let error as LedgerError {
            throw StoreFault.unexpectedRow("the ledger's head: \(error)")
        }
    }
}
