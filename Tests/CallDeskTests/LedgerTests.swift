import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct LedgerTests {
    @Test func `every use case leaves exactly its entries, in one unbroken chain`() async throws {
        let house = try await House()
        let desk = house.desk
        try await desk.open(DaemonStart(version: "1", settingsDigest: "aa"))
        try await desk.noteSettings(digest: "aa")
        try await desk.noteSettings(digest: "bb")
        let (call, recording) = try await house.index(TestFile(name: "c.wav"))
        _ = try await house.takeIn(TestFile(name: "d.wav"))
        _ = try await desk.amend(
            recordingAt: "c.wav", of: "/in",
            with: LateSidecar(
                reading: FactReading(source: .sidecar, values: [.agent: .text("7")]), roles: nil,
                words: []), by: .daemon)
        let item = try await house.quarantine(TestFile(name: "e.wav", sound: [1]))
        try await desk.retryQuarantined(item, by: .operatorAtShell)
        try await desk.discardQuarantined(item, because: "test", by: .operatorAtShell)
        _ = try await desk.customer(withNumber: "13800138000", by: .page)
        _ = try await desk.listen(to: recording, by: .page)
        await desk.noteStop()
        let entries = try await house.ledger()
        #expect(
            entries.map(\.action) == [
                .daemonStarted, .settingsChanged, .settingsChanged, .recordingTakenIn,
                .recordingDuplicate, .recordingAmended, .quarantineEntered, .quarantineRetried,
                .quarantineDiscarded, .callFoundByNumber, .recordingListened, .daemonStopped,
            ])
        #expect(
            entries.map(\.object) == [
                "", "", "", "recording:\(recording)", "recording:\(recording)",
                "recording:\(recording)", "quarantine:\(item)", "quarantine:\(item)",
                "quarantine:\(item)", "", "recording:\(recording)", "",
            ])
        #expect(entries[10].details == ["call": "\(call)"])
        #expect(entries[8].principal == "local:1000")
        #expect(entries.allSatisfy { $0.node == "test" && $0.outcome == .done })
    }

    @Test func `looking at what is not regulated leaves no entry`() async throws {
        let house = try await House()
        let (call, recording) = try await house.index(TestFile())
        _ = try await house.desk.calls(CallFilter(), after: nil, limit: 10, by: .page)
        _ = try await house.call(call)
        _ = try await house.desk.soundPicture(of: recording, by: .page)
        _ = try await house.desk.quarantine(after: nil, limit: 10, by: .page)
        _ = try await house.desk.intakeStatus(by: .page)
        _ = try await house.desk.filterChoices(by: .page)
        _ = await house.desk.metrics()
        #expect(try await house.actions() == [.recordingTakenIn])
    }

    @Test func `listening leaves one entry for each principal and ten minutes`() async throws {
        let house = try await House()
        let (_, recording) = try await house.index(TestFile())
        func listened() async throws -> Int {
            try await house.actions().count { $0 == .recordingListened }
        }
        for _ in 0..<3 { _ = try await house.desk.listen(to: recording, by: .page) }
        #expect(try await listened() == 1)
        _ = try await house.desk.listen(to: recording, by: .operatorAtShell)
        #expect(try await listened() == 2)
        // Asking all the time doesn't make ten minutes longer.
        for _ in 0..<4 {
            house.clock.move(by: 200)
            _ = try await house.desk.listen(to: recording, by: .page)
        }
        #expect(try await listened() == 3)
        house.clock.move(by: 599)
        _ = try await house.desk.listen(to: recording, by: .page)
        #expect(try await listened() == 4)
    }

    @Test func `a listening is told of from when to when and from where to where`() async throws {
        let house = try await House()
        let (call, recording) = try await house.index(TestFile(sound: Sounds.wav(seconds: 4)))
        let began = house.clock.now
        let playback = try await house.desk.listen(to: recording, by: .page)
        _ = try await house.bytes(of: playback, playback.bytes / 2..<playback.bytes * 3 / 4)
        house.clock.move(by: 30)
        _ = try await house.bytes(of: playback, playback.bytes / 4..<playback.bytes / 2)
        let ended = house.clock.now
        // The listening isn't over before its ten minutes are.
        house.clock.move(by: 500)
        try await house.desk.noteHeard()
        #expect(try await house.actions().last == .recordingListened)
        house.clock.move(by: 100)
        try await house.desk.noteHeard()
        try await house.desk.noteHeard()
        let entries = try await house.ledger()
        #expect(entries.map(\.action).suffix(2) == [.recordingListened, .recordingHeard])
        let heard = try #require(entries.last)
        #expect(heard.principal == "page" && heard.object == "recording:\(recording)")
        #expect(
            heard.details == [
                "call": "\(call)", "began": began.formatted(.iso8601),
                "ended": ended.formatted(.iso8601), "from-ms": "1000", "to-ms": "3000",
            ])
        // One that goes on while the daemon stops, or while another begins, isn't forgotten.
        for isStop in [false, true] {
            let again = try await house.desk.listen(to: recording, by: .page)
            _ = try await house.bytes(of: again, 0..<100)
            house.clock.move(by: 601)
            if isStop { await house.desk.noteStop() } else {
                _ = try await house.desk.listen(to: recording, by: .page)
            }
            let last = try await house.actions().suffix(2)
            #expect(last == [.recordingHeard, isStop ? .daemonStopped : .recordingListened])
        }
    }

    @Test func `the entry of a listening is on disk before a byte goes out`() async throws {
        let house = try await House()
        let (_, recording) = try await house.index(TestFile())
        _ = try await house.desk.listen(to: recording, by: .page)
        // Whoever finds the database as it is now, as after a power loss, finds the entry.
        let copy = try StateFolder(database: house.state.database.leftBehind())
        let survivor = try await House(on: copy)
        #expect(try await survivor.actions().last == .recordingListened)
    }

    @Test func `without a ledger nothing is changed and nothing is played`() async throws {
        let house = try await House()
        let (_, recording) = try await house.index(TestFile())
        let item = try await house.quarantine(TestFile(name: "e.wav", sound: [1]))
        try await house.alter("UPDATE ledger_head SET bytes = \([UInt8(0)])")
        let ready = try await house.ready(TestFile(sound: Sounds.wav(seed: 1)))
        await #expect(throws: LedgerError.self) {
            _ = try await house.desk.takeIn(ready, by: .daemon)
        }
        await #expect(throws: LedgerError.self) {
            _ = try await house.desk.listen(to: recording, by: .page)
        }
        await #expect(throws: LedgerError.self) {
            _ = try await house.desk.customer(withNumber: "13800138000", by: .page)
        }
        await #expect(throws: LedgerError.self) {
            try await house.desk.discardQuarantined(item, because: "test", by: .page)
        }
        #expect(try await house.tally() == [1, 1, 0])
        #expect(house.sealedFileNames.count == 3)
        #expect(
            try await house.database.read { try $0.ledgerEntries(from: 0, limit: 9).count } == 2)
        #expect(try await house.database.read { try $0.quarantined(item)?.wrappedKey } != nil)
    }
}
