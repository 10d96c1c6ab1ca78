import CallLedger
package import Calls
import CallStore
import CallVault
import Foundation

extension CallDesk {
    package func newQuarantineID() -> QuarantineItem.ID { identifiers.next(now: now()) }

    /// Puts a sealed file into quarantine. Durable when it returns. The same bytes under the same
    /// name are kept once; the second sealed file is deleted again.
    package func enterQuarantine(
        _ ready: ReadyQuarantine, by principal: Principal
    ) async throws {
        let desk = self
        let isNew = try await removingOnFailure([.quarantined(ready.id)]) {
            try await desk.change(by: principal, needing: .takeIn) { change in
                try desk.insert(ready, in: &change)
            }
        }
        if !isNew {
            try await BlockingWork.run { try sealedFiles.remove(.quarantined(ready.id)) }
        }
    }

    /// False when the same bytes are there under the same name already.
    private func insert(_ ready: ReadyQuarantine, in change: inout Change) throws -> Bool {
        try requireRegistered(in: change.db)
        let name = nameHash(ready.origin.relativePath, source: ready.origin.sourcePath)
        if let fingerprint = ready.fingerprint {
            try change.db.insertSeen(fingerprint, now: change.now)
        }
        if let known = try change.db.quarantined(
            nameHash: name, contentHash: ready.content.contentHash)
        {
            try noteTry(of: known, reason: ready.reason, detail: ready.detail, in: change)
            change.isUnchanged = true
            return false
        }
        try change.db.insert(sealed(try row(for: ready, nameHash: name, now: change.now)))
        try change.db.add(1, to: .quarantined)
        try change.record(
            .quarantineEntered, object: "quarantine:\(ready.id)", reason: ready.reason.rawValue,
            details: ["content": ready.content.contentHash.hexadecimal])
        try tellSeldom(
            Telling(
                kind: .quarantined, object: "quarantine",
                facts: [.reason: ready.reason.rawValue]), in: change)
        return true
    }

    package func quarantine(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<QuarantineItem> {
        let limit = try checked(limit)
        let after: QuarantineItem.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seeQuarantine) { db in
            let rows = try db.quarantine(after: after?.rawValue, limit: limit + 1)
            let items = try rows.prefix(limit).map { try desk.item(of: $0) }
            return Page(
                items: items, next: rows.count > limit ? items.last?.id.description : nil)
        }
    }

    /// Asks intake to try a quarantined file again; it does so within moments.
    package func retryQuarantined(
        _ id: QuarantineItem.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .retryQuarantine) { change in
            try desk.requireUndecided(id, in: change.db)
            try change.db.askRetry(of: id, by: principal, now: change.now)
            try change.record(.quarantineRetried, object: "quarantine:\(id)")
        }
        intakeBoard.wantRetry()
    }

    /// Destroys a quarantined file's key and bytes, for a reason that is kept.
    package func discardQuarantined(
        _ id: QuarantineItem.ID, because reason: String, by principal: Principal
    ) async throws {
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...500).contains(reason.count) else {
            throw Refusal(
                .invalid, .reasonMissing,
                "Say in at most 500 characters why this file may go; the reason is kept.",
                subject: "reason")
        }
        let desk = self
        try await change(by: principal, needing: .discardQuarantine) { change in
            try desk.requireUndecided(id, in: change.db)
            let place = FieldPlace(
                table: "quarantine_outcome", column: "because", row: id.rawValue, version: 1)
            try desk.close(
                id, as: .discarded, because: try desk.vault.seal(reason, as: place), in: change)
            try change.db.add(-1, to: .quarantined)
            try change.record(.quarantineDiscarded, object: "quarantine:\(id)")
        }
        try await BlockingWork.run { try sealedFiles.remove(.quarantined(id)) }
    }

    func requireUndecided(_ id: QuarantineItem.ID, in db: Transaction) throws {
        guard try db.quarantined(id) != nil else {
            throw Refusal(
                .notFound, .noSuchQuarantineItem, "There is no such file in quarantine.")
        }
        guard try !db.isDecided(id) else {
            throw Refusal(
                .conflict, .alreadyDecided,
                "This file was taken in or discarded already. Reload the list.")
        }
    }
}

/// A quarantined file opened for another try.
package struct QuarantinedFile: Sendable {
    package var id: QuarantineItem.ID
    package var origin: FileOrigin
    package var content: MemoryFile
}

extension CallDesk {
    /// Quarantined files that somebody wants to be tried again, oldest wish first.
    package func retriesAsked(limit: Int, by principal: Principal) async throws
        -> [QuarantineItem.ID]
    {
        try await see(by: principal, needing: .takeIn) { db in
            try db.retriesAsked(limit: limit).map(\.id)
        }
    }

    /// Opens a quarantined file; the caller closes its content. Nil when it has more than
    /// `bytesMax` bytes, since all of them are held in memory.
    package func openQuarantined(
        _ id: QuarantineItem.ID, bytesMax: Int64, by principal: Principal
    ) async throws -> QuarantinedFile? {
        let desk = self
        let row = try await see(by: principal, needing: .takeIn) { db in
            guard let row = try desk.verified(try db.quarantined(id)) else {
                throw DeskFault.sealedFileMissing
            }
            return row
        }
        return try await BlockingWork.run {
            guard row.contentBytes <= bytesMax else { return nil }
            guard let wrapped = row.wrappedKey else { throw DeskFault.sealedFileMissing }
            let key = try desk.vault.openQuarantineKey(wrapped, for: id)
            let reader = try desk.sealedFiles.open(.quarantined(id), key: key)
            return QuarantinedFile(
                id: id,
                origin: FileOrigin(
                    sourcePath: row.sourcePath, profile: row.profile,
                    relativePath: try desk.name(of: row), modifiedAt: row.modifiedAt),
                content: try MemoryFile(of: reader))
        }
    }

    /// Notes that another try of a quarantined file failed; without a `reason` the old one stays.
    package func noteFailedRetry(
        of id: QuarantineItem.ID, reason: QuarantineReason?, detail: String,
        by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .takeIn) { change in
            change.isUnchanged = true
            guard let row = try change.db.quarantined(id), try !change.db.isDecided(id) else {
                return
            }
            try desk.noteTry(
                of: row, reason: reason ?? row.reason, detail: String(detail.prefix(500)),
                in: change)
        }
    }

    /// Closes a quarantined file that isn't a recording: a sidecar whose recording now knows what
    /// it says, or a complaint that is registered by now.
    package func closeQuarantinedSidecar(
        _ id: QuarantineItem.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .takeIn) { change in
            try desk.requireUndecided(id, in: change.db)
            try desk.close(id, as: .takenIn, in: change)
            try change.db.add(-1, to: .quarantined)
            try change.record(.quarantineTakenIn, object: "quarantine:\(id)")
        }
        try await removeQuarantinedFile(id)
    }

    /// Deletes the sealed file of an item that was taken in after all.
    package func removeQuarantinedFile(_ id: QuarantineItem.ID) async throws {
        try await BlockingWork.run { try sealedFiles.remove(.quarantined(id)) }
    }

    /// Notes another try that failed, and that no retry is asked for any more.
    private func noteTry(
        of item: QuarantineRow, reason: QuarantineReason, detail: String, in change: Change
    ) throws {
        try verify(item)
        var item = item
        item.reason = reason
        item.detail = detail
        item.triedAt = change.now
        item.tries += 1
        try change.db.update(sealed(item))
        try change.db.forgetRetry(of: item.id)
    }

    /// Notes how a quarantined file ended, and forgets its key, after which its bytes can't be
    /// opened by anyone.
    func close(
        _ id: QuarantineItem.ID, as outcome: QuarantineOutcome, because: [UInt8]? = nil,
        in change: Change
    ) throws {
        try change.db.insert(
            sealed(
                QuarantineOutcomeRow(
                    item: id, outcome: outcome, becauseSealed: because,
                    decidedBy: change.principal, decidedAt: change.now)))
        guard var item = try verified(try change.db.quarantined(id)) else { return }
        item.wrappedKey = nil
        try change.db.update(sealed(item))
    }

    private func row(
        for ready: ReadyQuarantine, nameHash: [UInt8], now: Date
    ) throws -> QuarantineRow {
        QuarantineRow(
            id: ready.id, reason: ready.reason, detail: String(ready.detail.prefix(500)),
            sourcePath: ready.origin.sourcePath, profile: ready.origin.profile,
            nameSealed: try vault.seal(ready.origin.relativePath, as: namePlace(ready.id)),
            nameHash: nameHash, contentHash: ready.content.contentHash,
            contentBytes: ready.content.contentBytes,
            wrappedKey: try vault.wrap(ready.content.key), modifiedAt: ready.origin.modifiedAt,
            seenAt: now)
    }

    private func item(of row: QuarantineRow) throws -> QuarantineItem {
        QuarantineItem(
            id: row.id, reason: row.reason, sourcePath: row.sourcePath,
            fileName: try name(of: row), bytes: row.contentBytes, seenAt: row.seenAt,
            triedAt: row.triedAt, tries: row.tries, detail: row.detail)
    }

    private func name(of row: QuarantineRow) throws -> String {
        try vault.openText(row.nameSealed, as: namePlace(row.id))
    }

    private func namePlace(_ id: QuarantineItem.ID) -> FieldPlace {
        FieldPlace(table: "quarantine", column: "name", row: id.rawValue, version: 1)
    }
}
