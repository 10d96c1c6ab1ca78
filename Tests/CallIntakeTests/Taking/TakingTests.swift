import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct TakingTests {
    @Test func `delete takes the file from the folder`() async throws {
        let house = try await TakingHouse(.taking())
        try house.drop("20240115-103000_agent-7_13800138000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        let call = try await house.calls()[0]
        #expect(call.agent == "7")
        #expect(call.startedAt == Date(timeIntervalSince1970: 1_705_314_600))
        #expect(call.customerMasked?.hasPrefix("138•") == true)
        try await house.stop()
    }

    @Test func `move keeps the file's place below another folder`() async throws {
        let folders = try TakingFolders()
        let profile = try Profile.taking(afterwards: .move(to: folders.done))
        let house = try await TakingHouse(profile, on: folders)
        let sub = folders.drop + "/a"
        try FileManager.default.createDirectory(atPath: sub, withIntermediateDirectories: true)
        try house.drop("20240115-103000.wav", TakingSounds.wav(), in: sub)
        try await house.waits(indexed: 1)
        try await house.waits("the file is moved") {
            FileManager.default.fileExists(atPath: folders.done + "/a/20240115-103000.wav")
        }
        #expect(!FileManager.default.fileExists(atPath: sub + "/20240115-103000.wav"))
        try await house.stop()
    }

    @Test func `what is kept isn't read again, not even by the next start`() async throws {
        let profile = try Profile.taking(afterwards: .keep, sidecar: .json(waitSeconds: 0.1))
        let house = try await TakingHouse(profile)
        try house.drop("20240115-103000.wav.json", Array(#"{"agent": "9"}"#.utf8))
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try house.drop("odd.wav", TakingSounds.wav(seed: 1))
        try await house.waits(indexed: 1, quarantined: 1)
        #expect(house.dropped.count == 3)
        #expect(try await house.calls()[0].agent == "9")
        let seen = try await house.database.read { try $0.seenFingerprints(after: nil, limit: 9) }
        #expect(seen.count == 3)
        let next = try await house.restarted(profile)
        try next.drop("20240115-110000.wav", TakingSounds.wav(seed: 2))
        try await next.waits(indexed: 2, quarantined: 1)
        try await next.waits("nothing waits") {
            try await next.desk.intakeStatus(by: .page).waiting == 0
        }
        #expect(try await next.quarantine()[0].tries == 1)
        #expect(try await next.actions().count == 3)
        try await next.stop()
    }

    @Test func `the same bytes again count once, wherever they come from`() async throws {
        let folders = try TakingFolders()
        let other = folders.path + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let house = try await TakingHouse(
            .taking(), on: folders, sources: [folders.drop, other])
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try house.drop("20240115-103001.wav", TakingSounds.wav())
        try await house.waits(indexed: 1, duplicates: 1)
        try house.drop("20240115-103000.wav", TakingSounds.wav(), in: other)
        try await house.waits(indexed: 1, duplicates: 2)
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        #expect(try await house.tally() == [1, 0, 2])
        try await house.stop()
    }

    @Test func `halves join and a transcoded file is a later generation`() async throws {
        let house = try await TakingHouse(.taking())
        let wav = TakingSounds.wav(seconds: 2)
        try house.drop("20240115-103000-in.wav", wav)
        try house.drop("20240115-103000-out.wav", TakingSounds.wav(seconds: 2, seed: 5))
        try house.drop("20240115-120000.wav", TakingSounds.wav(seed: 7))
        try await house.waits(indexed: 3)
        try house.drop("20240115-120000.au", TakingSounds.au(of: TakingSounds.wav(seed: 7)))
        try await house.waits(indexed: 4)
        let calls = try await house.calls()
        #expect(calls.count == 2)
        #expect(calls[0].recordings.map(\.generation) == [1, 2])
        #expect(Set(calls[1].recordings.map(\.roles)) == [[.agent], [.customer]])
        #expect(calls[1].recordings.map(\.generation) == [1, 1])
        try await house.stop()
    }

    @Test func `a name that tells no time may be used again for another call`() async throws {
        let house = try await TakingHouse(.taking(anyName: true))
        try house.drop("msg0001.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try house.drop("msg0001.wav", TakingSounds.wav(seed: 1))
        try await house.waits(indexed: 2)
        #expect(try await house.calls().count == 2)
        try await house.stop()
    }

    @Test func `a file written to again is taken in again`() async throws {
        let house = try await TakingHouse(.taking(afterwards: .keep))
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try house.drop("20240115-103000.wav", TakingSounds.wav(seconds: 2))
        try await house.waits(indexed: 2)
        let calls = try await house.calls()
        #expect(calls.count == 1)
        #expect(calls[0].recordings.map(\.generation) == [1, 2])
        try await house.stop()
    }

    @Test func `a file that never stops growing is only indexed whole`() async throws {
        let house = try await TakingHouse(.taking())
        let path = house.folders.drop + "/20240115-103000.wav"
        let sound = TakingSounds.wav(seconds: 10)
        try Data(sound.prefix(5000)).write(to: URL(fileURLWithPath: path))
        let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try writer.seekToEnd()
        for start in stride(from: 5000, to: sound.count, by: 3000) {
            try writer.write(contentsOf: sound[start..<min(start + 3000, sound.count)])
            try await Task.sleep(for: .milliseconds(30))
        }
        try writer.close()
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        let recording = try await house.calls()[0].recordings[0]
        let playback = try await house.desk.listen(to: recording.id, by: .page)
        #expect(playback.bytes == Int64(sound.count))
        #expect(try await house.tally() == [1, 0, 0])
        try await house.stop()
    }

    @Test func `a source folder may come later, and others don't wait for it`() async throws {
        let folders = try TakingFolders()
        let late = folders.path + "/late"
        let house = try await TakingHouse(.taking(), on: folders, sources: [folders.drop, late])
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try await house.waits("the missing folder is told of") {
            await house.desk.readiness().count == 1
        }
        try FileManager.default.createDirectory(atPath: late, withIntermediateDirectories: true)
        try house.drop("20240115-103001.wav", TakingSounds.wav(seed: 1), in: late)
        try await house.waits(indexed: 2)
        try await house.waits("all is well again") { await house.desk.readiness().isEmpty }
        try await house.stop()
    }

    @Test func `one busy source doesn't starve another`() async throws {
        let folders = try TakingFolders()
        let other = folders.path + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        for number in 100_000..<100_120 {
            try Data(TakingSounds.wav(seed: number - 100_000)).write(
                to: URL(fileURLWithPath: folders.drop + "/20240115-\(number).wav"))
        }
        try Data(TakingSounds.wav(seed: 500)).write(
            to: URL(fileURLWithPath: other + "/20240115-090000.wav"))
        let house = try await TakingHouse(
            .taking(anyName: true), on: folders, sources: [folders.drop, other], workers: 2)
        try await house.waits(indexed: 121)
        // Ids are made as calls come in: half of the busy source's, at least, came after it.
        let early = CallFilter(until: Date(timeIntervalSince1970: 1_705_312_000))
        let call = try #require(
            try await house.desk.calls(early, after: nil, limit: 1, by: .page).items.first)
        let all = try await house.desk.calls(CallFilter(), after: nil, limit: 200, by: .page)
        #expect(all.items.count == 121)
        #expect(all.items.count { $0.id.rawValue > call.id.rawValue } > 60)
        try await house.stop()
    }

    @Test func `stopping amid work loses and doubles nothing`() async throws {
        let folders = try TakingFolders()
        let profile = try Profile.taking()
        for number in 100_000..<100_060 {
            try Data(TakingSounds.wav(seed: number - 100_000)).write(
                to: URL(fileURLWithPath: folders.drop + "/20240115-\(number).wav"))
        }
        var house = try await TakingHouse(profile, on: folders)
        for least in [1, 15, 30] {
            let now = house
            try await now.waits("some are in") { try await now.tally()[0] >= least }
            house = try await now.restarted(profile)
            let indexed = try await house.tally()[0]
            #expect(indexed + house.dropped.count >= 60)
        }
        try await house.waits(indexed: 60)
        #expect(try await house.calls().count == 60)
        try await house.stop()
    }
}
