import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct NoticeKindTests {
    @Test func `an agent who is asked is told, as the account that they have`() async throws {
        let notices = try await NoticeHouse("exit 0") { $0.kinds = [.questionAsked] }
        defer { notices.remove() }
        let (complaints, staffing) = (notices.complaints, Staff.administrator)
        let team = try await notices.desk.addTeam("one", by: staffing)
        _ = try await notices.desk.addAgent(
            staffCode: "A9", name: "Ann Lee", team: team, by: staffing)
        let account = try await notices.house.addAccount("ann.lee")
        try await notices.desk.linkAccount(account, to: "A9", by: staffing)
        let id = try await complaints.register()
        try await complaints.investigate(id)
        try await complaints.desk.askAboutComplaint(
            id, agentCode: "209", saying: "Nobody has this account", by: complaints.handler)
        try await complaints.desk.askAboutComplaint(
            id, agentCode: "A9", saying: "What did you say?", by: complaints.handler)
        let told = try await notices.all()
        #expect(told.map(\.kind) == [.questionAsked])
        #expect(told.first?.recipient == .person("account:\(account)"))
    }

    @Test func `a complaint that comes as a file is told of, once`() async throws {
        let notices = try await NoticeHouse("exit 0") { $0.kinds = [.registeredByFile] }
        defer { notices.remove() }
        var mail = ComplaintIntake(source: .mail, channel: .email)
        mail.sender.name = "Ann Lee"
        mail.text = "Nobody paid it back."
        for _ in 1...2 {
            _ = try await notices.desk.takeInComplaint(
                mail, contentHash: Array(repeating: 1, count: 32), from: "mail")
        }
        let told = try await notices.all()
        #expect(told.map(\.kind) == [.registeredByFile])
        #expect(told.first?.recipient.text.hasPrefix("account:") == true)
        #expect(told.first?.facts.values.contains { $0.contains("Ann") } == false)
    }

    @Test func `a flood of quarantined files is told of once an hour`() async throws {
        let notices = try await NoticeHouse("exit 0") { $0.kinds = [.quarantined] }
        defer { notices.remove() }
        for number in 1...5 as ClosedRange<UInt8> {
            _ = try await notices.house.quarantine(TestFile(name: "odd\(number)", sound: [number]))
        }
        #expect(try await notices.all().map(\.facts) == [[.reason: "unreadable-name"]])
        notices.house.clock.move(by: 3_601)
        _ = try await notices.house.quarantine(TestFile(name: "odd6", sound: [6]))
        #expect(try await notices.all().count == 2)
    }

    @Test(arguments: Engine.allCases)
    func `a week with more complaints than chance explains is told of once`(
        engine: Engine
    ) async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping, on: engine) {
            $0.kinds = [.rateSignal]
            $0.page = "https://callaudit.example.com"
        }
        defer { notices.remove() }
        let figures = try await FigureHouse(in: notices.complaints)
        for _ in 1...2 {
            try await notices.desk.watchRates(by: .daemon)
            notices.house.clock.move(by: 700)
        }
        let told = try await notices.all()
        #expect(
            told.map(\.object) == [
                "complaints", "campaign:\(figures.campaigns[0])", "team:\(figures.teams[0])",
            ])
        for notice in told {
            #expect(notice.recipient == .role(.complianceOfficer))
            #expect(notice.facts[.reason] == "above-limits")
        }
        #expect(told.last?.facts[.complaints] == "15" && told.last?.facts[.calls] == "60")
        try await notices.sendAll()
        let campaign = try notices.kept(told[1])
        let page = "https://callaudit.example.com/complaints/figures?group="
        #expect(campaign.contains("\"\(page)\(told[1].object)\""))
        #expect(!campaign.contains("winter"))
    }

    @Test(arguments: Engine.allCases)
    func `an action is told of the day before it is due, and when it is to be checked`(
        engine: Engine
    ) async throws {
        let notices = try await NoticeHouse(NoticeHouse.keeping, on: engine) {
            $0.kinds = [.actionDue, .actionToCheck]
            $0.page = "https://callaudit.example.com"
        }
        defer { notices.remove() }
        let (desk, complaints) = (notices.desk, notices.complaints)
        func day(_ days: Int) -> LocalDay {
            LocalDay(of: complaints.now, in: .utc).advanced(by: days)
        }
        func look() async throws {
            notices.house.clock.move(by: 3_600)
            try await desk.watchComplaintClocks(by: .daemon)
        }
        let due = day(3)
        let id = try await desk.openAction(
            NewAction(.corrective, cause: "care", due: due, text: "Say the price first"),
            by: complaints.handler)
        try await look()
        #expect(try await notices.all().isEmpty)
        notices.house.clock.move(by: 2 * 86_400)
        for _ in 1...2 { try await look() }
        var told = try await notices.all()
        #expect(told.map(\.kind) == [.actionDue])
        #expect(told.first?.facts == [.action: "1", .due: "\(due)"])
        #expect(told.first?.recipient == .person(complaints.handler.person))
        try await notices.sendAll()
        let text = try notices.kept(told[0])
        #expect(text.contains("https://callaudit.example.com/actions/\(id)"))
        #expect(!text.contains("price"))
        try await desk.actOnAction(
            id, .finish(on: day(0), checkFrom: day(5)), saying: "trained",
            by: complaints.handler)
        try await look()
        #expect(try await notices.all().count == 1)
        notices.house.clock.move(by: 5 * 86_400)
        for _ in 1...2 { try await look() }
        told = try await notices.all()
        #expect(told.map(\.kind) == [.actionDue, .actionToCheck])
        #expect(told.last?.recipient == .role(.complianceOfficer))
        try await desk.actOnAction(
            id, .confirm(.otherwise), saying: "heard calls", by: complaints.officer)
        notices.house.clock.move(by: 9 * 86_400)
        try await look()
        #expect(try await notices.all().count == 2)
    }

    @Test func `what a check finds is told of, and a clean check isn't`() async throws {
        let notices = try await NoticeHouse("exit 0") { $0.kinds = [.alterationFound] }
        defer { notices.remove() }
        _ = try await notices.complaints.register()
        #expect(try await notices.house.findings().isEmpty)
        #expect(try await notices.all().isEmpty)
        try await notices.house.alter("UPDATE complaint SET state = 'closed'")
        let found = try await notices.house.findings().count
        #expect(found > 0)
        #expect(try await notices.all().map(\.facts) == [[.findings: "\(found)"]])
    }
}
