import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

/// Documents of complaints, from the hand of whoever adds them to their end.
struct ComplaintDocumentTests {
    private func files(_ complaints: ComplaintHouse) -> [String] {
        complaints.house.sealedFileNames.filter { $0.hasSuffix(".document") }
    }

    private func bytes(
        _ id: Complaint.ID, _ number: Int, in complaints: ComplaintHouse
    ) async throws -> [UInt8] {
        let opened = try await complaints.desk.openComplaintDocument(
            id, number, by: complaints.officer)
        return try await complaints.house.bytes(of: opened.playback)
    }

    @Test(arguments: Engine.allCases)
    func `a document is added, listed and handed out, and the ledger knows`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let id = try await complaints.register()
        let made = try await complaints.attach(id, "a contract", name: "合同 A.txt")
        #expect(made == ComplaintAttaching(number: 1, isNew: true))
        try await complaints.attach(id, "a bill", name: "bill.txt", by: complaints.other)
        let listed = try await complaints.desk.complaintDocuments(of: id, by: complaints.officer)
        #expect(listed.map(\.name) == ["合同 A.txt", "bill.txt"])
        #expect(listed.map(\.addedBy) == [complaints.handler.person, complaints.other.person])
        #expect(listed[0].attachment.bytes == 10 && listed[0].attachment.kind == .text)
        #expect(try await bytes(id, 1, in: complaints) == Array("a contract".utf8))
        let ledger = try await complaints.house.ledger()
        let added = try #require(ledger.first { $0.action == .complaintDocumentAdded })
        #expect(added.details["content"] == listed[0].attachment.contentHash.hexadecimal)
        #expect(added.details["file"] == "\(listed[0].id)")
        let opened = try #require(ledger.last { $0.action == .complaintDocumentOpened })
        #expect(opened.principal == complaints.officer.id && opened.details["document"] == "1")
        #expect(!ledger.contains { "\($0)".contains("合同") || "\($0)".contains("bill") })
        #expect(try await complaints.house.findings(files: true).isEmpty)
    }

    @Test func `the same bytes are kept once in a case`() async throws {
        let complaints = try await ComplaintHouse()
        let (id, other) = (try await complaints.register(), try await complaints.register())
        try await complaints.attach(id)
        let entries = try await complaints.house.ledger().count
        let again = try await complaints.attach(id, name: "other name.txt", by: complaints.other)
        #expect(again == ComplaintAttaching(number: 1, isNew: false))
        #expect(try await complaints.house.ledger().count == entries)
        #expect(files(complaints).count == 1)
        #expect(try await complaints.attach(other).isNew)
        #expect(files(complaints).count == 2)
    }

    @Test func `what isn't taken leaves nothing, and says why`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let entries = try await complaints.house.ledger().count
        let cases: [(String, String, [UInt8], Refusal.Code)] = [
            ("a.txt", "text/plain", [], .documentEmpty),
            ("a.pdf", "application/pdf", Array("MZ program".utf8), .documentKind),
            ("a.pdf", "application/pdf", [0x50, 0x4B, 0x03, 0x04, 0, 0], .documentArchive),
            ("a.pdf", "", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .documentMismatch),
            ("a.html", "text/html", Array("<html><script>x</script>".utf8), .documentKind),
            (
                "a.txt", "", Array(repeating: 65, count: DocumentKind.bytesMax + 1),
                .documentTooLarge
            ),
        ]
        for (name, type, bytes, code) in cases {
            let refusal = await complaints.refusal {
                _ = try await complaints.desk.attachToComplaint(
                    id, NewComplaintDocument(name: name, type: type, bytes: bytes),
                    by: complaints.handler)
            }
            #expect(refusal?.code == code)
        }
        #expect(files(complaints).isEmpty)
        #expect(try await complaints.house.ledger().count == entries)
    }

    @Test func `who may not see the case neither adds nor gets one`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register { $0.agents = ["209"] }
        try await complaints.attach(id)
        for principal in [complaints.agent, Principal.nobody] {
            for code in [
                await complaints.code { try await complaints.attach(id, "more", by: principal) },
                await complaints.code {
                    _ = try await complaints.desk.openComplaintDocument(id, 1, by: principal)
                },
                await complaints.code {
                    _ = try await complaints.desk.complaintDocuments(of: id, by: principal)
                },
            ] {
                #expect([.notAllowed, .noSuchComplaint].contains(code))
            }
        }
        // The officer reads, and doesn't work it.
        #expect(
            await complaints.code {
                try await complaints.attach(id, "more", by: complaints.officer)
            } == .notAllowed)
        #expect(
            await complaints.code {
                try await complaints.act(
                    id,
                    .attach(
                        ComplaintAttachment(
                            id: ComplaintDocument.ID(1), number: 2, kind: .pdf, bytes: 1,
                            contentHash: [1])))
            } == .badComplaint)
        #expect(
            await complaints.code {
                _ = try await complaints.desk.openComplaintDocument(id, 2, by: complaints.handler)
            } == .noSuchDocument)
        #expect(files(complaints).count == 1)
    }

    @Test func `a closed case takes documents, a merged one leaves them to the whole`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        let (id, whole) = (try await complaints.register(), try await complaints.register())
        try await complaints.attach(id, "of the member")
        try await complaints.desk.mergeComplaint(
            id, into: try await complaints.row(whole).number, saying: "one matter",
            by: complaints.handler)
        #expect(
            await complaints.code { try await complaints.attach(id, "more") } == .complaintMerged)
        try await complaints.attach(whole, "of the whole")
        let shown = try await complaints.desk.complaint(whole, by: complaints.officer)
        #expect(shown.documents.map(\.complaint) == [id, whole])
        #expect(shown.documents.map(\.number) == [1, 1])
        #expect(try await bytes(id, 1, in: complaints) == Array("of the member".utf8))
        try await complaints.act(whole, .withdraw)
        try await complaints.attach(whole, "after the decision")
    }

    @Test(arguments: Engine.allCases)
    func `an erasure takes name, key and file, and leaves that there was one`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let house = complaints.house
        let id = try await complaints.register { $0.calls = [] }
        try await complaints.attach(id, "very personal", name: "Zhang Fanglei.txt")
        #expect(files(complaints).count == 1)
        try await house.erase(complaints.customer)
        let shown = try await complaints.desk.complaint(id, by: complaints.officer)
        #expect(shown.documents.map(\.isGone) == [true])
        #expect(shown.complaint.documents.count == 1)
        #expect(
            await complaints.code { _ = try await bytes(id, 1, in: complaints) } == .documentGone)
        await house.desk.finishErasures()
        #expect(files(complaints).isEmpty)
        let certificate = try await house.desk.certificate(of: complaints.customer, by: .asker)
        #expect(certificate.counts.keys == 3)
        #expect(try await house.findings(files: true).isEmpty)
    }

    @Test func `what a crash left of a document is gone after the next start`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.attach(id)
        let house = complaints.house
        let lost: ComplaintDocument.ID = .init(house.desk.newRecordingID().rawValue)
        let key = try house.vault.newDocumentKey(for: lost)
        _ = try house.seal([1, 2, 3], as: .document(lost), key: key)
        let begun = ComplaintDocument.ID(house.desk.newRecordingID().rawValue)
        let writer = try house.sealedFiles.create(
            .document(begun), key: house.vault.newDocumentKey(for: begun))
        let before = files(complaints)
        #expect(before.count == 3)
        let next = try await house.restarted()
        withExtendedLifetime(writer) {}
        let left = next.sealedFileNames.filter { $0.hasSuffix(".document") }
        #expect(left.count == 1 && before.contains(left[0]))
        let opened = try await next.desk.openComplaintDocument(id, 1, by: complaints.officer)
        #expect(try await next.bytes(of: opened.playback) == Array("a contract".utf8))
    }

    @Test func `an altered file is found, and is handed to nobody`() async throws {
        let complaints = try await ComplaintHouse()
        let house = complaints.house
        let id = try await complaints.register()
        try await complaints.attach(id)
        try await complaints.attach(id, "another")
        let documents = try await complaints.desk.complaintDocuments(of: id, by: complaints.officer)
        let paths = documents.map { house.sealedFiles.path(of: .document($0.id)) }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: paths[0]))
        bytes[bytes.count - 1] ^= 1
        for path in paths { try FileManager.default.removeItem(atPath: path) }
        try bytes.write(to: URL(fileURLWithPath: paths[0]))
        #expect(try await house.findings().isEmpty)
        #expect(
            try await house.findings(files: true).map(\.kind) == [.fileAltered, .fileMissing])
        let entries = try await house.ledger().count
        for number in [1, 2] {
            #expect(
                await complaints.code { _ = try await self.bytes(id, number, in: complaints) }
                    == .damagedDocument)
        }
        #expect(try await house.ledger().count == entries)
    }

    @Test func `a row that was taken away or put there is found`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.attach(id)
        try await complaints.house.alter("UPDATE complaint_document SET kind = 'pdf'")
        await #expect(throws: DeskFault.self) {
            _ = try await complaints.desk.complaintDocuments(of: id, by: complaints.officer)
        }
        #expect(try await complaints.house.findings().map(\.kind) == [.altered])
        try await complaints.house.alter("DELETE FROM complaint_document")
        await #expect(throws: DeskFault.self) {
            _ = try await complaints.desk.complaint(id, by: complaints.officer)
        }
        #expect(try await complaints.house.findings().map(\.kind) == [.missing])
    }

    @Test func `after a rotation documents open with the new key alone`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.attach(id, "a contract")
        try await complaints.house.give(1, 2)
        try await complaints.house.rotate()
        try await complaints.house.give(2)
        #expect(try await bytes(id, 1, in: complaints) == Array("a contract".utf8))
        #expect(try await complaints.house.findings(files: true).isEmpty)
    }
}
