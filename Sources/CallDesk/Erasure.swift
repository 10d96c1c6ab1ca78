import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation
import Logging

/// What the settings say of erasure.
package struct ErasureSettings: Sendable {
    /// Nothing is erased while it runs; nil for none.
    package var duty: RetentionDuty?
    /// How long backups of the database, which hold wrapped keys, are kept.
    package var keyBackupDays = 35

    package init(duty: RetentionDuty? = nil, keyBackupDays: Int = 35) {
        self.duty = duty
        self.keyBackupDays = keyBackupDays
    }
}

/// Erasure of a customer: asked for, approved by a second person, then one transaction that
/// destroys every key, and afterwards the sealed files.
extension CallDesk {
    /// Asks for it. Refused at once where it would be refused in the end.
    package func askErasure(
        of customer: Customer.ID, because reason: String, by principal: Principal
    ) async throws -> Approval.ID {
        let desk = self
        return try await change(by: principal, needing: .eraseCustomer) { change in
            try desk.requireErasable(customer, in: change)
            return try desk.askApproval(
                .erasure, of: "customer:\(customer)", because: reason, in: &change)
        }
    }

    /// Carries out an approved erasure: all in this transaction, or nothing.
    func erasureApproved(_ approval: ApprovalRow, in change: inout Change) throws {
        guard let customer = Customer.ID(text: approval.object.dropFirst("customer:".count)) else {
            throw StoreFault.unexpectedRow("an erasure of \(approval.object)")
        }
        try requireErasable(customer, in: change)
        let days = Double(settings.erasure.keyBackupDays)
        var row = ErasureRow(
            customerID: customer, approvalID: approval.id, erasedBy: change.principal.id,
            erasedAt: change.now, lastBackupEndsAt: change.now + days * 86_400)
        for id in try change.db.withMerged(customer, limit: Self.mergedMax) {
            try requireFree(id, in: change.db)
            try destroy(id, counting: &row.counts, in: change.db)
        }
        try change.db.insert(sealed(row))
        try change.record(
            .customerErased, object: "customer:\(customer)", reason: "asked",
            details: [
                "approval": "\(approval.id)", "keys": "\(row.counts.keys)",
                "recordings": "\(row.counts.recordings)", "calls": "\(row.counts.calls)",
            ], concerning: customer)
    }

    private func destroy(
        _ customer: Customer.ID, counting counts: inout Erasure.Counts, in db: Transaction
    ) throws {
        let row = try db.customer(customer)
        if row?.numberSealed != nil { counts.numbers += 1 }
        counts.calls += try db.countCallsErased(of: customer)
        counts.numbers += try db.destroyNumbers(of: customer)
        counts.words += try db.destroyWords(of: customer)
        counts.hashes += try db.destroyHashes(of: customer)
        let pageRows = 200
        var behind = Recording.ID(0)
        while true {
            let recordings = try db.recordings(of: customer, after: behind, limit: pageRows)
            for recording in recordings where recording.wrappedKey != nil {
                try verify(recording)
                guard try db.destroy(nameless(recording), of: customer) else {
                    throw StoreFault.failed("a hold came between")
                }
                counts.recordings += 1
                counts.keys += 1
            }
            guard recordings.count == pageRows, let last = recordings.last else { break }
            behind = last.id
        }
        try blankReasons(ofHoldsOver: customer, in: db)
        try blankWords(ofEvaluationsOver: customer, in: db)
        try blankReasons(ofCalibrationsOver: customer, in: db)
        try blankWords(ofCoachingsOver: customer, in: db)
        counts.keys += try blankWords(ofComplaintsOf: customer, in: db)
        guard let row, row.wrappedKey != nil else { return }
        try verify(row, in: db)
        guard try db.destroyKey(of: customer), let left = try db.customer(customer) else {
            throw StoreFault.failed("a hold came between")
        }
        try db.update(sealed(left))
        counts.keys += 1
    }

    /// `recording` as it stays: its sound facts, and nothing that names or opens it.
    private func nameless(_ recording: RecordingRow) -> RecordingRow {
        var row = recording
        row.wrappedKey = nil
        row.nameSealed = []
        row.nameHash = []
        row.factsSealed = []
        row.version += 1
        return sealed(row)
    }

    /// Merged into one customer in turn.
    private static var mergedMax: Int { 10_000 }

    private func requireErasable(_ customer: Customer.ID, in change: Change) throws {
        guard let row = try change.db.customer(customer) else {
            throw Refusal(
                .notFound, .noSuchCustomer, "There is no such customer. Look them up first.")
        }
        guard try change.db.erasure(of: customer) == nil, row.wrappedKey != nil else {
            throw Self.alreadyErased
        }
        for id in try change.db.withMerged(customer, limit: Self.mergedMax) {
            try requireFree(id, in: change.db)
            try requireNoDuty(on: id, in: change)
        }
    }

    /// Refuses while the duty to keep this customer's newest call runs.
    private func requireNoDuty(on customer: Customer.ID, in change: Change) throws {
        guard let duty = settings.erasure.duty,
            let call = try verified(try change.db.newestCall(of: customer))
        else { return }
        let zone = CallZone(name: call.zone) ?? settings.zone
        let end = duty.end(from: call.startedAt, in: zone.timeZone)
        guard end > change.now else { return }
        let day = end.formatted(
            Date.ISO8601FormatStyle(timeZone: zone.timeZone).year().month().day())
        throw Refusal(
            .conflict, .mustBeKept,
            "The newest call must be kept until \(day) (rule \(duty.rule)). "
                + "Ask for the erasure on that day or later.",
            subject: "\(duty.rule), \(day)")
    }
}

/// What follows an erasure, as often as it takes: scrub the database, unlink the sealed files, note
/// that both were done. A crash at any point leaves it to the next round.
extension CallDesk {
    /// Goes on with erasures whose files may still stand. What fails is logged and tried again.
    package func finishErasures() async {
        do {
            let rows = try await database.read { try $0.unfinishedErasures(limit: 100) }
            if rows.isEmpty { return }
            try await database.scrub()
            for row in rows { try await finish(row) }
        } catch {
            log.warning(
                "an erasure isn't finished yet: its files or the database's free pages remain",
                metadata: ["event": "erasure.unfinished", "fault": "\(error)"])
        }
    }

    private func finish(_ row: ErasureRow) async throws {
        try verify(row)
        let folder = sealedFiles
        let pageRows = 200
        for customer in try await database.read({
            try $0.withMerged(row.customerID, limit: Self.mergedMax)
        }) {
            var behind = Recording.ID(0)
            while true {
                let start = behind
                let ids = try await database.read { db in
                    try db.recordings(of: customer, after: start, limit: pageRows)
                }
                let files = ids.filter { $0.wrappedKey == nil }.flatMap {
                    [SealedFileName.recording($0.id), .picture($0.id)]
                }
                try await BlockingWork.run { try folder.removeDurably(files) }
                guard ids.count == pageRows, let last = ids.last else { break }
                behind = last.id
            }
            try await removeDocuments(ofComplaintsOf: customer)
        }
        let desk = self
        let now = now()
        try await database.write { db in
            guard var row = try desk.verified(try db.erasure(of: row.customerID)),
                row.filesGoneAt == nil
            else { return }
            row.filesGoneAt = now
            try db.noteFilesGone(desk.sealed(row))
        }
    }

    /// The certificate of an erasure.
    package func certificate(
        of customer: Customer.ID, by principal: Principal
    ) async throws -> Erasure {
        let desk = self
        return try await see(by: principal, needing: .seeCustomers) { db in
            guard let row = try desk.verified(try db.erasure(of: customer)),
                let approval = try db.approval(row.approvalID)
            else {
                throw Refusal(
                    .notFound, .noSuchCertificate,
                    "This customer wasn't erased, so there is no certificate.")
            }
            let asked = try desk.approval(of: approval, in: db, for: principal)
            return Erasure(
                customer: customer, approval: asked.id,
                askedBy: asked.askerTitle ?? asked.askedBy, askedAt: asked.askedAt,
                because: asked.because,
                approvedBy: asked.deciderTitle ?? asked.decidedBy ?? row.erasedBy,
                erasedAt: row.erasedAt, counts: row.counts,
                lastBackupEndsAt: row.lastBackupEndsAt, filesGoneAt: row.filesGoneAt,
                ledgerEntries: try db.ledgerSequences(
                    of: "customer:\(customer)",
                    actions: [
                        LedgerAction.approvalAsked, .approvalDecided, .customerErased,
                    ].map(\.rawValue)))
        }
    }
}
