import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation
import Logging

/// What checking everything came to so far.
package struct VerificationStatus: Sendable {
    package var job: Job
    package var findings: [Finding]
    /// How many there are; more than are listed where there are more than `findingsMax`.
    package var found: Int64
    package var withFiles: Bool

    package static let findingsMax = 1000
}

/// Checks every regulated row, the ledger and, when asked to, the sealed files. It reads without
/// holding up writers, and notes what it found in a short transaction.
struct VerificationWork: JobWork {
    private static let rowsMax = 1000
    private static let fileSeconds = 0.2
    private static let jobsKept = 10
    static let withFiles = "files"

    /// What was read outside the transaction, and the job's cursor from which it began.
    private struct Looked: Sendable {
        var from: String
        var walk: IntegrityWalk
        var total: Int64
        var isOver: Bool
    }

    private var looked: Looked?

    func prepared(for job: Job, of desk: CallDesk) async throws -> any JobWork {
        var ready = self
        let isResealed = try await desk.reaching {
            try await desk.database.read { db in
                let rows = try db.keyEpochs()
                return rows.count > 1 && rows.dropLast().allSatisfy { $0.retiredAt != nil }
            }
        }
        var walk = IntegrityWalk(
            desk.vault, isResealed: isResealed, rules: desk.complaintRules)
        if !job.cursor.isEmpty {
            walk.cursor = try JSONDecoder().decode(
                IntegrityWalk.Cursor.self, from: Data(job.cursor.utf8))
        }
        let files = job.particulars == Self.withFiles
        var total = job.total
        if total == 0 { total = try await count(of: desk, files: files) }
        if !walk.isPastLedger {
            let start = walk
            do {
                walk = try await desk.reaching {
                    try await desk.database.read { db in
                        var walk = start
                        try walk.advance(in: db, rowsMax: Self.rowsMax)
                        return walk
                    }
                }
            } catch let refusal as Refusal {
                throw refusal
            } catch {
                desk.log.error(
                    "a table can't be read", metadata: ["event": "verify", "fault": "\(error)"])
                walk = start
                walk.skipUnreadable()
            }
        } else if files {
            walk = try await lookAtFiles(walk, of: desk)
        }
        let isOver = walk.isPastLedger && (!files || walk.isPastFiles)
        ready.looked = Looked(from: job.cursor, walk: walk, total: total, isOver: isOver)
        return ready
    }

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        // Another node may have done this batch meanwhile.
        guard var looked, looked.from == job.cursor else { return }
        let findings = looked.walk.takeFindings()
        let before = looked.walk.cursor.found - Int64(findings.count)
        let room = max(0, Int64(VerificationStatus.findingsMax) - before)
        try change.db.insert(
            Array(findings.prefix(Int(room))), of: job.id, from: before + 1)
        let text = try JSONEncoder.stable.encode(looked.walk.cursor)
        job.cursor = String(decoding: text, as: UTF8.self)
        job.done = looked.walk.cursor.rows
        job.total = max(looked.total, job.done)
        guard looked.isOver else { return }
        job.total = job.done
        job.outcome = .done
        job.sentence =
            looked.walk.cursor.found == 0 ? "Nothing was found." : "Look at the findings."
        try change.db.keepFindings(ofNewest: Self.jobsKept)
        try change.record(
            .integrityVerified, object: "job:\(job.id)",
            details: ["rows": "\(job.done)", "findings": "\(looked.walk.cursor.found)"],
            outcome: looked.walk.cursor.found == 0 ? .done : .failed)
        if looked.walk.cursor.found > 0 {
            try desk.tell(
                .init(
                    kind: .alterationFound, object: "integrity",
                    facts: [.findings: "\(looked.walk.cursor.found)"]), in: change)
        }
    }

    /// Sealed files one after another, for a fraction of a second; a large one takes what it takes.
    private func lookAtFiles(
        _ start: IntegrityWalk, of desk: CallDesk
    ) async throws -> IntegrityWalk {
        if start.isPastRecordings { return try await lookAtDocuments(start, of: desk) }
        var walk = start
        let behind = walk.fileCursor
        let rows = try await desk.reaching {
            try await desk.database.read { try $0.recordings(after: behind, limit: 50) }
        }
        guard !rows.isEmpty else {
            walk.nextPart()
            return walk
        }
        let folder = desk.sealedFiles
        let begun = walk
        return try await BlockingWork.run {
            var walk = begun
            let start = ContinuousClock.now
            for row in rows where start.duration(to: .now) < .seconds(Self.fileSeconds) {
                let kind = Self.fault(of: row, in: folder)
                if let kind {
                    walk.add(Finding(table: "recording", row: "\(row.id)", kind: kind))
                }
                walk.cursor.rows += 1
                walk.cursor.key = [.integer(row.id.rawValue)]
            }
            return walk
        }
    }

    /// The sealed files of documents, in the same way.
    private func lookAtDocuments(
        _ start: IntegrityWalk, of desk: CallDesk
    ) async throws -> IntegrityWalk {
        var walk = start
        let behind = walk.fileCursor
        let rows = try await desk.reaching {
            try await desk.database.read { try $0.complaintDocuments(after: behind, limit: 50) }
        }
        guard !rows.isEmpty else {
            walk.nextPart()
            return walk
        }
        let (folder, begun) = (desk.sealedFiles, walk)
        return try await BlockingWork.run {
            var walk = begun
            let start = ContinuousClock.now
            for row in rows where start.duration(to: .now) < .seconds(Self.fileSeconds) {
                let kind = Self.fault(
                    of: .document(row.id), bytes: row.attachment.bytes, hash: row.sealedHash,
                    in: folder)
                if let kind {
                    walk.add(
                        Finding(table: ComplaintDocumentRow.table, row: "\(row.id)", kind: kind))
                }
                walk.cursor.rows += 1
                walk.cursor.key = [.integer(row.id.rawValue)]
            }
            return walk
        }
    }

    private static func fault(of row: RecordingRow, in folder: SealedFolder) -> Finding.Kind? {
        let fault = fault(
            of: .recording(row.id), bytes: row.contentBytes, hash: row.sealedHash, in: folder)
        if let fault { return fault }
        guard SealedBytes(path: folder.path(of: .picture(row.id))) != nil else {
            return .fileMissing
        }
        return nil
    }

    private static func fault(
        of name: SealedFileName, bytes: Int64, hash: [UInt8], in folder: SealedFolder
    ) -> Finding.Kind? {
        guard let file = SealedBytes(path: folder.path(of: name)) else { return .fileMissing }
        let sealed = SealedFile.sealedBytes(ofContent: bytes)
        return file.count == sealed && file.hash() == hash ? nil : .fileAltered
    }

    private func count(of desk: CallDesk, files: Bool) async throws -> Int64 {
        try await desk.reaching {
            try await desk.database.read { db in
                var sum = try db.ledgerSize()
                for table in RegulatedTables.all { sum += try db.count(table) }
                guard files else { return sum }
                return try sum + db.countRecordingsWithKeys()
                    + db.countComplaintDocumentsWithKeys()
            }
        }
    }
}

extension IntegrityWalk {
    var fileCursor: Int64 {
        guard case .integer(let id)? = cursor.key.first else { return Int64.min }
        return id
    }
}

extension CallDesk {
    /// Begins to check everything, unless that is under way already.
    package func startVerification(
        files: Bool, by principal: Principal
    ) async throws -> Job.ID {
        let desk = self
        return try await change(by: principal, needing: .verify) { change in
            try desk.start(
                .verify, particulars: files ? VerificationWork.withFiles : "", in: &change)
        }
    }

    /// The check `id`, or the newest; nil when there was none.
    package func verification(
        _ id: Job.ID?, by principal: Principal
    ) async throws -> VerificationStatus? {
        try await see(by: principal, needing: .verify) { db in
            let job = try id.map { try db.job($0) } ?? (try db.latestJob(.verify))
            guard let job, job.kind == .verify else {
                if id != nil { throw Refusal.noSuchJob }
                return nil
            }
            let found = try? JSONDecoder().decode(
                IntegrityWalk.Cursor.self, from: Data(job.cursor.utf8))
            return VerificationStatus(
                job: job,
                findings: try db.findings(of: job.id, limit: VerificationStatus.findingsMax),
                found: found?.found ?? 0, withFiles: job.particulars == VerificationWork.withFiles)
        }
    }
}
