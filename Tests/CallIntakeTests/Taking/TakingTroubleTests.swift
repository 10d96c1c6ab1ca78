import CallDesk
import CallIntake
import CallVault
import CallLedger
import Calls
import Foundation
import TestSupport
import Testing

struct TakingTroubleTests {
    @Test func `what can't be read goes to quarantine, each with its reason`() async throws {
        let house = try await TakingHouse(.taking())
        let bad: [(String, [UInt8], QuarantineReason)] = [
            ("20240115-100001.wav", [], .empty),
            ("20240115-100002.wav", Array("not a sound at all, only text".utf8), .notSound),
            ("20240115-100003.wav", Array(TakingSounds.wav().prefix(44)), .truncated),
            ("20240115-100004.wav", TakingSounds.wav(seconds: 66), .oversized),
            ("who knows.wav", TakingSounds.wav(seed: 3), .unreadableName),
        ]
        for (name, bytes, _) in bad { try house.drop(name, bytes) }
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1, quarantined: bad.count)
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        let items = try await house.quarantine()
        for (name, bytes, reason) in bad {
            let item = items.first { $0.fileName == name }
            #expect(item?.reason == reason, "\(name)")
            #expect(item?.bytes == Int64(bytes.count))
            #expect(item?.detail.contains("knows") == false)
        }
        try await house.stop()
    }

    @Test func `a retry with a fitting profile takes the file in`() async throws {
        let house = try await TakingHouse(.taking())
        try house.drop("who knows.wav", TakingSounds.wav())
        try await house.waits(quarantined: 1)
        let item = try await house.quarantine()[0]
        try await house.desk.retryQuarantined(item.id, by: .page)
        try await house.waits("it was tried") { try await house.quarantine()[0].tries == 2 }
        let next = try await house.restarted(.taking(anyName: true))
        try await next.desk.retryQuarantined(item.id, by: .page)
        try await next.waits(indexed: 1)
        #expect(try await next.quarantine().isEmpty)
        #expect(
            try await next.actions() == [
                .quarantineEntered, .quarantineRetried, .quarantineRetried, .recordingTakenIn,
            ])
        let refusal = await #expect(throws: Refusal.self) {
            try await next.desk.discardQuarantined(item.id, because: "test", by: .page)
        }
        #expect(refusal?.code == .alreadyDecided)
        let names = FileManager.default.subpaths(atPath: next.sealedFiles.path) ?? []
        #expect(!names.contains { $0.hasSuffix(".quarantined") })
        try await next.stop()
    }

    @Test func `a retry asked for while the daemon was down is made at its start`() async throws {
        let house = try await TakingHouse(.taking())
        try house.drop("who knows.wav", TakingSounds.wav())
        try await house.waits(quarantined: 1)
        house.intake.stop()
        try await house.desk.retryQuarantined(try await house.quarantine()[0].id, by: .page)
        let next = try await house.restarted(.taking(anyName: true))
        try await next.waits(indexed: 1)
        try await next.stop()
    }

    @Test func `a decoder that never starts loses nothing and blames no file`() async throws {
        let folders = try TakingFolders()
        let house = try await TakingHouse(
            .taking(), on: folders, helperPath: folders.path + "/no-such-program")
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits("the trouble is told of") {
            try await house.desk.intakeStatus(by: .page).sources.first?.lastError?
                .contains("decoder") == true
        }
        #expect(house.dropped.count == 1)
        #expect(try await house.tally() == [0, 0, 0])
        try await house.stop()
        let next = try await TakingHouse(.taking(), on: folders)
        try await next.waits(indexed: 1)
        try await next.stop()
    }

    @Test func `decoders killed at work lose no file`() async throws {
        let folders = try TakingFolders()
        for number in 100_000..<100_040 {
            try Data(TakingSounds.wav(seconds: 5, seed: number - 100_000)).write(
                to: URL(fileURLWithPath: folders.drop + "/20240115-\(number).wav"))
        }
        // A program of its own name in this folder, so that only these decoders are killed.
        let helper = folders.path + "/callaudit-decode"
        try FileManager.default.copyItem(atPath: TakingHouse.helperPath, toPath: helper)
        let house = try await TakingHouse(.taking(), on: folders, helperPath: helper)
        for _ in 0..<30 {
            for process in processes(running: helper) { kill(process, SIGKILL) }
            try await Task.sleep(for: .milliseconds(20))
        }
        try await house.waits("every file is decided") { house.dropped.isEmpty }
        let tally = try await house.tally()
        #expect(tally[0] + tally[1] == 40)
        let items = try await house.quarantine()
        #expect(items.allSatisfy { $0.reason == .decoderCrashed })
        for item in items { try await house.desk.retryQuarantined(item.id, by: .page) }
        try await house.waits(indexed: 40)
        try await house.stop()
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func `a file that may not be read doesn't stop the others`() async throws {
        let house = try await TakingHouse(.taking())
        try house.drop("20240115-100000.wav", TakingSounds.wav())
        let path = house.folders.drop + "/20240115-100001.wav"
        try Data(TakingSounds.wav(seed: 1)).write(to: URL(fileURLWithPath: path))
        chmod(path, 0)
        try house.drop("20240115-100002.wav", TakingSounds.wav(seed: 2))
        try await house.waits(indexed: 2)
        chmod(path, 0o600)
        try await house.waits(indexed: 3)
        try await house.stop()
    }

    /// Processes whose program is the file at `path`.
    private func processes(running path: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            let link = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(process)/exe")
            return link == path
        }
    }
}
