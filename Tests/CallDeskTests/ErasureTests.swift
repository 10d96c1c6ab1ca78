import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct ErasureTests {
    @Test func `an erased customer's keys, words, hashes and files are gone, the call stays`()
        async throws
    {
        let house = try await House()
        let (customer, call, recording) = try await house.customer("13800138000", seed: 1)
        let (other, otherCall, _) = try await house.customer("13900139000", seed: 2)
        try await house.erase(customer)
        let (row, sound, words, keys) = try await house.database.read { db in
            (
                try db.customer(customer), try db.recording(recording),
                try db.words(of: call),
                try db.row("SELECT count(*) AS n FROM call_key")?.get("n") as Int?
            )
        }
        #expect(row?.wrappedKey == nil && row?.blindIndex == nil && row?.numberSealed == nil)
        #expect(sound?.wrappedKey == nil && sound?.nameSealed == [] && sound?.factsSealed == [])
        #expect(words == [] && keys == 1)
        #expect(house.sealedFileNames.count == 2)
        let list = try await house.desk.calls(CallFilter(), after: nil, limit: 9, by: .asker)
        #expect(list.items.count == 2)
        #expect(list.items.first { $0.id == call }?.isErased == true)
        #expect(list.items.first { $0.id == call }?.customerMasked == nil)
        #expect(try await house.call(call).erased == customer)
        #expect(try await house.call(otherCall).recordings.count == 1)
        #expect(
            await house.refusal { _ = try await house.desk.listen(to: recording, by: .asker) }
                == .noSuchRecording)
        #expect(try await house.desk.customer(withNumber: "13800138000", by: .asker) == nil)
        #expect(try await house.desk.customer(withNumber: "13900139000", by: .asker) == other)
        #expect(await house.refusal { try await house.erase(customer) } == .alreadyErased)
    }

    @Test func `the certificate says what, when and on whose word`() async throws {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000", seed: 1)
        _ = try await house.customer("13800138000", seed: 2)
        try await house.erase(customer)
        let certificate = try await house.desk.certificate(of: customer, by: .asker)
        #expect(certificate.askedBy == "page" && certificate.approvedBy == "account:officer")
        #expect(certificate.because == "their wish")
        #expect(certificate.counts.keys == 3 && certificate.counts.recordings == 2)
        #expect(certificate.counts.calls == 2 && certificate.counts.numbers == 1)
        #expect(certificate.counts.words == 2 && certificate.counts.hashes == 2)
        #expect(certificate.filesGoneAt != nil)
        #expect(certificate.lastBackupEndsAt == house.clock.now + 35 * 86_400)
        let entries = try await house.ledger()
        #expect(
            certificate.ledgerEntries.map { entries[Int($0)].action }
                == [.approvalAsked, .approvalDecided, .customerErased])
        #expect(
            await house.refusal {
                _ = try await house.desk.certificate(of: Customer.ID(5), by: .asker)
            } == .noSuchCertificate)
    }

    @Test func `no byte of a destroyed key is left in the database, its log or beside it`()
        async throws
    {
        let house = try await House()
        // Enough rows that pages were split and joined.
        for number in 0..<40 {
            _ = try await house.customer("138001380\(10 + number)", seed: number)
        }
        let (customer, _, recording) = try await house.customer("13900139000", seed: 50)
        let secrets = try await house.database.read { db -> [[UInt8]] in
            let row = try db.customer(customer)
            let sound = try db.recording(recording)
            return [
                row?.wrappedKey, row?.numberSealed, sound?.wrappedKey, sound?.nameSealed,
                sound?.factsSealed, sound?.nameHash,
            ].compactMap(\.self)
        }
        #expect(secrets.count == 6)
        let before = Data(try await house.state.database.bytes())
        for secret in secrets { #expect(before.range(of: Data(secret)) != nil) }
        try await house.erase(customer)
        let after = Data(try await house.state.database.bytes())
        for secret in secrets { #expect(after.range(of: Data(secret)) == nil) }
    }

    @Test func `what a crash left of an erasure is finished at the next start`() async throws {
        let house = try await House()
        let (customer, _, recording) = try await house.customer("13800138000")
        let files = [SealedFileName.recording(recording), .picture(recording)].map {
            house.sealedFiles.path(of: $0)
        }
        let bytes = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        try await house.erase(customer)
        let next = try await house.restarted()
        // As if the crash had come between the commit and the removal.
        for (path, content) in zip(files, bytes) {
            try content.write(to: URL(fileURLWithPath: path))
        }
        try await next.alter("UPDATE erasure SET files_gone_at = NULL")
        next.clock.move(by: 20 * 86_400)
        await next.desk.finishErasures()
        // The row was written behind callaudit's back, so it is told and nothing is believed.
        #expect(next.sealedFileNames.count == 2)
        try await next.reseal(customer)
        await next.desk.finishErasures()
        #expect(next.sealedFileNames.isEmpty)
        let certificate = try await next.desk.certificate(of: customer, by: .asker)
        #expect(certificate.filesGoneAt == next.clock.now)
    }

    @Test func `the files of an erased recording go at a start like any without a row`()
        async throws
    {
        let house = try await House()
        let (customer, _, recording) = try await house.customer("13800138000")
        let path = house.sealedFiles.path(of: .recording(recording))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try await house.erase(customer)
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(try await house.restarted().sealedFileNames.isEmpty)
    }

    @Test func `the same sound isn't taken in again after an erasure`() async throws {
        let house = try await House()
        let (customer, _, recording) = try await house.customer("13800138000", seed: 3)
        try await house.erase(customer)
        let again = try await house.takeIn(
            TestFile(name: "again.wav", sound: Sounds.wav(seed: 3)))
        #expect(again == .duplicate(of: recording))
    }

    @Test func `a customer merged into the erased one is erased with it`() async throws {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000", seed: 1)
        let (merged, _, _) = try await house.customer("13900139000", seed: 2)
        try await house.desk.merge(merged, into: customer, by: .page)
        try await house.erase(customer)
        #expect(try await house.database.read { try $0.customer(merged)?.wrappedKey } == nil)
        #expect(house.sealedFileNames.isEmpty)
    }

    @Test func `an erasure is refused while a duty to keep the calls runs`() async throws {
        let house = try await House(
            erasure: ErasureSettings(
                duty: RetentionDuty(rule: "tw-telesales-recordings", count: 5, unit: .years)))
        let (customer, _, _) = try await house.customer("13800138000")
        let refusal = await #expect(throws: Refusal.self) {
            try await house.erase(customer)
        }
        #expect(refusal?.code == .mustBeKept)
        #expect(refusal?.subject == "tw-telesales-recordings, 2029-01-15")
        house.clock.move(by: 5 * 366 * 86_400)
        try await house.erase(customer)
    }

    @Test func `a refused or lapsed wish erases nothing`() async throws {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000")
        let asked = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        try await house.desk.decide(asked, approve: false, by: .decider)
        let again = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        house.clock.move(by: 8 * 86_400)
        #expect(
            await house.refusal {
                try await house.desk.decide(again, approve: true, by: .decider)
            } == .alreadyDecided)
        let lapsed = try await house.desk.approval(again, by: .asker)
        #expect(lapsed.outcome == .refused && lapsed.hasLapsed)
        #expect(try await house.database.read { try $0.customer(customer)?.wrappedKey } != nil)
    }
}

extension House {
    /// Writes the erasure of `customer` as callaudit does before the files are gone.
    fileprivate func reseal(_ customer: Customer.ID) async throws {
        let row = try await database.read { try $0.erasure(of: customer) }
        guard var row else { throw Unexpected() }
        row.rowMAC = mac(of: row)
        let sealed = row
        try await database.write { try $0.noteFilesGone(sealed) }
    }
}
