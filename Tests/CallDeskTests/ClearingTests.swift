import CallDesk
import CallVault
import Calls
import Foundation
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
}
