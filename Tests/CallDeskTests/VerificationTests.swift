import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct VerificationTests {
    private func livedIn() async throws -> House {
        let house = try await House()
        try await house.index(
            TestFile(
                name: "1.wav",
                facts: [.customerNumber: .text("13800138000"), .agent: .text("201")]))
        try await house.index(TestFile(name: "2.wav", sound: Sounds.wav(seed: 2)))
        let gone = try await house.quarantine(TestFile(name: "gone.wav", sound: [2]))
        try await house.desk.discardQuarantined(gone, because: "noise", by: .page)
        try await house.quarantine(TestFile(name: "odd.wav", sound: [1]))
        try await house.give(1, 2)
        _ = try await house.desk.askRotation(to: nil, because: "test", by: .administrator)
        return house
    }

    @Test func `nothing is found where nothing was altered`() async throws {
        let house = try await livedIn()
        #expect(try await house.findings(files: true) == [])
        let entry = try await house.ledger().last { $0.action == .integrityVerified }
        #expect(entry?.details["findings"] == "0")
        #expect(entry?.outcome == .done)
    }

    @Test(arguments: [
        ("UPDATE call SET zone = 'Asia/Tokyo'", "call", .altered),
        ("UPDATE recording SET codec = 'gsm'", "recording", .altered),
        ("UPDATE recording SET roles = 'nobody,nobody'", "recording", .altered),
        ("UPDATE channel_measure SET clipped_samples = 99", "channel_measure", .measures),
        ("DELETE FROM channel_measure", "channel_measure", .measures),
        ("UPDATE quarantine SET tries = 7", "quarantine", .altered),
        ("UPDATE quarantine SET reason = 'x'", "quarantine", .altered),
        ("UPDATE quarantine_outcome SET decided_by = 'x'", "quarantine_outcome", .altered),
        ("DELETE FROM quarantine_outcome", "quarantine_outcome", .missing),
        ("UPDATE approval SET asked_by = 'x'", "approval", .altered),
        ("UPDATE approval SET kind = 'x'", "approval", .unreadable),
        ("DELETE FROM approval", "approval", .missing),
        ("UPDATE key_epoch SET created_at = 1", "key_epoch", .altered),
        ("UPDATE ledger_entry SET principal = 'x' WHERE seq = 1", "ledger_entry", .ledgerColumns),
        ("UPDATE ledger_entry SET object = '' WHERE seq = 1", "ledger_entry", .ledgerColumns),
        ("DELETE FROM ledger_entry WHERE seq = 1", "ledger_entry", .ledgerBroken),
        (
            "DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)",
            "ledger_entry", .ledgerBroken
        ),
    ] as [(SQL, String, Finding.Kind)])
    func `an alteration is found`(
        statement: SQL, table: String, kind: Finding.Kind
    ) async throws {
        let house = try await livedIn()
        try await house.alter(statement)
        let findings = try await house.findings()
        #expect(findings.contains { $0.table == table && $0.kind == kind }, "\(findings)")
        let others = findings.filter { $0.table != table }
        #expect(others == [], "\(statement)")
    }

    @Test func `a call that vanished with its recording is missed`() async throws {
        let house = try await livedIn()
        let (call, recording) = try await house.index(
            TestFile(name: "3.wav", sound: Sounds.wav(seed: 3)))
        for table in ["channel_measure", "recording", "call_word", "call_key"] {
            let key = table == "recording" ? "id" : "recording_id"
            let ofCall = table.hasPrefix("call_")
            let name = SQL(stringLiteral: "DELETE FROM \(table) WHERE ")
            try await house.database.write { db in
                try db.execute(
                    ofCall
                        ? name + "call_id = \(call)"
                        : name + SQL(stringLiteral: key) + " = \(recording)")
            }
        }
        try await house.alter("DELETE FROM call WHERE id = \(call)")
        let findings = try await house.findings()
        #expect(
            Set(findings.map(\.table)) == ["call", "recording"]
                && findings.allSatisfy { $0.kind == .missing })
    }

    @Test func `altered and missing sealed files are found with files alone`() async throws {
        let house = try await livedIn()
        let files = house.sealedFileNames.filter { $0.hasSuffix(".recording") }
        let paths = files.map { house.sealedFiles.path + "/" + $0 }
        var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: paths[0])))
        bytes[bytes.count / 2] ^= 4
        try FileManager.default.removeItem(atPath: paths[0])
        try Data(bytes).write(to: URL(fileURLWithPath: paths[0]))
        try FileManager.default.removeItem(atPath: paths[1])
        #expect(try await house.findings() == [])
        #expect(
            try await house.findings(files: true).map(\.kind) == [.fileAltered, .fileMissing])
    }

    @Test func `findings are bounded and counted, and one check goes on at a time`()
        async throws
    {
        let house = try await livedIn()
        let item = try await house.quarantine(TestFile(name: "more", sound: [3]))
        try await house.database.write { db in
            guard let row = try db.quarantined(item) else { return }
            for number in 1...1200 as ClosedRange<Int64> {
                var copy = row
                copy.id = QuarantineItem.ID(number)
                try db.insert(copy)
            }
        }
        let id = try await house.desk.startVerification(files: false, by: .page)
        let second = await #expect(throws: Refusal.self) {
            _ = try await house.desk.startVerification(files: false, by: .page)
        }
        #expect(second?.code == .jobUnderWay)
        try await house.finishJobs()
        let status = try #require(try await house.desk.verification(id, by: .page))
        #expect(status.found == 1200)
        #expect(status.findings.count == VerificationStatus.findingsMax)
        #expect(status.job.done == status.job.total)
    }

    @Test func `a check goes on after a restart and ends when it is cancelled`() async throws {
        let house = try await livedIn()
        _ = try await house.desk.startVerification(files: false, by: .page)
        try await house.desk.stepOpenJob()
        let again = try await house.restarted()
        for _ in 0..<3 { try await again.desk.stepOpenJob() }
        let job = try #require(try await again.desk.verification(nil, by: .page)).job
        #expect(job.outcome == nil)
        try await again.desk.cancelJob(job.id, by: .page)
        try await again.finishJobs()
        #expect(try await again.desk.verification(nil, by: .page)?.job.outcome == .cancelled)
        #expect(try await again.findings() == [])
    }
}
