package import Calls
import CallLedger
import CallStore
import Foundation

/// The ledger, looked through.
extension CallDesk {
    /// Every action there is, as it stands in entries.
    package static let ledgerActions = LedgerAction.allCases.map(\.rawValue)

    /// Entries that match `filter`, the newest first. `filter.principal` may be an account's name;
    /// a call's entries are those of its recordings too.
    package func ledger(
        _ filter: LedgerFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<LedgerLine> {
        let limit = try checked(limit)
        let after = try cursor.map(LedgerCursor.init(text:))
        return try await see(by: principal, needing: .seeLedger) { db in
            let rows = try db.ledgerEntries(try db.widened(filter), after: after, limit: limit + 1)
            let shown = rows.prefix(limit)
            let more = rows.count > limit ? shown.last.map(LedgerCursor.init) : nil
            return Page(items: try db.lines(Array(shown)), next: more?.text)
        }
    }

    /// One entry with its bytes and what proves it.
    package func ledgerPlace(
        _ sequence: Int64, by principal: Principal
    ) async throws -> LedgerPlace {
        let found = try await see(by: principal, needing: .seeLedger) { db in
            guard sequence >= 0, let row = try db.ledgerEntry(sequence) else {
                throw Refusal.noSuchEntry
            }
            return (
                row: row, line: try db.lines([row])[0], size: try db.ledgerSize(),
                checkpoint: try db.latestCheckpoint()
            )
        }
        let entry = try LedgerEntry(decoding: found.row.bytes)
        return LedgerPlace(
            line: found.line, bytes: entry.bytes, hash: entry.hash.bytes,
            previous: entry.previous.bytes,
            proof: try await proof(of: entry, against: found.checkpoint),
            hasNext: sequence + 1 < found.size)
    }

    private func proof(
        of entry: LedgerEntry, against row: CheckpointRow?
    ) async throws -> LedgerPlaceProof? {
        guard let row, row.size > entry.sequence else { return nil }
        guard let signed = SignedCheckpoint(row.note) else {
            throw DeskFault.rowAltered(table: "checkpoint")
        }
        let place = entry.sequence..<entry.sequence + 1
        let subtrees = LedgerSubtrees(around: place, of: row.size)
        let roots = try await reaching {
            try await ledgerState.tree.roots(of: subtrees.outside, in: database)
        }
        let proof = InclusionProof(
            index: entry.sequence, hashes: subtrees.inclusionProof(outside: roots),
            checkpoint: signed)
        // A ledger that was altered since proves nothing, and says so.
        guard proof.proves(entry.hash) else { throw DeskFault.rowAltered(table: "ledger_entry") }
        return LedgerPlaceProof(
            size: row.size, root: signed.checkpoint.root.bytes, checkpoint: row.note,
            checkpointAt: row.cameAt, hashes: proof.hashes.map(\.bytes), text: proof.text)
    }

    /// Framed entries from `sequence` on: at most `limit`, and about a mebibyte.
    package func ledgerFrames(
        from sequence: Int64, limit: Int, by principal: Principal
    ) async throws -> [UInt8] {
        let limit = min(max(1, limit), 5000)
        return try await see(by: principal, needing: .seeLedger) { db in
            var frames: [UInt8] = []
            for row in try db.ledgerEntries(from: max(0, sequence), limit: limit) {
                frames += LedgerFrames.frame(row.bytes)
                if frames.count > 1 << 20 { break }
            }
            return frames
        }
    }
}

extension Refusal {
    package static let noSuchEntry = Refusal(
        .notFound, .noSuchEntry, "There is no such entry in the ledger. Look for it in the list.")
}

extension Transaction {
    /// `filter` with an account's name made an id, and an object with those that belong to it.
    fileprivate func widened(_ filter: LedgerFilter) throws -> LedgerFilter {
        var filter = filter
        if let name = filter.principal, !name.contains(":"),
            let account = try account(named: name.lowercased())
        {
            filter.principal = "account:\(account.id)"
        }
        for object in filter.objects {
            let parts = object.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            if parts[0] == "call", let call = Call.ID(text: String(parts[1])) {
                filter.objects += try recordings(of: [call]).map { "recording:\($0.id)" }
            }
            // What is done to a hold is noted of what it covers; wishes for its release name it.
            if parts[0] == "hold", let id = Hold.ID(text: String(parts[1])),
                let target = try hold(id)?.target
            {
                filter.objects.append(target.object)
            }
            if parts[0] == "customer" { filter.customer = Customer.ID(text: String(parts[1])) }
        }
        return filter
    }

    fileprivate func lines(_ rows: [LedgerRow]) throws -> [LedgerLine] {
        let entries = try rows.map { try LedgerEntry(decoding: $0.bytes) }
        let accounts = Set(entries.compactMap { $0.content.account })
        let titles = try titles(ofAccounts: accounts)
        return entries.map { entry in
            let content = entry.content
            return LedgerLine(
                sequence: entry.sequence, at: Date(microseconds: content.timeMicroseconds),
                node: content.node, principal: content.principal,
                principalTitle: content.account.flatMap { titles[$0] }, role: content.role,
                action: content.action.rawValue, object: content.object, reason: content.reason,
                details: content.details, outcome: content.outcome.rawValue)
        }
    }
}

extension LedgerEntry.Content {
    fileprivate var account: Account.ID? {
        guard principal.hasPrefix("account:") else { return nil }
        return Account.ID(text: String(principal.dropFirst("account:".count)))
    }
}

extension LedgerCursor {
    fileprivate init(_ row: LedgerRow) {
        self.init(at: row.at, sequence: row.sequence)
    }

    fileprivate init(text: String) throws {
        let parts = text.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let at = parts[0], let sequence = parts[1] else {
            throw CallDesk.badCursor
        }
        self.init(at: Date(microseconds: at), sequence: sequence)
    }

    fileprivate var text: String { "\(at.microseconds)-\(sequence)" }
}
