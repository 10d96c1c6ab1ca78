import CallDesk
import CallLedger
import Calls
import Foundation
import TestSupport
import Testing

struct TakingSidecarTests {
    private let name = "20240115-103000.wav"
    private let json = Array(
        #"{"agent": "9", "queue": "sales", "customerNumber": "13800138000"}"#.utf8)

    private func house(waitSeconds: Double) async throws -> TakingHouse {
        try await TakingHouse(.taking(sidecar: .json(waitSeconds: waitSeconds)))
    }

    private func expectJoined(_ house: TakingHouse) async throws {
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        let calls = try await house.desk.calls(
            CallFilter(text: "sales"), after: nil, limit: 9, by: .page
        ).items
        #expect(calls.map(\.agent) == ["9"])
        #expect(calls[0].customerMasked?.hasPrefix("138•") == true)
        #expect(try await house.tally() == [1, 0, 0])
    }

    @Test func `a sidecar may come before its recording`() async throws {
        let house = try await house(waitSeconds: 1)
        try house.drop(name + ".json", json)
        try await Task.sleep(for: .milliseconds(600))
        #expect(house.dropped.count == 1)
        try house.drop(name, TakingSounds.wav())
        try await house.waits(indexed: 1)
        try await expectJoined(house)
        #expect(try await house.actions() == [.recordingTakenIn])
        try await house.stop()
    }

    @Test func `a recording waits a while for its sidecar`() async throws {
        let house = try await house(waitSeconds: 3)
        try house.drop(name, TakingSounds.wav())
        try await Task.sleep(for: .milliseconds(800))
        #expect(try await house.tally() == [0, 0, 0])
        try house.drop(name + ".json", json)
        try await house.waits(indexed: 1)
        try await expectJoined(house)
        #expect(try await house.actions() == [.recordingTakenIn])
        try await house.stop()
    }

    @Test func `a recording that is old enough waits no more`() async throws {
        let house = try await house(waitSeconds: 0.1)
        try house.drop(name, TakingSounds.wav())
        try await house.waits(indexed: 1)
        try await house.stop()
    }

    @Test func `a late sidecar amends its recording`() async throws {
        let house = try await house(waitSeconds: 0)
        try house.drop(name, TakingSounds.wav())
        try await house.waits(indexed: 1)
        try house.drop(name + ".json", json)
        try await expectJoined(house)
        #expect(try await house.actions() == [.recordingTakenIn, .recordingAmended])
        try await house.stop()
    }

    @Test func `a broken sidecar goes to quarantine and its recording to the index`() async throws {
        let house = try await house(waitSeconds: 0.5)
        try house.drop(name + ".json", Array(#"{"agent": "#.utf8))
        try house.drop(name, TakingSounds.wav())
        try await house.waits(indexed: 1, quarantined: 1)
        try await house.waits("the folder empties") { house.dropped.isEmpty }
        let items = try await house.quarantine()
        #expect(items.map(\.reason) == [.brokenSidecar])
        // It stays broken, however often it is tried.
        try await house.desk.retryQuarantined(items[0].id, by: .page)
        try await house.waits("it was tried") { try await house.quarantine()[0].tries == 2 }
        #expect(try await house.tally() == [1, 1, 0])
        try await house.stop()
    }
}
