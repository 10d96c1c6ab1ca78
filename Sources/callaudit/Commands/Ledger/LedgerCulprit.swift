import CallLedger
import CallStore

/// Which entry of a database's ledger is the first that was altered, once something is known to be
/// wrong with it.
struct LedgerCulprit {
    private static let pageEntries: Int64 = 1000

    let database: any Database
    /// Where the second copy lies.
    let copy: String

    /// By the second copy up to `known`, a checkpoint's, if the copy has its root: then the first
    /// entry that differs. Nil when the copy can't tell.
    func byCopy(_ known: KnownRoot) async throws -> Int64? {
        let reader = MirrorReader(folder: copy)
        var head = LedgerHead()
        var found: Int64?
        while head.size < known.size {
            try Task.checkCancellation()
            let first = head.size
            let limit = Int(min(Self.pageEntries, known.size - first))
            guard let page = try? reader.entries(from: first, limit: limit), !page.isEmpty else {
                return nil
            }
            for entry in page {
                do { try head.pass(entry) } catch { return nil }
            }
            if found == nil {
                let count = page.count
                let stored = try await database.read { db in
                    try db.ledgerEntries(from: first, limit: count)
                }
                let places = page.indices.first { place in
                    place >= stored.count || stored[place].sequence != first + Int64(place)
                        || stored[place].bytes != page[place]
                }
                found = places.map { first + Int64($0) }
            }
        }
        return head.root.bytes == known.root ? found : nil
    }

    /// By the entries around `sequence`, where following the ledger came to an end.
    func byNeighbours(of sequence: Int64) async throws -> Int64 {
        guard sequence > 0 else { return sequence }
        let around = try await database.read { try $0.ledgerEntries(from: sequence - 1, limit: 3) }
        guard around.map(\.sequence) == [sequence - 1, sequence, sequence + 1] else {
            return sequence
        }
        return LedgerBreak.firstAltered(
            at: sequence, before: around[0].bytes, entry: around[1].bytes, next: around[2].bytes)
    }
}
