import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// From the receipt to the end, each way that there is.
struct ComplaintDeskPathTests {
    @Test(arguments: Engine.allCases)
    func `an upheld complaint is held, looked into, decided, answered, made good and closed`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        let id = try await complaints.register()
        let start = try await desk.complaint(id, by: complaints.handler)
        #expect(start.summary.number.description.hasPrefix("24-0000001-"))
        #expect(start.text == "Nobody called me back" && start.language == "zh-Hans")
        #expect(start.summary.assignee == complaints.handler.person)
        #expect(start.calls.map(\.call.id) == [complaints.call])
        #expect(start.calls.allSatisfy { $0.isHeld && $0.isSubject })
        #expect(start.summary.nearest?.clock == "answer")
        #expect(start.openNeeds == [.acknowledged, .assessed, .everybodyAnswered])
        try await complaints.investigate(id)
        let refund = ComplaintRedress(kind: "refund", amount: 900)
        try await complaints.decide(id, ComplaintDecision(.upheld, redress: [refund]))
        try await complaints.answer(id)
        #expect(
            await complaints.refusal { try await complaints.act(id, .close) }?.subject
                == "redress-given")
        try await complaints.act(id, .give(0))
        try await complaints.act(id, .close)
        let end = try await desk.complaint(id, by: complaints.handler)
        #expect(end.summary.state == .closed && end.summary.outcome == .upheld)
        #expect(end.summary.closedAt == complaints.now && end.summary.nearest == nil)
        #expect(end.openNeeds.isEmpty)
        #expect(end.clocks.first { $0.clock == "answer" }?.state == .met)
        #expect(end.timeline.map(\.event.deed.act).suffix(3) == [.answer, .give, .close])
        #expect(end.timeline.first { $0.event.deed.act == .answer }?.text == "Dear customer")
        try await complaints.compareLists()
        let entries = try await complaints.house.ledger()
        let own = entries.filter { $0.object == "complaint:\(id)" }
        #expect(own.count == end.timeline.count)
        #expect(own.first?.action == .complaintReceived && own.last?.action == .complaintClosed)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test func `a rejected complaint closes without redress, and needs its letter`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.investigate(id)
        let money = ComplaintRedress(kind: "refund", amount: 1)
        #expect(
            await complaints.refusal {
                try await complaints.decide(
                    id, ComplaintDecision(.rejected, redress: [money]))
            }?.subject == "fitting-outcome")
        try await complaints.act(id, .decide(ComplaintDecision(.rejected)))
        #expect(await complaints.code { try await complaints.act(id, .close) } == .complaintState)
        #expect(
            await complaints.refusal {
                try await complaints.act(
                    id, .answer(ComplaintLetter(template: "", version: 0, to: [])), saying: " ")
            }?.subject == "words")
        try await complaints.answer(id)
        try await complaints.act(id, .close)
        #expect(try await complaints.row(id).outcome == .rejected)
    }

    @Test func `the first line solves what is small, and hands on what isn't`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let clerk = Principal(id: "account:clerk", roles: [.agent], account: Account.ID(77))
        let (small, joint) = (
            try await complaints.register(by: complaints.handler) { $0.calls = [] },
            try await complaints.register { form in
                form.calls = []
                form.complainants = 3
            }
        )
        #expect(try await complaints.row(small).customer == complaints.customer)
        #expect(try await complaints.row(joint).complainants == 3)
        var form = complaints.form(calls: [])
        form.parties = [.init(kind: .complainant, name: "Ann Lee")]
        let own = try await desk.receiveComplaint(form, by: clerk).id
        #expect(try await complaints.row(own).assignee == clerk.person)
        try await complaints.act(own, .acknowledge, by: clerk)
        try await complaints.assess(own, "delay", "low", by: clerk)
        try await complaints.act(
            own, .solve(ComplaintDecision(.upheld, isAgreed: true)), by: clerk)
        try await complaints.answer(own, by: clerk)
        try await complaints.act(own, .close, by: clerk)
        #expect(try await complaints.state(own) == .closed)
        form.complainants = 2
        let grave = try await desk.receiveComplaint(form, by: clerk).id
        try await complaints.act(grave, .acknowledge, by: clerk)
        try await complaints.assess(grave, "delay", "low", by: clerk)
        let handedOn = try await complaints.row(grave)
        #expect(handedOn.isEscalated && handedOn.complainants == 2)
        #expect(handedOn.assignee != clerk.person && handedOn.assignee != nil)
        #expect(try await desk.complaint(grave, by: clerk).acts.contains(.take) == false)
    }

    @Test(arguments: Engine.allCases)
    func `a merged complaint is worked with the whole, and is what it was once it is let go`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        let whole = try await complaints.register()
        let member = try await complaints.register { $0.calls = [] }
        let before = try await desk.complaint(member, by: complaints.officer)
        let number = try await complaints.row(whole).number
        try await complaints.investigate(whole)
        try await desk.mergeComplaint(
            member, into: number, saying: "one matter", by: complaints.handler)
        let merged = try await desk.complaint(member, by: complaints.handler)
        #expect(merged.summary.mergedInto == whole && merged.mergedInto?.id == whole)
        #expect(merged.acts == [.note, .link, .unmerge])
        #expect(
            await complaints.code { try await complaints.act(member, .acknowledge) }
                == .complaintMerged)
        try await complaints.decide(whole, ComplaintDecision(.partly))
        try await complaints.answer(whole)
        #expect(try await complaints.row(member).nextDueAt == nil)
        try await complaints.compareLists()
        let told = try await desk.complaint(whole, by: complaints.handler)
        #expect(told.members.map(\.id) == [member])
        #expect(told.complaint.answered == [whole, member])
        try await desk.unmergeComplaint(
            member, saying: "two matters after all", by: complaints.handler)
        let after = try await desk.complaint(member, by: complaints.officer)
        #expect(after.summary.state == before.summary.state && after.clocks == before.clocks)
        #expect(after.summary.nearest == before.summary.nearest)
        #expect(try await complaints.row(member).mergedInto == nil)
        #expect(try await desk.complaint(whole, by: complaints.handler).members.isEmpty)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test func `a reopened complaint is looked at by somebody else`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.investigate(id)
        try await complaints.decide(id, ComplaintDecision(.rejected))
        try await complaints.answer(id)
        try await complaints.act(id, .close)
        try await complaints.act(id, .reopen, by: complaints.officer)
        let row = try await complaints.row(id)
        #expect(row.state == .reopened && row.round == 2 && row.assignee == nil)
        #expect(row.closedAt == nil && row.outcome == nil && row.nextDueAt != nil)
        try await complaints.compareLists()
        #expect(
            await complaints.refusal { try await complaints.act(id, .take) }?.subject
                == "their-decision")
        try await complaints.act(id, .take, by: complaints.other)
        try await complaints.act(id, .investigate, by: complaints.other)
        try await complaints.decide(id, ComplaintDecision(.upheld), by: complaints.other)
        try await complaints.answer(id, by: complaints.other)
        try await complaints.act(id, .close, by: complaints.other)
        #expect(try await complaints.state(id) == .closed)
    }

    @Test func `what is split off has its own number, the words, and no more time`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        complaints.house.clock.move(by: 5 * 86_400)
        try await complaints.act(id, .acknowledge)
        let part = try await complaints.desk.splitComplaint(
            id, calls: [complaints.call], saying: "the refund is another matter",
            by: complaints.handler)
        let (here, there) = (try await complaints.row(id), try await complaints.row(part))
        #expect(there.number.count == here.number.count + 1)
        #expect(there.receivedAt == here.receivedAt && there.nextDueAt == here.nextDueAt)
        let detail = try await complaints.desk.complaint(part, by: complaints.officer)
        #expect(detail.text == "Nobody called me back")
        #expect(detail.calls.map(\.call.id) == [complaints.call])
        #expect(try await complaints.desk.complaint(id, by: complaints.officer).calls.isEmpty)
    }
}
