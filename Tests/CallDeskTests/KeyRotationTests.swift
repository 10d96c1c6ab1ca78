import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct KeyRotationTests {
    /// A call with a customer's number, a quarantined file, a discarded one.
    private func livedIn() async throws -> (house: House, call: Call.ID, recording: Recording.ID) {
        let house = try await House()
        let (call, recording) = try await house.index(
            TestFile(name: "1.wav", facts: [.customerNumber: .text("13800138000")]))
        try await house.quarantine(TestFile(name: "odd.wav", sound: [1]))
        let gone = try await house.quarantine(TestFile(name: "gone.wav", sound: [2]))
        try await house.desk.discardQuarantined(gone, because: "noise", by: .page)
        return (house, call, recording)
    }

    private func expectReadable(_ house: House, _ call: Call.ID, _ recording: Recording.ID)
        async throws
    {
        _ = try await house.call(call)
        let playback = try await house.desk.listen(to: recording, by: .page)
        #expect(try await house.bytes(of: playback).count > 0)
        #expect(try await house.desk.customer(withNumber: "13800138000", by: .page) != nil)
        let items = try await house.desk.quarantine(after: nil, limit: 5, by: .page).items
        #expect(items.map(\.fileName) == ["odd.wav"])
        let file = try await house.desk.openQuarantined(
            items[0].id, bytesMax: 100, by: .daemon)
        file?.content.close()
        #expect(file != nil)
    }

    @Test func `after a rotation everything is readable, and with the new key alone`()
        async throws
    {
        let (house, call, recording) = try await livedIn()
        try await house.give(1, 2)
        try await house.rotate()
        try await expectReadable(house, call, recording)
        let status = try await house.desk.keyStatus(by: .page)
        #expect(status.epochs.map(\.number) == [1, 2])
        #expect(status.epochs[0].retiredAt != nil)
        #expect(status.epochs.map(\.customers) == [0, 1])
        #expect(status.epochs.map(\.carried) == [0, 1])
        #expect(status.rotation?.outcome == .done)
        try await house.give(2)
        try await expectReadable(house, call, recording)
        #expect(try await house.findings(files: true) == [])
        // The same file again is still known by name and bytes, and new ones come in.
        let again = TestFile(name: "1.wav", facts: [.customerNumber: .text("13800138000")])
        #expect(try await house.takeIn(again) == .alreadyIn)
        try await house.index(TestFile(name: "2.wav", sound: Sounds.wav(seed: 2)))
        #expect(try await house.findings() == [])
        let actions = try await house.actions()
        #expect(actions.contains(.keyRotationBegun) && actions.contains(.keyRetired))
    }

    @Test func `half way, and cancelled, both epochs stay readable and it can be gone on with`()
        async throws
    {
        let (house, call, recording) = try await livedIn()
        try await house.give(1, 2)
        try await house.beginRotation()
        try await expectReadable(house, call, recording)
        let job = try #require(try await house.desk.keyStatus(by: .page).rotation)
        try await house.desk.cancelJob(job.id, by: .administrator)
        try await house.finishJobs()
        try await expectReadable(house, call, recording)
        try await house.index(TestFile(name: "2.wav", sound: Sounds.wav(seed: 2)))
        await #expect(throws: VaultError.self) {
            try await house.desk.give([TestKey.key(2)])
        }
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.askRotation(to: nil, because: "x", by: .administrator)
        }
        #expect(refusal?.code == .rotationUnderWay)
        _ = try await house.desk.resumeRotation(by: .administrator)
        try await house.finishJobs()
        try await house.give(2)
        try await expectReadable(house, call, recording)
        #expect(try await house.findings() == [])
    }

    @Test func `two rotations in a row leave the first epoch's rows readable`() async throws {
        let (house, call, recording) = try await livedIn()
        try await house.give(1, 2)
        try await house.rotate()
        try await house.give(2, 3)
        try await house.rotate()
        try await house.give(3)
        try await expectReadable(house, call, recording)
        #expect(try await house.findings(files: true) == [])
        let bare = try await house.database.read { db in
            try db.keyEpochs().map { ($0.wrappedBlindKey.isEmpty, $0.carriedKeys == nil) }
        }
        #expect(bare.map(\.0) == [true, true, false])
        #expect(bare.map(\.1) == [true, true, false])
    }

    @Test func `no rotation begins before every node that runs has the new key`() async throws {
        let state = try StateFolder()
        let house = try await House(on: state)
        let noKey = await #expect(throws: Refusal.self) {
            _ = try await house.desk.askRotation(to: nil, because: "x", by: .administrator)
        }
        #expect(noKey?.code == .noNextKey)
        guard state.database.engine == .postgres else { return }
        let other = try await House(on: state, node: "other", instance: 2)
        try await house.give(1, 2)
        let lacking = await #expect(throws: Refusal.self) {
            _ = try await house.desk.askRotation(to: nil, because: "x", by: .administrator)
        }
        #expect(lacking?.code == .nodesLackKey)
        #expect(lacking?.subject == "other")
        try await other.give(1, 2)
        try await house.rotate()
        // The other node writes under the new epoch from its next change on.
        let (call, _) = try await other.index(TestFile(name: "3.wav"))
        let epochs = try await house.database.read { try $0.customersByEpoch() }
        #expect(epochs == [2: 1])
        _ = try await house.call(call)
        try await other.desk.close()
    }

    @Test func `a node without the new key refuses to write and says which it lacks`()
        async throws
    {
        let house = try await House()
        try await house.give(1, 2)
        try await house.beginRotation()
        let without = try await #require(throws: VaultError.self) {
            _ = try await House(on: house.state, node: "late", instance: 3)
        }
        #expect(try without == .masterKeyLacking(epoch: 2, id: TestKey.key(2).id))
    }

    @Test func `who asked can't approve, and other keys are refused`() async throws {
        let house = try await House()
        try await house.give(1, 2)
        let wrong = await #expect(throws: Refusal.self) {
            _ = try await house.desk.askRotation(
                to: TestKey.key(3).id, because: "x", by: .administrator)
        }
        #expect(wrong?.code == .noNextKey)
        let id = try await house.desk.askRotation(
            to: TestKey.key(2).id, because: "x", by: .administrator)
        let own = await #expect(throws: Refusal.self) {
            try await house.desk.decide(id, approve: true, by: .administrator)
        }
        #expect(own?.code == .secondPerson)
        #expect(try await house.desk.keyStatus(by: .page).epochs.count == 1)
    }

    @Test func `a customer's key that doesn't open keeps the old epoch needed`() async throws {
        let (house, _, _) = try await livedIn()
        try await house.index(
            TestFile(
                name: "2.wav", sound: Sounds.wav(seed: 2),
                facts: [.customerNumber: .text("13900139000")]))
        try await house.give(1, 2)
        try await house.alter("""
            UPDATE customer SET wrapped_key = \([UInt8](repeating: 0, count: 72))
            WHERE id = (SELECT max(id) FROM customer)
            """)
        try await house.rotate()
        let status = try await house.desk.keyStatus(by: .page)
        #expect(status.rotation?.outcome == .failed)
        #expect(status.rotation?.sentence.hasPrefix("1 ") == true)
        #expect(status.epochs.map(\.customers) == [1, 1])
        #expect(status.epochs[0].retiredAt == nil)
    }

    @Test func `what was altered before a rotation is found after it`() async throws {
        let (house, call, _) = try await livedIn()
        try await house.alter("UPDATE call SET duration_ms = duration_ms + 1")
        try await house.give(1, 2)
        try await house.rotate()
        #expect(
            try await house.findings()
                == [Finding(table: "call", row: call.description, kind: .altered)])
    }

    @Test func `a row that only the old key authenticates is found after the rotation`()
        async throws
    {
        let (house, call, _) = try await livedIn()
        let before = try #require(try await house.database.read { try $0.call(call)?.rowMAC })
        try await house.give(1, 2)
        try await house.rotate()
        try await house.alter("UPDATE call SET row_mac = \(before)")
        #expect(
            try await house.findings()
                == [Finding(table: "call", row: call.description, kind: .earlierKey)])
        _ = try await house.call(call)
    }

    @Test func `an escrow is noted for keys of this installation alone`() async throws {
        let house = try await House()
        try await house.desk.noteEscrow(
            of: TestKey.key(1).id, recipients: 2, by: .administrator)
        #expect(try await house.ledger().last?.details["recipients"] == "2")
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.noteEscrow(
                of: TestKey.key(9).id, recipients: 1, by: .administrator)
        }
        #expect(refusal?.code == .noSuchKey)
    }
}
