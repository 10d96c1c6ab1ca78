import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct NoticeSecrecyTests {
    @Test func `personal data leaves only where the channel says so, and is noted before`()
        async throws
    {
        let notices = try await NoticeHouse(NoticeHouse.keeping) { $0.sendsPersonalData = true }
        defer { notices.remove() }
        let complaints = notices.complaints
        let id = try await complaints.register(by: complaints.officer) {
            $0.text = String(repeating: "Nobody called me back. ", count: 40)
        }
        try await notices.sendAll()
        let text = try notices.kept(try #require(try await notices.all().last))
        #expect(text.contains("Nobody called me back. Nobody"))
        #expect(text.utf8.count < 1_000)
        let entries = try await notices.house.ledger()
        let noted = entries.filter { $0.action == .noticePersonal }
        #expect(noted.map(\.object) == ["complaint:\(id)"])
        #expect(noted.first?.details["channel"] == "test")
    }

    @Test func `a message carries a signature of id, time and just its bytes`() async throws {
        let key = try #require(try MessageKey(text: "a secret of at least 24 bytes"))
        let notices = try await NoticeHouse(NoticeHouse.keeping, key: key)
        defer { notices.remove() }
        _ = try await notices.complaints.register(by: notices.complaints.officer)
        try await notices.sendAll()
        let notice = try #require(try await notices.all().last)
        let message = try notices.kept(notice)
        let seconds = Int64(notices.house.clock.now.timeIntervalSince1970)
        let signed = NoticeMessage.signed(
            id: "\(notice.id)", seconds: seconds, message: Array(message.utf8))
        #expect(try notices.kept(notice, "signed") == "\(seconds) \(key.signature(of: signed))\n")
    }

    @Test func `a command has no more open than its message and what it writes`() async throws {
        let notices = try await NoticeHouse(
            "ls /proc/$$/fd > \"$1/open\"; env > \"$1/env\"; pwd > \"$1/pwd\"")
        defer { notices.remove() }
        let test = try await notices.desk.testNotices(
            over: "test", by: notices.complaints.officer)
        #expect(test.problem == nil && test.output.isEmpty)
        func read(_ name: String) throws -> [String] {
            try String(contentsOf: notices.folder.appending(path: name), encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
        #expect(Set(try read("open")).subtracting(["0", "1", "2", "10", "255"]).isEmpty)
        #expect(try read("pwd") == ["/"])
        let names = Set(
            try read("env").compactMap { $0.split(separator: "=").first.map(String.init) })
        #expect(
            names.subtracting([
                "PATH", "LC_ALL", "HOME", "PWD", "OLDPWD", "SHLVL", "_", "CALLAUDIT_NOTICE_ID",
                "CALLAUDIT_NOTICE_TIMESTAMP", "CALLAUDIT_NOTICE_SIGNATURE",
            ]).isEmpty)
    }

    @Test func `a test says what the command wrote, and who tried it`() async throws {
        let notices = try await NoticeHouse("grep -o '\"kind\":\"test\"'; echo no >&2; exit 7")
        defer { notices.remove() }
        let test = try await notices.desk.testNotices(
            over: "test", by: notices.complaints.officer)
        #expect(test.problem == .exit(7) && test.output == "\"kind\":\"test\"\nno\n")
        #expect(try await notices.house.actions().last == .noticeTested)
        await #expect(throws: Refusal.noSuchChannel) {
            _ = try await notices.desk.testNotices(
                over: "other", by: notices.complaints.officer)
        }
    }

    @Test func `an altered notice is found and isn't sent, and holds up no other`() async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping)
        defer { notices.remove() }
        let complaints = notices.complaints
        _ = try await complaints.register(by: complaints.officer)
        let first = try #require(try await notices.all().last)
        try await notices.house.alter("UPDATE notice SET facts = '{\"number\":\"x\"}'")
        _ = try await complaints.register(by: complaints.officer)
        try await notices.sendAll()
        #expect(throws: (any Error).self) { try notices.kept(first) }
        let other = try await notices.house.database.read {
            try $0.notices(.sent, after: nil, limit: 9)
        }
        #expect(other.count == 1)
        #expect(try await notices.house.findings().count == 1)
    }

    @Test func `who has no address isn't told, and a channel that is gone keeps nothing waiting`()
        async throws
    {
        let notices = try await NoticeHouse("exit 0") { $0.addresses = ["somebody": ["x"]] }
        defer { notices.remove() }
        _ = try await notices.complaints.register(by: notices.complaints.officer)
        #expect(try await notices.all().isEmpty)
        let before = try await NoticeHouse("exit 0")
        defer { before.remove() }
        _ = try await before.complaints.register(by: before.complaints.officer)
        let after = try await before.house.restarted()
        _ = try await after.desk.sendNotices(by: .daemon)
        let left = try await after.desk.notices(
            nil, after: nil, limit: 9, by: before.complaints.officer)
        #expect(left.items.map(\.problem) == [.noChannel])
        #expect(left.items.map(\.state) == [.failed])
    }
}
