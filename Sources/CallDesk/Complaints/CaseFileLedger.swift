import CallLedger
import CallStore
import Calls
import Foundation

/// The ledger's entries on one case, with what proves them to whoever has nothing else.
extension CallDesk {
    private static let caseEntriesMax = 50_000
    private static let caseEntryPage = 500

    /// The files of the folder `ledger`, and how many entries they hold. Entries that the signer
    /// hasn't covered yet stand apart, to be read and not to be proved.
    func caseLedger(
        of complaints: [Complaint.ID], madeAt: Date
    ) async throws -> (parts: [CaseFilePart], told: CaseFile.Ledger) {
        let objects = complaints.map { "complaint:\($0)" }
        let entries = try await caseEntries(on: objects)
        let (checkpoint, key) = try await reaching {
            try await database.read { db in
                (try db.latestCheckpoint(), try db.ledgerStanding().noteKey)
            }
        }
        var told = CaseFile.Ledger()
        var files: [(name: String, bytes: [UInt8])] = []
        let size = key == nil ? 0 : checkpoint?.size ?? 0
        let proved = entries.filter { $0.sequence < size }
        if let checkpoint, let key, !proved.isEmpty {
            let scatter = LedgerScatter(around: proved.map(\.sequence), of: size)
            let roots = try await ledgerState.tree.roots(of: scatter.outside, in: database)
            (told.proved, told.checkpoint) = (proved.count, size)
            files = [
                ("checkpoint", Array(checkpoint.note.utf8)),
                ("signer.vkey", Array((key + "\n").utf8)),
                ("proof", Array(scatter.text(roots: roots).utf8)),
                ("entries.bin", proved.flatMap { LedgerFrames.frame($0.bytes) }),
                ("entries.jsonl", proved.flatMap(\.jsonLine)),
            ]
        }
        let pending = entries.filter { $0.sequence >= size }
        if !pending.isEmpty {
            told.pending = pending.count
            files.append(("pending.jsonl", pending.flatMap(\.jsonLine)))
        }
        let parts = files.map {
            CaseFilePart(path: "ledger/\($0.name)", $0.bytes, modified: madeAt)
        }
        return (parts, told)
    }

    /// In the order of the ledger.
    private func caseEntries(on objects: [String]) async throws -> [LedgerEntry] {
        let filter = LedgerFilter(objects: objects)
        var (entries, cursor) = ([LedgerEntry](), LedgerCursor?.none)
        while true {
            let behind = cursor
            let rows = try await reaching {
                try await database.read {
                    try $0.ledgerEntries(filter, after: behind, limit: Self.caseEntryPage)
                }
            }
            for row in rows {
                let entry = try LedgerEntry(decoding: row.bytes)
                guard entry.sequence == row.sequence, entry.hash.bytes == row.leafHash else {
                    throw LedgerError.brokenChain(sequence: row.sequence)
                }
                entries.append(entry)
            }
            guard entries.count <= Self.caseEntriesMax else {
                throw Refusal(
                    .tooLarge, .exportTooLarge,
                    "The ledger has more than \(Self.caseEntriesMax) entries on this case, which "
                        + "is too much for one file. Export the ledger's period instead.")
            }
            guard rows.count == Self.caseEntryPage, let last = rows.last else { break }
            cursor = LedgerCursor(at: last.at, sequence: last.sequence)
        }
        return entries.sorted { $0.sequence < $1.sequence }
    }
}
