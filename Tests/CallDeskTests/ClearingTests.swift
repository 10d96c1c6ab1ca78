import CallDesk
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct ClearingTests {
    @Test(arguments: [60.0, 144_000, 7_776_000, -2_592_000])
    func `what a crash left without a row is gone after the next start`(
        secondsLater: Double
    ) async throws {
        let house = try await House()
        try await house.index(TestFile(name: "kept.wav"))
        let quarantined = try await house.quarantine(TestFile(name: "odd", sound: [1, 2, 3]))
        house.clock.move(by: 1200)
        _ = try await house.ready(TestFile(name: "lost.wav", sound: Sounds.wav(seed: 1)))
        let id = house.desk.newQuarantineID()
        _ = try house.seal([1], as: .quarantined(id), key: house.vault.newQuarantineKey(for: id))
        let begun = try house.sealedFiles.create(
            .recording(house.desk.newRecordingID()),
            key: house.vault.newRecordingKey(for: house.desk.newRecordingID()))
        #expect(house.sealedFileNames.count == 7)
        house.clock.move(by: secondsLater)
        let next = try await house.restarted()
        withExtendedLifetime(begun) {}
        #expect(next.sealedFileNames.count == 3)
        #expect(next.sealedFileNames.contains { $0.contains("\(quarantined).quarantined") })
    }

    @Test func `a sealed file without a row goes at the very first start too`() async throws {
        let house = try await House()
        _ = try await house.ready(TestFile())
        #expect(try await house.restarted().sealedFileNames.isEmpty)
    }

    @Test func `the file of an item decided long after it came goes at the next start`()
        async throws
    {
        let house = try await House()
        let id = try await house.quarantine(TestFile(sound: [1, 2, 3]))
        let path = house.sealedFiles.path(of: .quarantined(id))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        house.clock.move(by: 20 * 86_400)
        try await house.desk.discardQuarantined(id, because: "test", by: .page)
        // As if the crash had come between the commit and the removal.
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(try await house.restarted().sealedFileNames.isEmpty)
    }

    @Test func `what another node is at work on is never touched`() async throws {
        let one = try await House(node: "a")
        let two = try await House(on: one.state, node: "b", instance: 2)
        _ = try await two.ready(TestFile(name: "theirs.wav"))
        let id = two.desk.newRecordingID()
        let begun = try two.sealedFiles.create(
            .recording(id), key: two.vault.newRecordingKey(for: id))
        _ = try await one.ready(TestFile(name: "lost.wav", sound: Sounds.wav(seed: 1)))
        #expect(one.sealedFileNames.count == 5)
        try await one.desk.close()
        let again = try await House(on: one.state, node: "a")
        #expect(again.desk.nodes.number == 1)
        withExtendedLifetime(begun) {}
        #expect(again.sealedFileNames.count == 3)
        // Its own are gone, those of the other node go at its own next start.
        try await two.desk.close()
        _ = try await House(on: one.state, node: "b", instance: 2)
        #expect(again.sealedFileNames.isEmpty)
    }

    @Test func `what a node left long ago is cleared though others wrote in the ledger since`()
        async throws
    {
        let one = try await House(node: "a")
        _ = try await one.ready(TestFile())
        try await one.desk.close()
        one.clock.move(by: 20 * 86_400)
        let two = try await House(on: one.state, clock: one.clock, node: "b", instance: 2)
        try await two.index(TestFile(name: "b.wav", sound: Sounds.wav(seed: 1)))
        try await two.age(
            1, seconds: Date.now.timeIntervalSince(one.clock.now) + 20 * 86_400)
        let again = try await House(on: one.state, clock: one.clock, node: "a")
        #expect(again.sealedFileNames.count == 2)
    }
}
