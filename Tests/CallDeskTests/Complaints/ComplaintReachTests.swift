import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Who sees a complaint, who works it, and who decides.
struct ComplaintReachTests {
    @Test(arguments: Engine.allCases)
    func `own, a team's, and all complaints are told apart`(_ engine: Engine) async throws {
        let complaints = try await ComplaintHouse(engine)
        let (house, desk) = (complaints.house, complaints.desk)
        let staffing = Principal(id: "account:staffing", roles: [.administrator])
        let team = try await desk.addTeam("east", by: staffing)
        let east = try await desk.addAgent(
            staffCode: "E1", name: "Ella", team: team, by: staffing)
        #expect(try await house.database.read { try $0.hasAgent(east) })
        let clerk = Principal(id: "account:clerk", roles: [.agent], account: Account.ID(77))
        let lead = Principal(
            id: "account:lead", roles: [.supervisor], teams: [team], account: Account.ID(78))
        let ofTeam = try await complaints.register { form in
            form.calls = []
            form.agents = ["E1"]
        }
        var form = complaints.form(calls: [])
        form.parties = [.init(kind: .complainant, name: "Ann Lee")]
        let registered = try await desk.receiveComplaint(form, by: clerk).id
        func seen(_ principal: Principal) async throws -> Set<Complaint.ID> {
            let page = try await desk.complaints(
                ComplaintFilter(), after: nil, limit: 10, by: principal)
            let count = try await desk.complaintCount(ComplaintFilter(), by: principal)
            #expect(count == page.items.count)
            return Set(page.items.map(\.id))
        }
        #expect(try await seen(complaints.officer) == [ofTeam, registered])
        #expect(try await seen(lead) == [ofTeam])
        #expect(try await seen(clerk) == [registered])
        #expect(try await seen(complaints.agent) == [])
        #expect(
            await complaints.code { _ = try await desk.complaint(ofTeam, by: clerk) }
                == .noSuchComplaint)
        #expect(
            await complaints.code {
                try await complaints.act(registered, .followUp, by: lead)
            } == .noSuchComplaint)
        // Whom it is about finds it nowhere, whatever else they may see.
        let ella = Principal(
            id: "account:ella", roles: [.complianceOfficer], agent: east, account: Account.ID(79))
        #expect(try await seen(ella) == [registered])
        #expect(
            await complaints.code { _ = try await desk.complaint(ofTeam, by: ella) }
                == .noSuchComplaint)
        let number = try await complaints.row(ofTeam).number
        #expect(
            await complaints.code { _ = try await desk.complaintID(numbered: number, by: ella) }
                == .noSuchComplaint)
    }

    @Test func `nobody works what is about their own decision`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register { $0.aboutDecisionsOf = ["handler1"] }
        // By rule it goes to who isn't recused.
        #expect(try await complaints.row(id).assignee == complaints.other.person)
        let detail = try await complaints.desk.complaint(id, by: complaints.handler)
        #expect(detail.recusal == .theirDecision && detail.acts.isEmpty)
        #expect(
            await complaints.code { try await complaints.act(id, .take) } == .complaintRecused)
        #expect(
            await complaints.refusal {
                try await complaints.desk.assignComplaint(
                    id, to: complaints.handler.person, saying: "", by: complaints.other)
            }?.subject == "fitting-worker")
        let fitting = try await complaints.desk.complaint(id, by: complaints.other)
        #expect(fitting.workers.map(\.person) == [complaints.other.person])
    }

    @Test func `complaints go to whoever has the least to do`() async throws {
        let complaints = try await ComplaintHouse()
        let first = try await complaints.register()
        let second = try await complaints.register { $0.calls = [] }
        #expect(try await complaints.row(first).assignee == complaints.handler.person)
        #expect(try await complaints.row(second).assignee == complaints.other.person)
        let work = try await complaints.desk.complaintWork(
            after: nil, limit: 10, by: complaints.other)
        #expect(work.mine.items.map(\.id) == [second] && work.unassigned.isEmpty)
        #expect(try await complaints.desk.complaintsToDo(by: complaints.other) == 1)
        try await complaints.desk.assignComplaint(
            second, to: complaints.handler.person, saying: "", by: complaints.officer)
        try await complaints.desk.assignComplaint(
            second, to: nil, saying: "", by: complaints.officer)
        #expect(try await complaints.row(second).assignee == complaints.other.person)
    }

    @Test func `more time and more redress wait for a second person`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let id = try await complaints.register()
        try await complaints.investigate(id)
        let due = try #require(try await complaints.row(id).nextDueAt)
        try await complaints.act(id, .request(.extension("once")))
        #expect(try await complaints.row(id).isAsked)
        let asked = try await desk.complaintWork(after: nil, limit: 5, by: complaints.officer)
        #expect(asked.asked.map(\.id) == [id])
        let number = try #require(
            try await desk.complaint(id, by: complaints.officer).requests.first?.number)
        let both = Principal(
            id: complaints.handler.id, roles: [.complaintHandler, .complianceOfficer],
            account: complaints.handler.account)
        #expect(
            await complaints.refusal {
                try await complaints.act(id, .approve(number), by: both)
            }?.subject == "second-person")
        try await complaints.act(id, .approve(number), by: complaints.officer)
        let later = try #require(try await complaints.row(id).nextDueAt)
        #expect(later > due && later < due + 16 * 86_400)
        try await complaints.compareLists()
        let much = [ComplaintRedress(kind: "refund", amount: 4000)]
        try await complaints.act(id, .find(ComplaintFindings(causes: ["care"])))
        #expect(
            await complaints.refusal {
                try await complaints.act(
                    id, .decide(ComplaintDecision(.upheld, redress: much)))
            }?.subject == "redress-limit")
        try await complaints.act(id, .request(.redress(much)))
        let open = try #require(
            try await desk.complaint(id, by: complaints.officer).requests.first)
        #expect(open.request.outcome == nil && open.text == "words")
        try await complaints.act(id, .approve(open.number), by: complaints.officer)
        try await complaints.act(id, .decide(ComplaintDecision(.upheld, redress: much)))
        #expect(try await complaints.state(id) == .decided)
    }

    @Test(arguments: Engine.allCases)
    func `who is asked sees the question and nothing else, even if it is about them`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        let id = try await complaints.register()
        try await complaints.investigate(id)
        try await desk.askAboutComplaint(
            id, agentCode: "209", saying: "What did you promise?", by: complaints.handler)
        let work = try await desk.complaintWork(after: nil, limit: 5, by: complaints.agent)
        let question = try #require(work.questions.first)
        #expect(work.questions.count == 1 && work.mine.items.isEmpty)
        #expect(try await desk.complaintsToDo(by: complaints.agent) == 1)
        let shown = try await desk.complaintQuestion(
            id, question.event, by: complaints.agent)
        #expect(shown.text == "What did you promise?" && shown.answer == nil)
        #expect(
            await complaints.code { _ = try await desk.complaint(id, by: complaints.agent) }
                == .noSuchComplaint)
        let stranger = Principal(
            id: "account:stranger", roles: [.agent], agent: Agent.ID(4711),
            account: Account.ID(80))
        #expect(
            await complaints.code {
                _ = try await desk.complaintQuestion(id, question.event, by: stranger)
            } == .noSuchComplaint)
        #expect(
            await complaints.code {
                try await complaints.act(id, .answerQuestion(question.event), by: stranger)
            } == .noSuchComplaint)
        try await complaints.act(
            id, .answerQuestion(question.event), saying: "Nothing", by: complaints.agent)
        let after = try await desk.complaintQuestion(id, question.event, by: complaints.agent)
        #expect(after.answer == "Nothing" && after.answeredAt == complaints.now)
        let told = try await desk.complaint(id, by: complaints.handler)
        #expect(told.questions.first?.answer == "Nothing" && told.complaint.questions.isEmpty)
        #expect(
            await complaints.refusal {
                try await complaints.act(
                    id, .answerQuestion(question.event), by: complaints.agent)
            }?.subject == "asked-one")
    }
}

extension PermissionTests {
    func complaintUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let id = Complaint.ID(1)
        let form = ComplaintForm(channel: .phone, language: "en", text: "x")
        guard let number = ComplaintNumber(year: 24, count: 1) else { return [] }
        return [
            (
                .seeComplaints,
                { _ = try await desk.complaints(.init(), after: nil, limit: 1, by: $0) }
            ),
            (.seeComplaints, { _ = try await desk.complaintCount(.init(), by: $0) }),
            (.seeComplaints, { _ = try await desk.complaintBoard(by: $0) }),
            (.seeComplaints, { _ = try await desk.complaintWork(after: nil, limit: 1, by: $0) }),
            (.seeComplaints, { _ = try await desk.complaintsToDo(by: $0) }),
            (.seeComplaints, { _ = try await desk.complaint(id, by: $0) }),
            (.seeComplaints, { _ = try await desk.complaintID(numbered: number, by: $0) }),
            (.answerComplaints, { _ = try await desk.complaintQuestion(id, 2, by: $0) }),
            (.registerComplaints, { _ = try await desk.complaintMatches(.init(), by: $0) }),
            (.registerComplaints, { _ = try await desk.receiveComplaint(form, by: $0) }),
            (
                .answerComplaints,
                { try await desk.actOnComplaint(id, .answerQuestion(2), saying: "x", by: $0) }
            ),
            (.workComplaints, { try await desk.actOnComplaint(id, .take, saying: "", by: $0) }),
            (
                .workComplaints,
                { try await desk.mergeComplaint(id, into: number, saying: "x", by: $0) }
            ),
            (.workComplaints, { try await desk.unmergeComplaint(id, saying: "x", by: $0) }),
            (
                .workComplaints,
                { try await desk.linkComplaint(id, with: number, saying: "x", by: $0) }
            ),
            (
                .workComplaints,
                { _ = try await desk.splitComplaint(id, calls: [], saying: "x", by: $0) }
            ),
            (
                .overseeComplaints,
                { try await desk.actOnComplaint(id, .approve(2), saying: "", by: $0) }
            ),
            (.workOnJobs, { try await desk.watchComplaintClocks(by: $0) }),
        ] + complaintFileUseCases(desk, id)
    }

    private func complaintFileUseCases(
        _ desk: CallDesk, _ id: Complaint.ID
    ) -> [(Permission, (Principal) async throws -> Void)] {
        [
            (
                .exportComplaints,
                {
                    let request = ComplaintExportRequest(filter: .init(), text: "")
                    _ = try await desk.exportComplaints(request, by: $0)
                }
            ),
            (
                .exportComplaints,
                {
                    let wish = CaseFileWish(purpose: .court)
                    _ = try await desk.caseFile(id, wish, by: $0) { _ in [] }
                }
            ),
            (
                .reportComplaints,
                { _ = try await desk.makeReturn("us-cfpb-responses", "2026-H1", by: $0) }
            ),
            (
                .reportComplaints,
                {
                    _ = try await desk.returnCases(
                        "us-cfpb-responses", "2026", "all/received", after: nil, limit: 1, by: $0)
                }
            ),
        ]
    }
}
