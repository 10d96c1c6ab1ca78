package import Calls
import CallLedger
import CallStore
package import Foundation

/// Periods of the ledger that leave the house, each with what proves it.
extension CallDesk {
    /// Puts a period on its way: the daemon works out its sums, the signer signs them. The same
    /// period with the same checkpoint is the same export. `from` and `until` nil for no bound;
    /// without an end it goes as far as is signed, with one it is whole or refused.
    package func askLedgerExport(
        from: Date?, until: Date?, by principal: Principal
    ) async throws -> LedgerExport {
        try await change(by: principal, needing: .exportLedger) { change in
            let db = change.db
            guard let latest = try db.latestCheckpoint() else { throw Refusal.noCheckpoint }
            guard let period = try db.ledgerPeriod(from: from, until: until),
                period.lowerBound < latest.size
            else {
                throw Refusal(
                    .invalid, .emptyPeriod,
                    "No signed entries lie in this period. Widen it, or wait a minute for the "
                        + "signer.")
            }
            if let until, until <= change.now, period.upperBound > latest.size {
                throw Refusal(
                    .conflict, .exportNotSigned,
                    "The signer hasn't signed the end of this period yet. Try again in a minute; "
                        + "if it stays, see whether the signer runs.")
            }
            let entries = period.lowerBound..<min(period.upperBound, latest.size)
            let size = try db.checkpoint(covering: entries.upperBound)?.size ?? latest.size
            try change.record(
                .ledgerExported, object: "entry:\(entries.lowerBound)",
                details: [
                    "first": "\(entries.lowerBound)", "last": "\(entries.upperBound - 1)",
                    "checkpoint": "\(size)",
                ])
            if let known = try db.ledgerExport(of: entries, provedBy: size) { return known }
            let export = LedgerExport(
                id: change.newID(), entries: entries, size: size, askedBy: principal.id,
                askedAt: change.now)
            try db.insert(export)
            return export
        }
    }

    package func ledgerExport(
        _ id: LedgerExport.ID, by principal: Principal
    ) async throws -> LedgerExport {
        try await see(by: principal, needing: .exportLedger) { db in
            guard let export = try db.ledgerExport(id) else { throw Refusal.noSuchExport }
            return export
        }
    }

    /// The tar of a signed export, in pieces.
    package func ledgerArchive(
        _ id: LedgerExport.ID, by principal: Principal
    ) async throws -> (bytes: Int64, pieces: AsyncThrowingStream<[UInt8], any Error>) {
        let export = try await ledgerExport(id, by: principal)
        guard let signature = export.signature else {
            throw Refusal(
                .unavailable, .exportNotSigned,
                "The signer hasn't signed this export yet. Try again in a few seconds; if it "
                    + "stays, see whether the signer runs.")
        }
        let files = try await exportFiles(of: export)
        return files.archive(export, signature: signature)
    }

    // MARK: For the signer

    package func unsignedLedgerExports(by principal: Principal) async throws -> [LedgerExport] {
        try await see(by: principal, needing: .signLedger) { db in
            try db.unsignedLedgerExports(limit: 20)
        }
    }

    package func signLedgerExport(
        _ id: LedgerExport.ID, signature: String, by principal: Principal
    ) async throws {
        try await change(by: principal, needing: .signLedger) { change in
            change.isUnchanged = true
            guard let export = try change.db.ledgerExport(id) else { throw Refusal.noSuchExport }
            let key = try change.db.setting(Self.minisignKeySetting)
                .flatMap { MinisignPublicKey($0) }
            let trusted = key?.trustedComment(in: signature, of: Array(export.sums.utf8))
            guard trusted == export.trustedComment else {
                throw Refusal(
                    .invalid, .badCheckpoint, "This isn't the known signer's signature of it.")
            }
            _ = try change.db.setSignature(signature, of: id)
        }
    }

    // MARK: The daemon's part

    func sumNextExport() async throws {
        let next = try await reaching { try await database.read { try $0.unsummedLedgerExport() } }
        guard let next else { return }
        let files = try await exportFiles(of: next)
        let (sums, members) = try await files.sums()
        try await reaching {
            try await database.write { db in
                try db.setSums(sums, members: members, of: next.id)
            }
        }
    }

    private func exportFiles(of export: LedgerExport) async throws -> LedgerExportFiles {
        let (checkpoint, standing) = try await reaching {
            try await database.read { db in
                (try db.checkpoint(ofSize: export.size), try db.ledgerStanding())
            }
        }
        guard let checkpoint, let note = standing.noteKey, let minisign = standing.minisignKey,
            let publicKey = MinisignPublicKey(minisign)
        else { throw Refusal.noCheckpoint }
        let subtrees = LedgerSubtrees(around: export.first..<export.end, of: export.size)
        let roots = try await ledgerState.tree.roots(of: subtrees.outside, in: database)
        let proof = LedgerRangeProof(subtrees: subtrees, roots: roots)
        let last = try await database.read { try $0.ledgerEntry(export.end - 1)?.at }
        return LedgerExportFiles(
            database: database, entries: export.first..<export.end,
            small: [
                ("README.txt", LedgerExportWords.readMe(export)), ("checkpoint", checkpoint.note),
                ("signer.vkey", note + "\n"), ("minisign.pub", publicKey.text),
                ("proof", proof.text),
            ], seconds: Int64((last ?? .distantPast).timeIntervalSince1970))
    }
}

extension Refusal {
    static let noCheckpoint = Refusal(
        .conflict, .noCheckpoint,
        "The ledger's signer hasn't signed anything yet, so nothing can be proved. Start "
            + "callaudit-signer, and try again in a minute.")
    package static let noSuchExport = Refusal(
        .notFound, .noSuchExport, "There is no such export of the ledger. Ask for it anew.")
}
