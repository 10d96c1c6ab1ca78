import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct AmendTests {
    private let started = Date(timeIntervalSince1970: 1_705_400_000.123)

    private func sidecar(
        _ values: [Fact: FactValue], roles: [ChannelRole]? = nil, words: [String] = []
    ) -> LateSidecar {
        LateSidecar(
            reading: FactReading(source: .sidecar, values: values), roles: roles, words: words)
    }

    @Test func `a late sidecar gives number, agent, time, roles and words`() async throws {
        let house = try await House()
        let (call, recording) = try await house.index(
            TestFile(
                name: "c.wav", sound: Sounds.wav(seconds: 2, channels: 2),
                facts: [.agent: .text("old")]))
        let before = try await house.bytes(of: house.desk.listen(to: recording, by: .page))
        let picture = try await house.desk.soundPicture(of: recording, by: .page)
        let late = sidecar(
            [
                .startedAt: .time(started), .agent: .text("new"), .queue: .text("sales"),
                .customerNumber: .text("+8613800138000"), .zone: .text("Asia/Tokyo"),
            ], roles: [.customer, .agent], words: ["sales"])
        #expect(
            try await house.desk.amend(recordingAt: "c.wav", of: "/in", with: late, by: .daemon))
        let detail = try await house.call(call)
        #expect(abs(detail.summary.startedAt.timeIntervalSince(started)) < 0.001)
        #expect(detail.summary.agent == "new")
        #expect(detail.summary.zone == "Asia/Tokyo")
        #expect(detail.summary.customerMasked?.hasPrefix("138•") == true)
        #expect(detail.recordings[0].summary.roles == [.customer, .agent])
        #expect(detail.recordings[0].facts[.queue] == .text("sales"))
        #expect(detail.recordings[0].facts.disagreements.contains(.agent))
        #expect(detail.recordings[0].fileName == "c.wav")
        #expect(try await house.bytes(of: house.desk.listen(to: recording, by: .page)) == before)
        #expect(try await house.desk.soundPicture(of: recording, by: .page) == picture)
        let found = try await house.desk.calls(
            CallFilter(text: "sales"), after: nil, limit: 10, by: .page)
        #expect(found.items.map(\.id) == [call])
    }

    @Test func `the same sidecar again changes nothing and leaves no entry`() async throws {
        let house = try await House()
        try await house.index(TestFile(name: "c.wav"))
        // Fractions that no double holds exactly.
        for fraction in [0.1, 0.123, 0.123456, 0.999999, 0.0000004] {
            let late = sidecar([.startedAt: .time(Date(timeIntervalSince1970: 1e9 + fraction))])
            _ = try await house.desk.amend(
                recordingAt: "c.wav", of: "/in", with: late, by: .daemon)
            let entries = try await house.ledger().count
            #expect(
                try await house.desk.amend(
                    recordingAt: "c.wav", of: "/in", with: late, by: .daemon))
            #expect(try await house.ledger().count == entries)
        }
    }

    @Test func `both halves of a call still open when its customer becomes known`() async throws {
        let house = try await House()
        let one = try await house.index(TestFile(name: "c-in.wav", key: "c", roles: [.agent]))
        let two = try await house.index(
            TestFile(
                name: "c-out.wav", sound: Sounds.wav(seed: 2), key: "c", roles: [.customer]))
        let late = sidecar([.customerNumber: .text("13800138000")])
        #expect(
            try await house.desk.amend(recordingAt: "c-in.wav", of: "/in", with: late, by: .daemon))
        for recording in [one.recording, two.recording] {
            let playback = try await house.desk.listen(to: recording, by: .page)
            #expect(try await house.bytes(of: playback).count == Int(playback.bytes))
            _ = try await house.desk.soundPicture(of: recording, by: .page)
        }
        #expect(try await house.call(one.call).recordings.count == 2)
        let customer = try await house.desk.customer(withNumber: "13800138000", by: .page)
        let listed = try await house.desk.calls(
            CallFilter(customer: customer), after: nil, limit: 5, by: .page)
        #expect(listed.items.map(\.id) == [one.call])
    }

    @Test func `roles told late turn the talk of the call around`() async throws {
        let house = try await House()
        let (call, _) = try await house.index(
            TestFile(
                name: "c.wav", sound: Sounds.voice(seconds: 6, voiceSeconds: 3), roles: [.agent]))
        let before = try #require(try await house.call(call).summary.talkShape)
        #expect(before.bytes[..<14].allSatisfy { $0 & 0xF0 > 0 && $0 & 0x0F == 0 })
        let late = sidecar([.side: .side(.customer)])
        #expect(
            try await house.desk.amend(recordingAt: "c.wav", of: "/in", with: late, by: .daemon))
        let after = try await house.call(call)
        #expect(after.recordings[0].summary.roles == [.customer])
        #expect(after.summary.talkShape?.bytes == before.bytes.map { $0 << 4 | $0 >> 4 })
    }

    @Test func `a sidecar without its recording waits`() async throws {
        let house = try await House()
        #expect(
            try await !house.desk.amend(
                recordingAt: "c.wav", of: "/in", with: sidecar([:]), by: .daemon))
        #expect(try await house.actions().isEmpty)
    }

    @Test(arguments: ["UPDATE call SET duration_ms = 1", "UPDATE recording SET generation = 7"])
    func `a sidecar never makes an altered row look right again`(statement: String) async throws {
        let house = try await House()
        let (call, _) = try await house.index(TestFile(name: "c.wav", key: "c"))
        try await house.alter(SQL(stringLiteral: statement))
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.amend(
                recordingAt: "c.wav", of: "/in", with: sidecar([.agent: .text("x")]), by: .daemon)
        }
        await #expect(throws: DeskFault.self) { _ = try await house.call(call) }
    }

    @Test func `a second half never makes an altered call look right again`() async throws {
        let house = try await House()
        try await house.index(TestFile(name: "c-in.wav", key: "c", roles: [.agent]))
        try await house.alter("UPDATE call SET duration_ms = 1")
        await #expect(throws: DeskFault.self) {
            _ = try await house.takeIn(
                TestFile(
                    name: "c-out.wav", sound: Sounds.wav(seed: 2), key: "c", roles: [.customer]))
        }
        #expect(house.sealedFileNames.count == 2)
    }
}
