import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct QuarantineTests {
    @Test func `a file stands in quarantine once, however often it comes`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile(name: "odd.wav"))
        house.clock.move(by: 5)
        try await house.quarantine(TestFile(name: "odd.wav"), .notSound)
        let items = try await house.desk.quarantine(after: nil, limit: 10, by: .page).items
        #expect(items.map(\.id) == [id])
        #expect(items[0].tries == 2)
        #expect(items[0].reason == .notSound)
        #expect(items[0].fileName == "odd.wav")
        #expect(house.sealedFileNames.count == 1)
        #expect(try await house.tally() == [0, 1, 0])
        #expect(try await house.actions() == [.quarantineEntered])
    }

    @Test func `discarding destroys key and file and keeps the reason sealed`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile())
        try await house.desk.discardQuarantined(id, because: " Music on hold ", by: .page)
        #expect(house.sealedFileNames.isEmpty)
        let row = try await house.database.read { try $0.quarantined(id) }
        #expect(row?.wrappedKey == nil)
        #expect(try await house.tally() == [0, 0, 0])
        #expect(try await house.actions() == [.quarantineEntered, .quarantineDiscarded])
        #expect(try await house.desk.quarantine(after: nil, limit: 9, by: .page).items.isEmpty)
        let told = try await house.ledger().contains { "\($0)".contains("Music") }
        #expect(!told)
    }

    @Test(arguments: ["", "  \n", String(repeating: "x", count: 501)])
    func `discarding needs a reason of some length`(reason: String) async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile())
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.discardQuarantined(id, because: reason, by: .page)
        }
        #expect(refusal?.code == .reasonMissing)
        #expect(try await house.actions() == [.quarantineEntered])
    }

    @Test func `what is decided can't be decided again`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile())
        try await house.desk.discardQuarantined(id, because: "test", by: .page)
        let refusals = [
            await #expect(throws: Refusal.self) {
                try await house.desk.discardQuarantined(id, because: "test", by: .page)
            },
            await #expect(throws: Refusal.self) {
                try await house.desk.retryQuarantined(id, by: .page)
            },
            await #expect(throws: Refusal.self) {
                try await house.desk.closeQuarantinedSidecar(id, by: .daemon)
            },
        ]
        #expect(refusals.map { $0?.code } == Array(repeating: .alreadyDecided, count: 3))
        let unknown = await #expect(throws: Refusal.self) {
            try await house.desk.retryQuarantined(QuarantineItem.ID(5), by: .page)
        }
        #expect(unknown?.code == .noSuchQuarantineItem)
        #expect(try await house.tally() == [0, 0, 0])
    }

    @Test func `a retry that succeeds closes the item`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile(name: "odd.wav"))
        try await house.desk.retryQuarantined(id, by: .page)
        #expect(try await house.desk.retriesAsked(limit: 5, by: .daemon) == [id])
        #expect(try await house.desk.openQuarantined(id, bytesMax: 1, by: .daemon) == nil)
        let file = try #require(
            try await house.desk.openQuarantined(id, bytesMax: 1 << 20, by: .daemon))
        #expect(file.content.bytes == Int64(Sounds.wav().count))
        file.content.close()
        try await house.index(TestFile(name: "odd.wav", retryOf: id))
        #expect(try await house.desk.retriesAsked(limit: 5, by: .daemon).isEmpty)
        #expect(try await house.tally() == [1, 0, 0])
        let outcome = try await house.database.read { db -> String? in
            try db.row("SELECT outcome FROM quarantine_outcome")?.get("outcome")
        }
        #expect(outcome == "taken-in")
    }

    @Test func `a retry of bytes that are in already counts as a duplicate`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile(name: "odd.wav"))
        let known = try await house.index(TestFile(name: "good.wav"))
        #expect(
            try await house.takeIn(TestFile(name: "odd.wav", retryOf: id))
                == .duplicate(of: known.recording))
        #expect(try await house.tally() == [1, 0, 1])
    }

    @Test func `what was discarded while it was tried again stays out`() async throws {
        let house = try await House()
        let id = try await house.quarantine(TestFile(name: "odd.wav"))
        let ready = try await house.ready(TestFile(name: "odd.wav", retryOf: id))
        try await house.desk.discardQuarantined(id, because: "test", by: .page)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.takeIn(ready, by: .daemon)
        }
        #expect(refusal?.code == .alreadyDecided)
        try await house.desk.noteFailedRetry(
            of: id, reason: .truncated, detail: "", by: .daemon)
        #expect(try await house.database.read { try $0.quarantined(id)?.reason } == .unreadableName)
        #expect(house.sealedFileNames.isEmpty)
        #expect(try await house.tally() == [0, 0, 0])
    }
}
