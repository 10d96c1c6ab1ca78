import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct TakeInTests {
    @Test func `a recording is indexed with its facts, its measures and its picture`()
        async throws
    {
        let house = try await House()
        let (call, recording) = try await house.index(
            TestFile(
                name: "a/one.wav", sound: Sounds.wav(seconds: 2, channels: 2),
                facts: [
                    .agent: .text("201"), .campaign: .text("spring"),
                    .direction: .direction(.outbound), .customerNumber: .text("13800138000"),
                    .zone: .text("Asia/Shanghai"),
                ],
                roles: [.agent, .customer], words: ["spring"]))
        let detail = try await house.call(call)
        #expect(detail.summary.agent == "201")
        #expect(detail.summary.campaign == "spring")
        #expect(detail.summary.direction == .outbound)
        #expect(detail.summary.zone == "Asia/Shanghai")
        #expect(detail.summary.durationSeconds == 2)
        #expect(detail.summary.customerMasked?.hasPrefix("138•") == true)
        #expect(detail.recordings.map(\.fileName) == ["a/one.wav"])
        #expect(detail.recordings[0].measures.channels.count == 2)
        let picture = try await house.desk.soundPicture(of: recording, by: .page)
        #expect(try SoundPicture(bytes: picture).waveform.channels == 2)
        #expect(try await house.tally() == [1, 0, 0])
        #expect(try await house.actions() == [.recordingTakenIn])
    }

    @Test func `the same bytes under another name count once as a duplicate`() async throws {
        let house = try await House()
        let first = try await house.index(TestFile(name: "one.wav"))
        let files = house.sealedFileNames
        house.clock.move(by: 1)
        #expect(
            try await house.takeIn(TestFile(name: "two.wav")) == .duplicate(of: first.recording))
        #expect(try await house.takeIn(TestFile(name: "two.wav")) == .alreadyIn)
        #expect(try await house.tally() == [1, 0, 1])
        #expect(try await house.actions() == [.recordingTakenIn, .recordingDuplicate])
        #expect(house.sealedFileNames == files)
    }

    @Test func `a file whose removal a crash prevented is known and leaves no entry`()
        async throws
    {
        let house = try await House()
        try await house.index(TestFile())
        let next = try await house.restarted()
        let files = next.sealedFileNames
        #expect(try await next.takeIn(TestFile()) == .alreadyIn)
        #expect(try await next.tally() == [1, 0, 0])
        #expect(try await next.actions() == [.recordingTakenIn])
        #expect(next.sealedFileNames == files)
    }

    @Test func `a number that only the second half knows becomes the call's`() async throws {
        let house = try await House()
        let first = try await house.index(
            TestFile(name: "a-in.wav", key: "k", roles: [.customer]))
        let second = try await house.index(
            TestFile(
                name: "a-out.wav", sound: Sounds.wav(seed: 2), key: "k",
                facts: [.customerNumber: .text("13800138000")], roles: [.agent]))
        #expect(first.call == second.call)
        let found = try await house.desk.customer(withNumber: "138 0013 8000", by: .page)
        let listed = try await house.desk.calls(
            CallFilter(customer: found), after: nil, limit: 10, by: .page)
        #expect(listed.items.map(\.id) == [first.call])
        #expect(try await house.call(first.call).summary.customerMasked == "138•••••000")
        for recording in [first.recording, second.recording] {
            let playback = try await house.desk.listen(to: recording, by: .page)
            #expect(try await house.bytes(of: playback).count == Int(playback.bytes))
        }
        let customers = try await house.database.read { db in
            try db.row("SELECT count(*) AS n FROM customer")?.get("n") as Int?
        }
        #expect(customers == 1)
    }

    @Test func `two halves become one call with the talk of both sides`() async throws {
        let house = try await House()
        let whole = Sounds.voice(seconds: 6, voiceSeconds: 3)
        let agent = try await house.index(
            TestFile(name: "c-in.wav", sound: whole, key: "c", roles: [.agent]))
        let before = try #require(try await house.call(agent.call).summary.talkShape)
        let customer = try await house.index(
            TestFile(
                name: "c-out.wav", sound: Sounds.voice(seconds: 5, voiceSeconds: 4), key: "c",
                roles: [.customer]))
        #expect(agent.call == customer.call)
        let detail = try await house.call(agent.call)
        #expect(detail.recordings.map(\.summary.generation) == [1, 1])
        #expect(Set(detail.recordings.map(\.summary.roles)) == [[.agent], [.customer]])
        #expect(detail.summary.durationSeconds == 6)
        let shape = try #require(detail.summary.talkShape)
        for (old, new) in zip(before.bytes, shape.bytes) { #expect(new & 0xF0 == old & 0xF0) }
        #expect(shape.bytes[..<14].allSatisfy { $0 & 0xF0 > 0 && $0 & 0x0F > 0 })
        #expect(before.bytes[..<14].allSatisfy { $0 & 0x0F == 0 })
        #expect(try await house.tally() == [2, 0, 0])
    }

    @Test func `a transcoded file of the same name is a later generation`() async throws {
        let house = try await House()
        let first = try await house.index(TestFile(name: "c.wav", key: "c", roles: [.mixed]))
        let second = try await house.index(
            TestFile(name: "c.au", sound: Sounds.au(seconds: 1), key: "c"))
        #expect(first.call == second.call)
        let detail = try await house.call(first.call)
        #expect(detail.summary.recordings.map(\.generation).sorted() == [1, 2])
    }

    @Test func `files without a key are calls of their own`() async throws {
        let house = try await House()
        let first = try await house.index(TestFile(name: "msg0001.wav"))
        let second = try await house.index(
            TestFile(
                name: "msg0001.wav", sound: Sounds.wav(seed: 9),
                startedAt: Date(timeIntervalSince1970: 1_705_401_000)))
        #expect(first.call != second.call)
    }

    @Test func `the same key in two sources is two calls`() async throws {
        let house = try await House()
        let first = try await house.index(TestFile(key: "c"))
        let second = try await house.index(
            TestFile(sound: Sounds.wav(seed: 9), key: "c", source: "/other"))
        #expect(first.call != second.call)
    }

    @Test func `what can't be indexed leaves no sealed file, no row and no entry`() async throws {
        let house = try await House()
        var ready = try await house.ready(TestFile())
        ready.facts = CallFacts(readings: [])
        let timeless = ready
        await #expect(throws: StoreFault.self) {
            _ = try await house.desk.takeIn(timeless, by: .daemon)
        }
        #expect(house.sealedFileNames.isEmpty)
        #expect(try await house.tally() == [0, 0, 0])
        #expect(try await house.actions().isEmpty)
    }

    @Test func `files taken in at once are all there`() async throws {
        let house = try await House()
        let calls = try await withThrowingTaskGroup(of: TakenIn.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await house.takeIn(
                        TestFile(
                            name: "\(number).wav", sound: Sounds.wav(seed: number),
                            key: "\(number / 2)", roles: [number % 2 == 0 ? .agent : .customer]))
                }
            }
            var calls: [TakenIn] = []
            for try await call in group { calls.append(call) }
            return calls
        }
        let ids = calls.compactMap { if case .indexed(let id) = $0 { id } else { nil } }
        #expect(ids.count == 20)
        #expect(Set(ids).count == 10)
        #expect(try await house.ledger().count == 20)
    }
}
