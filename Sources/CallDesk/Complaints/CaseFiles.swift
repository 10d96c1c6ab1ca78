import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// One case's whole file on its way to whoever asked.
package struct OutgoingCaseFile: Sendable {
    /// Such as `case-26-0000471-4.tar`.
    package let name: String
    package let isSealed: Bool
    /// Ends early only by throwing.
    package let pieces: AsyncThrowingStream<[UInt8], any Error>
}

extension CallDesk {
    /// Everything that is kept of one case, people in plain, as a tar archive. `texts` makes of it
    /// what is there to be read. Every file is read and summed before the first byte goes, and the
    /// ledger has the sum of all sums by then; so nothing goes that isn't accounted for, and what
    /// is damaged is left out instead of breaking the archive off.
    package func caseFile(
        _ id: Complaint.ID, _ wish: CaseFileWish, by principal: Principal,
        texts: @escaping @Sendable (CaseFile) throws -> [PackageFile]
    ) async throws -> OutgoingCaseFile {
        try require(.exportComplaints, of: principal)
        try check(wish, of: principal)
        let (desk, slot) = (self, try packages.take())
        var file = try await told(id, wish, by: principal)
        let (parts, ledger) = try await caseLedger(
            of: [id] + file.members.map(\.summary.id), madeAt: file.madeAt)
        file.ledger = ledger
        let added =
            try await post(of: &file, by: principal) + papers(of: &file, by: principal)
            + sounds(of: &file, by: principal)
        let (madeAt, known) = (file.madeAt, file)
        let whole = try await BlockingWork.run {
            let read = try texts(known).map {
                CaseFilePart(path: $0.name, $0.bytes, modified: madeAt)
            }
            return try Self.whole(known, read + parts + added)
        }
        let age = try wish.recipient.map(AgeSealing.init(recipient:))
        let first = try await BlockingWork.run { try age?.read() }
        guard first?.isEmpty != true else { throw Refusal.packageFailed }
        try await change(by: principal, needing: .exportComplaints) { change in
            let found = try desk.existing(
                id, for: principal, needing: .exportComplaints, in: change.db)
            guard found.row.events == known.detail.version else { throw Refusal.complaintChanged }
            try change.record(
                .complaintFileExported, object: found.object, reason: wish.purpose.rawValue,
                details: [
                    "event": "\(known.detail.version)", "files": "\(whole.parts.count)",
                    "recordings": "\(known.sounds.count { $0.path != nil })",
                    "sums": whole.sums.description, "recipient": wish.recipient ?? "",
                ], concerning: found.row.customer)
        }
        let name = "case-\(known.detail.summary.number)"
        let walk = CaseFileWalk(whole.parts, in: name)
        guard let age, let first else {
            let pieces = AsyncThrowingStream<[UInt8], any Error> {
                withExtendedLifetime(slot) {}
                return try await BlockingWork.run { try walk.next() }
            }
            return OutgoingCaseFile(name: "\(name).tar", isSealed: false, pieces: pieces)
        }
        return OutgoingCaseFile(
            name: "\(name).tar.age", isSealed: true,
            pieces: Self.sealing(walk.write, by: age, saying: first, holding: slot))
    }

    private func check(_ wish: CaseFileWish, of principal: Principal) throws {
        if let recipient = wish.recipient, !CustomerPackage.isRecipient(recipient) {
            throw Refusal(
                .invalid, .badRecipient,
                "This is no age recipient. Name the public key that age-keygen prints, age1….",
                subject: "recipient")
        }
        if wish.withRecordings { try require(.listen, of: principal) }
    }

    /// What is known of the case, with people in plain.
    private func told(
        _ id: Complaint.ID, _ wish: CaseFileWish, by principal: Principal
    ) async throws -> CaseFile {
        let (desk, now) = (self, now())
        let detail = try await complaint(id, by: principal, needing: .exportComplaints)
        var file = try await see(by: principal, needing: .exportComplaints) { db in
            let found = try desk.existing(
                id, for: principal, needing: .exportComplaints, in: db)
            guard !found.standing.isAboutDecisions(of: principal.person) else {
                throw Refusal(.recused(.theirDecision))
            }
            var file = CaseFile(detail, wish: wish, madeBy: principal.id, madeAt: now)
            file.detail.parties = try desk.shownParties(
                of: found.row, to: principal, inPlain: true, in: db)
            file.members = try desk.members(of: found, for: principal, at: now, in: db)
            file.holds = try desk.holds(of: found, in: db)
            return file
        }
        for evaluation in Set(detail.calls.flatMap(\.evaluations)).sorted() {
            file.evaluations.append(try await self.evaluation(evaluation, by: principal))
        }
        return file
    }

    private func members(
        of found: ComplaintCase, for principal: Principal, at now: Date, in db: Transaction
    ) throws -> [CaseFile.Member] {
        try found.standing.members.map { complaint in
            let member = try complaintCase(complaint.id, in: db)
            var told = CaseFile.Member(
                try summary(of: member, at: now, in: db), language: member.row.language)
            (told.text, told.remedy, told.product) = try words(of: member.row)
            told.parties = try shownParties(
                of: member.row, to: principal, inPlain: true, in: db)
            return told
        }
    }

    /// Those on its calls themselves; what stands on a customer or an agent isn't the case's.
    private func holds(of found: ComplaintCase, in db: Transaction) throws -> [Hold] {
        try found.standing.linkedCalls.sorted().flatMap { id -> [Hold] in
            guard let call = try verified(db.call(id)) else { return [] }
            return try standingHolds(on: call, in: db).filter { $0.target == .call(id) }
        }
    }

    /// The sound of linked calls, as far as it is asked for and may be listened to; what became of
    /// each stands in `file`.
    private func sounds(
        of file: inout CaseFile, by principal: Principal
    ) async throws -> [CaseFilePart] {
        let (desk, calls) = (self, file.detail.calls.map(\.call))
        let isAsked = file.wish.withRecordings
        let found = try await see(by: principal, needing: .exportComplaints) { db in
            try calls.flatMap { call -> [SoundRow] in
                guard let row = try desk.verified(db.call(call.id)) else { return [] }
                let mayListen = try isAsked
                    && desk.ground(of: principal, .listen, on: row, in: db) != nil
                let key = mayListen ? try desk.subjectKey(of: row.customerID, in: db) : nil
                return try db.recordings(of: [call.id]).map { recording in
                    try desk.verify(recording)
                    return SoundRow(row: recording, startedAt: call.startedAt, key: key)
                }
            }
        }
        let opened = try await BlockingWork.run {
            found.map { ($0, $0.key.flatMap { [sound = $0] in desk.part(sound, under: $0) }) }
        }
        file.sounds = opened.map { sound, part in
            CaseFile.Sound(
                call: sound.row.callID, recording: sound.row.id, path: part?.path,
                absence: part != nil
                    ? nil : !isAsked ? .notAsked : sound.key == nil ? .notAllowed : .damaged,
                bytes: sound.row.contentBytes)
        }
        return opened.compactMap(\.1)
    }

    private struct SoundRow: Sendable {
        let row: RecordingRow
        let startedAt: Date
        /// Nil where it isn't asked for or may not be listened to.
        let key: SubjectKey?
    }

    /// Nil where its sealed file doesn't open as it was.
    private func part(_ sound: SoundRow, under key: SubjectKey) -> CaseFilePart? {
        let (desk, row) = (self, sound.row)
        let part = CaseFilePart(
            path: "recordings/\(row.callID)-\(row.id).\(row.fileEnding)",
            bytes: row.contentBytes, modified: sound.startedAt
        ) {
            let reader = try desk.open(row, as: .recording(row.id), under: key)
            guard reader.contentBytes == row.contentBytes else { throw VaultError.damaged }
            return { try reader.read($0) }
        }
        guard row.contentBytes <= TarHeader.fileBytesMax, (try? part.digest()) != nil else {
            return nil
        }
        return part
    }

    /// All parts in their order, and the sum of their sums.
    private static func whole(
        _ file: CaseFile, _ parts: [CaseFilePart]
    ) throws -> (parts: [CaseFilePart], sums: LedgerHash) {
        let readMe = CaseFilePart(
            path: "README.txt", CaseFileWords.readMe(file), modified: file.madeAt)
        let all = [readMe] + parts
        let manifest = CaseFileManifest(file, try all.map { ($0, try $0.digest()) })
        let bytes = try manifest.encoded()
        let sums = manifest.sums(with: bytes)
        let added = [
            CaseFilePart(path: "manifest.json", bytes, modified: file.madeAt),
            CaseFilePart(path: "SHA256SUMS", sums, modified: file.madeAt),
        ]
        return ([readMe] + added + parts, .plain(Array(sums.utf8)))
    }
}

extension ComplaintStanding {
    /// Whether what `person` decided is complained of.
    fileprivate func isAboutDecisions(of person: String) -> Bool {
        ([complaint] + members).contains { $0.receipt.aboutDecisionsOf.contains(person) }
    }
}
