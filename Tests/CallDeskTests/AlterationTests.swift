import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct AlterationTests {
    @Test(arguments: [
        "UPDATE call SET started_at = started_at + 1",
        "UPDATE call SET zone = 'Asia/Tokyo'",
        "UPDATE call SET local_day = local_day + 1",
        "UPDATE call SET duration_ms = duration_ms - 1",
        "UPDATE call SET direction = 'inbound'",
        "UPDATE call SET agent_id = NULL",
        "UPDATE call SET verdicts = verdicts + 1",
        "UPDATE call SET talk_shape = NULL",
        "UPDATE call SET draw_hash = draw_hash + 1",
        "UPDATE call SET version = version + 1",
        "UPDATE call SET row_mac = \([UInt8](repeating: 0, count: 32))",
        "UPDATE call SET row_mac = \([UInt8]())",
        "UPDATE recording SET generation = 2",
        "UPDATE recording SET content_bytes = content_bytes + 1",
        "UPDATE recording SET sealed_hash = \([UInt8](repeating: 0, count: 32))",
        "UPDATE recording SET frames = frames + 1",
        "UPDATE recording SET frames_claimed = NULL, sample_rate_hz = 16000",
        "UPDATE recording SET roles = 'agent'",
        "UPDATE recording SET codec = 'gsm'",
        "UPDATE recording SET source_path = '/elsewhere'",
        "UPDATE recording SET profile = 'other'",
        "UPDATE recording SET taken_in_at = taken_in_at + 1",
        "UPDATE recording SET verdicts = verdicts + 1",
        "UPDATE recording SET loudness_clu = loudness_clu + 1",
    ] as [SQL])
    func `a row altered behind the desk's back is neither shown nor played`(
        statement: SQL
    ) async throws {
        let house = try await House()
        let (call, recording) = try await house.index(TestFile(facts: [.agent: .text("201")]))
        try await house.alter(statement)
        await #expect(throws: DeskFault.self) { _ = try await house.call(call) }
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.listen(to: recording, by: .page)
        }
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.soundPicture(of: recording, by: .page)
        }
    }

    @Test(arguments: [
        "UPDATE channel_measure SET peak_cdb = peak_cdb + 1",
        "UPDATE channel_measure SET speech_ms = speech_ms + 10",
        "UPDATE channel_measure SET clipped_samples = 99",
        "DELETE FROM channel_measure",
    ] as [SQL])
    func `measures altered behind the desk's back aren't shown`(statement: SQL) async throws {
        let house = try await House()
        let (call, _) = try await house.index(TestFile())
        try await house.alter(statement)
        await #expect(throws: DeskFault.self) { _ = try await house.call(call) }
    }

    @Test func `a key moved from another recording opens nothing`() async throws {
        let house = try await House()
        let one = try await house.index(TestFile(name: "1.wav"))
        let two = try await house.index(TestFile(name: "2.wav", sound: Sounds.wav(seed: 2)))
        try await house.alter("""
            UPDATE recording SET wrapped_key =
              (SELECT wrapped_key FROM recording WHERE id = \(two.recording))
            WHERE id = \(one.recording)
            """)
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.listen(to: one.recording, by: .page)
        }
    }

    @Test func `a customer's key moved to another one opens nothing and leaves an entry`()
        async throws
    {
        let house = try await House()
        let one = try await house.index(
            TestFile(name: "1.wav", facts: [.customerNumber: .text("13800138000")]))
        _ = try await house.index(
            TestFile(
                name: "2.wav", sound: Sounds.wav(seed: 2),
                facts: [.customerNumber: .text("13900139000")]))
        try await house.alter("""
            UPDATE customer SET wrapped_key = (SELECT wrapped_key FROM customer other
              WHERE other.id <> customer.id)
            """)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.listen(to: one.recording, by: .page)
        }
        #expect(refusal?.code == .damagedRecording)
        #expect(try await house.actions().last == .vaultOpeningFailed)
    }

    @Test func `a damaged sealed recording is refused, and the ledger says so`() async throws {
        let house = try await House()
        let (_, recording) = try await house.index(TestFile(sound: Sounds.wav(seconds: 4)))
        let path = house.sealedFiles.path(of: .recording(recording))
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        var refusals = 0
        // The commitment, the salt and the last chunk are looked at on opening.
        for place in [0, 30, whole.count - 1] {
            var damaged = whole
            damaged[place] ^= 1
            try write(damaged, to: path)
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await house.desk.listen(to: recording, by: .page)
            }
            #expect(refusal?.code == .damagedRecording)
            refusals += 1
        }
        for bytes in [Array(whole.dropLast()), [], Array(whole.prefix(16_456))] {
            try write(bytes, to: path)
            await #expect(throws: Refusal.self) {
                _ = try await house.desk.listen(to: recording, by: .page)
            }
            refusals += 1
        }
        let entries = try await house.ledger().filter { $0.action == .vaultOpeningFailed }
        #expect(entries.count == refusals)
        #expect(entries.allSatisfy { $0.outcome == .failed })
        #expect(entries.allSatisfy { $0.object == "recording:\(recording)" })
        // A chunk in the middle is looked at when it is asked for: it ends the stream.
        var damaged = whole
        damaged[20_000] ^= 1
        try write(damaged, to: path)
        let playback = try await house.desk.listen(to: recording, by: .page)
        await #expect(throws: VaultError.self) { _ = try await house.bytes(of: playback) }
        #expect(try await house.bytes(of: playback, 0..<100).count == 100)
    }

    @Test func `a damaged picture is refused on the call's page too, with an entry`() async throws {
        let house = try await House()
        let (call, recording) = try await house.index(TestFile())
        let path = house.sealedFiles.path(of: .picture(recording))
        try FileManager.default.removeItem(atPath: path)
        let refusals = [
            await #expect(throws: Refusal.self) {
                _ = try await house.desk.soundPicture(of: recording, by: .page)
            },
            await #expect(throws: Refusal.self) { _ = try await house.call(call) },
        ]
        #expect(refusals.map { $0?.code } == [.damagedRecording, .damagedRecording])
        #expect(
            try await house.actions()
                == [.recordingTakenIn, .vaultOpeningFailed, .vaultOpeningFailed])
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try FileManager.default.removeItem(atPath: path)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
