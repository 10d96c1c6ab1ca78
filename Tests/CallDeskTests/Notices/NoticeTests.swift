import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct NoticeTests {
    @Test(arguments: Engine.allCases)
    func `what waits for somebody is told, once each, and without a word of anybody's`(
        engine: Engine
    ) async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping, on: engine) {
            $0.page = "https://callaudit.example.com"
        }
        defer { notices.remove() }
        let complaints = notices.complaints
        let id = try await complaints.register(by: complaints.officer)
        let assigned = try #require(try await notices.all().last)
        #expect(assigned.kind == .assigned && assigned.object == "complaint:\(id)")
        #expect(assigned.recipient.text.hasPrefix("account:"))
        let handler = Principal(
            id: assigned.recipient.text, roles: [.complaintHandler],
            account: Account.ID(text: assigned.recipient.text.dropFirst("account:".count)))
        try await complaints.act(id, .acknowledge, by: handler)
        try await complaints.assess(id, by: handler)
        try await complaints.act(id, .request(.special), by: handler)
        try await notices.sendAll()
        #expect(try await notices.all().map(\.kind) == [.assigned, .waitsForApproval])
        for notice in try await notices.all() {
            #expect(notice.state == .sent && notice.tries == 1)
            let text = try notices.kept(notice)
            #expect(text.contains("https://callaudit.example.com/complaints/\(id)"))
            for secret in ["Nobody called", ComplaintHouse.phone, "personal"] {
                #expect(!text.contains(secret))
            }
        }
        #expect(try await notices.all().last?.facts[.severity] == "high")
        #expect(try await notices.all().last?.recipient == .role(.complianceOfficer))
        #expect(try await notices.desk.sendNotices(by: .daemon) == 0)
    }

    @Test func `a notice is there with what it tells of, or neither is`() async throws {
        let notices = try await NoticeHouse("exit 0")
        defer { notices.remove() }
        let complaints = notices.complaints
        await #expect(throws: Refusal.self) {
            try await complaints.register(by: complaints.officer) { $0.text = " " }
        }
        #expect(try await notices.all().isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `clocks near their ends and beyond are told of once`(engine: Engine) async throws {
        let notices = try await NoticeHouse("exit 0", on: engine) {
            $0.kinds = [.clockWarning, .clockBreached]
        }
        defer { notices.remove() }
        _ = try await notices.complaints.register()
        for days in [0, 16, 1, 1] {
            notices.house.clock.move(by: Double(days) * 86_400)
            try await notices.desk.watchComplaintClocks(by: .daemon)
            try await notices.desk.watchComplaintClocks(by: .daemon)
        }
        let kinds = try await notices.all().map(\.kind)
        #expect(kinds.count { $0 == .clockBreached } == 1)
        #expect(Set(kinds).count == kinds.count)
        #expect(try await notices.all().last?.facts[.clock] == "answer")
    }

    @Test(arguments: Engine.allCases)
    func `what fails is tried again, ever later, and then wants somebody`(
        engine: Engine
    ) async throws {
        let notices = try await NoticeHouse(
            "test -e \"$1/works\" || exit 75", on: engine
        ) { $0.tries = 3 }
        defer { notices.remove() }
        let complaints = notices.complaints
        _ = try await complaints.register(by: complaints.officer)
        var pauses: [Double] = []
        for round in 1...3 {
            try await notices.sendAll()
            let notice = try #require(try await notices.all().last)
            #expect(notice.tries == round && notice.problem == .exit(75))
            pauses.append(notice.nextTryAt.timeIntervalSince(notices.house.clock.now))
            notices.house.clock.move(by: 61)
        }
        #expect((15...30).contains(pauses[0]) && (30...60).contains(pauses[1]))
        let failed = try #require(try await notices.all(.failed).last)
        let entries = try await notices.house.ledger().filter { $0.action == .noticeFailed }
        #expect(entries.map(\.object) == ["notice:\(failed.id)"])
        #expect(entries.first?.reason == "exit-75")
        try Data().write(to: notices.folder.appending(path: "works"))
        try await notices.desk.retryNotice(failed.id, by: complaints.officer)
        try await notices.sendAll()
        let sent = try #require(try await notices.all(.sent).last)
        #expect(sent.id == failed.id && sent.tries == 1 && sent.problem == nil)
        await #expect(throws: Refusal.self) {
            try await notices.desk.retryNotice(sent.id, by: complaints.officer)
        }
        await #expect(throws: Refusal.self) {
            try await notices.desk.dropNotice(sent.id, by: complaints.officer)
        }
    }

    @Test func `a dropped notice isn't sent`() async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping)
        defer { notices.remove() }
        let complaints = notices.complaints
        _ = try await complaints.register(by: complaints.officer)
        let notice = try #require(try await notices.all().last)
        try await notices.desk.dropNotice(notice.id, by: complaints.officer)
        try await notices.sendAll()
        #expect(throws: (any Error).self) { try notices.kept(notice) }
        #expect(try await notices.all(.dropped).map(\.id) == [notice.id])
    }

    @Test func `a command that hangs, is killed or isn't there ends nothing but its try`()
        async throws
    {
        for (script, problem) in [
            ("sleep 60 & sleep 60", NoticeProblem.timedOut), ("kill -9 $$", .signal(9)),
            ("yes; exit 3", .timedOut), ("head -c 1000000 /dev/zero; exit 3", .exit(3)),
        ] {
            let notices = try await NoticeHouse(script) { $0.secondsMax = 1 }
            defer { notices.remove() }
            let start = ContinuousClock.now
            let complaints = notices.complaints
            _ = try await complaints.register(by: complaints.officer)
            try await notices.sendAll()
            #expect(try await notices.all().last?.problem == problem, "\(script)")
            #expect(start.duration(to: .now) < .seconds(20))
        }
        let missing = try await ComplaintHouse(
            on: House(notices: [NoticeHouse.sender(["/nonexistent"])]))
        _ = try await missing.register(by: missing.officer)
        _ = try await missing.desk.sendNotices(by: .daemon)
        let found = try await missing.desk.notices(
            nil, after: nil, limit: 9, by: missing.officer)
        #expect(found.items.last?.problem == .notStarted)
    }

    @Test func `a notice whose sender died goes out again under the same id`() async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping)
        defer { notices.remove() }
        let complaints = notices.complaints
        _ = try await complaints.register(by: complaints.officer)
        let notice = try #require(try await notices.all().last)
        // As a node leaves it that dies after its command has ended.
        var row = try #require(
            try await notices.house.database.read { try $0.notice(notice.id) })
        row.notice.tries = 1
        row.notice.nextTryAt += 35
        row.rowMAC = notices.house.vault.rowMAC(
            table: NoticeRow.table, columns: row.regulated.map(\.asMAC))
        try await notices.house.database.write { [row] in try $0.update(row) }
        #expect(try await notices.desk.sendNotices(by: .daemon) == 0)
        notices.house.clock.move(by: 36)
        try await notices.sendAll()
        #expect(try await notices.all().map(\.tries) == [2])
        #expect(try notices.kept(notice).contains("\(notice.id)"))
    }
}

extension SQLValue {
    fileprivate var asMAC: MACValue {
        switch self {
        case .null, .real: .null
        case .integer(let number): .integer(number)
        case .text(let text): .text(text)
        case .blob(let bytes): .bytes(bytes)
        }
    }
}
