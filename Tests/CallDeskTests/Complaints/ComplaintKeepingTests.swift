import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// What is kept of complaints: calls, words, numbers, clocks.
struct ComplaintKeepingTests {
    @Test func `a linked call is held once for each complaint, whoever links it`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let id = try await complaints.register()
        func holds() async throws -> [Hold] {
            try await desk.holds(
                kind: .call, isOpen: true, on: .call(complaints.call), after: nil, limit: 10,
                by: complaints.officer
            ).items
        }
        let number = try await complaints.row(id).number
        #expect(try await holds().map(\.because) == ["complaint \(number)"])
        try await desk.linkCall(
            id, call: complaints.call, isSubject: false, saying: "", by: complaints.handler)
        #expect(try await holds().count == 1)
        #expect(
            try await desk.complaint(id, by: complaints.handler).calls.map(\.isSubject) == [false])
        _ = try await complaints.register()
        #expect(try await holds().count == 2)
        #expect(
            await complaints.code {
                _ = try await desk.askErasure(
                    of: complaints.customer, because: "their wish", by: .asker)
            } == .held)
        try await complaints.act(id, .acknowledge)
        try await complaints.act(id, .take)
        try await complaints.act(id, .unlinkCall(complaints.call))
        #expect(try await holds().count == 2)
        #expect(try await desk.complaint(id, by: complaints.handler).calls.isEmpty)
    }

    @Test func `an assessment corrects the product, and an unknown one is refused`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let id = try await complaints.register { $0.productCode = "life" }
        try await complaints.act(id, .acknowledge)
        func assess(_ product: String?) async throws -> String? {
            try await desk.assessComplaint(
                id, type: "pressure", severity: "high", complexity: .simple, product: product,
                saying: "", by: complaints.handler)
            return try await complaints.row(id).productCode
        }
        #expect(try await assess("life") == "life")
        #expect(try await assess("motor") == "motor")
        #expect(try await assess(nil) == "motor")
        let refusal = await complaints.refusal { _ = try await assess("boat") }
        #expect(refusal?.subject == "known-classes")
        #expect(try await complaints.row(id).productCode == "motor")
        let said = try await desk.complaint(id, by: complaints.handler).complaint.history
            .compactMap { event -> String? in
                if case .assess(let found) = event.deed { found.product ?? "–" } else { nil }
            }
        #expect(said == ["–", "motor", "–"])
    }

    @Test func `a call that a complaint is about is put up for scoring, once`() async throws {
        let complaints = try await ComplaintHouse()
        let (house, desk) = (complaints.house, complaints.desk)
        let lead = Staff.account(try await house.addAccount("qalead", [.qaLead]), [.qaLead])
        func evaluations() async throws -> [EvaluationSummary] {
            try await desk.evaluations(.init(), after: nil, limit: 10, by: lead).items
        }
        let first = try await complaints.register()
        #expect(try await evaluations().isEmpty)
        var card = ScoringHouse.conduct
        card.code = "complaint-call"
        let id = try await desk.addScorecard(card, by: lead)
        try await desk.publishScorecard(
            id, version: 1, from: LocalDay(number: ScoringHouse.day.number - 10), by: lead)
        _ = try await complaints.register()
        #expect(try await evaluations().map(\.call) == [complaints.call])
        #expect(try await evaluations().map(\.stream) == [.single])
        _ = try await complaints.register()
        #expect(try await evaluations().count == 1)
        let shown = try await desk.complaint(first, by: lead)
        #expect(shown.calls.first?.evaluations.count == 1)
        // Who sees no evaluations sees none here.
        let others = try await desk.complaint(first, by: complaints.handler)
        #expect(others.calls.first?.evaluations == [])
    }

    @Test(arguments: Engine.allCases)
    func `an erased customer's complaint says what was done, and no word`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        var form = complaints.form(calls: [])
        form.remedy = "An apology"
        form.parties = [
            .init(kind: .complainant, name: "Ann Lee"),
            .init(kind: .representative, name: "Bob Stone"),
        ]
        form.parties[0].phone = "13700137000"
        let id = try await desk.receiveComplaint(form, by: complaints.handler).id
        let customer = try #require(try await complaints.row(id).customer)
        #expect(customer != complaints.customer)
        try await complaints.act(id, .acknowledge, saying: "We wrote to Ann")
        let masked = try await desk.complaint(id, by: complaints.handler)
        #expect(masked.parties.map(\.name) == ["A•••••", "B•••••"])
        #expect(masked.parties[0].phone == "137•••••000")
        _ = try await desk.reveal(
            customer, for: .complaint, because: "to call back", by: complaints.handler)
        let plain = try await desk.complaint(id, by: complaints.handler)
        #expect(plain.parties.map(\.name) == ["Ann Lee", "Bob Stone"])
        #expect(
            try await desk.complaint(id, by: complaints.other).parties[0].name == "A•••••")
        try await complaints.house.erase(customer)
        let blank = try await desk.complaint(id, by: complaints.handler)
        #expect(blank.text == nil && blank.remedy.isEmpty)
        #expect(blank.parties.allSatisfy { $0.name.isEmpty && $0.phone.isEmpty })
        #expect(blank.timeline.allSatisfy { $0.text == nil })
        #expect(blank.summary.state == .acknowledged && blank.clocks == plain.clocks)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test func `what somebody else did meanwhile isn't overrun`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let id = try await complaints.register()
        let seen = try await desk.complaint(id, by: complaints.handler).version
        try await complaints.act(id, .note, by: complaints.other)
        #expect(
            await complaints.code {
                try await desk.actOnComplaint(
                    id, .acknowledge, saying: "words", after: seen, by: complaints.handler)
            } == .complaintChanged)
        try await desk.actOnComplaint(
            id, .acknowledge, saying: "words", after: seen + 1, by: complaints.handler)
        #expect(try await complaints.state(id) == .acknowledged)
    }

    @Test(arguments: [
        "UPDATE complaint_event SET at = at + 1 WHERE number = 2",
        "UPDATE complaint_event SET by = 'account:x' WHERE number = 2",
        "DELETE FROM complaint_event WHERE number = 3",
        "UPDATE complaint SET state = 'closed'",
        "UPDATE complaint SET customer_id = NULL",
    ] as [SQL])
    func `an altered history is neither shown nor gone on with`(_ change: SQL) async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.act(id, .acknowledge)
        try await complaints.house.alter(change)
        await #expect(throws: DeskFault.self) {
            _ = try await complaints.desk.complaint(id, by: complaints.officer)
        }
        await #expect(throws: DeskFault.self) { try await complaints.act(id, .note) }
    }

    @Test func `an altered history is found by a check`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.house.alter(
            "UPDATE complaint_event SET deed = '{\"act\":\"note\"}', act = 'note' WHERE number = 3")
        let found = try await complaints.house.findings()
        #expect(found.count == 1)
        await #expect(throws: DeskFault.self) { try await complaints.act(id, .note) }
    }

    @Test(arguments: [
        "DELETE FROM complaint_event WHERE number = 2",
        "DELETE FROM complaint_event WHERE number = (SELECT max(number) FROM complaint_event)",
        "DELETE FROM complaint_event",
    ] as [SQL])
    func `a history that lost a line is found by a check`(_ change: SQL) async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        try await complaints.act(id, .acknowledge)
        #expect(try await complaints.house.findings() == [])
        try await complaints.house.alter(change)
        let found = try await complaints.house.findings()
        #expect(
            found.contains(Finding(table: "complaint_event", row: "\(id)", kind: .missing)),
            "\(found)")
        #expect(found.allSatisfy { $0.table == "complaint_event" })
    }

    @Test(arguments: Engine.allCases)
    func `clocks read the same anew, and what ran out is noted once`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let (house, desk) = (complaints.house, complaints.desk)
        let id = try await complaints.register()
        let waiting = try await complaints.register { $0.calls = [] }
        try await complaints.act(waiting, .acknowledge)
        try await complaints.act(waiting, .take)
        try await complaints.act(waiting, .wait(.customer))
        let row = try await complaints.row(id)
        #expect(try await complaints.row(waiting).nextDueAt == nil)
        try await desk.watchComplaintClocks(by: .daemon)
        #expect(try await complaints.row(id).version == row.version)
        func breaches() async throws -> [LedgerEntry.Content] {
            try await house.ledger().filter { $0.action == .complaintBreached }
        }
        #expect(try await breaches().isEmpty)
        house.clock.move(by: 16 * 86_400)
        try await desk.watchComplaintClocks(by: .daemon)
        try await desk.watchComplaintClocks(by: .daemon)
        #expect(try await breaches().map(\.object) == ["complaint:\(id)"])
        #expect(try await breaches().first?.details["clock"] == "answer")
        let board = try await desk.complaintBoard(by: complaints.officer)
        try await complaints.compareLists()
        #expect(board.breached == 1 && board.columns.map(\.count).reduce(0, +) == 2)
        #expect(board.columns.first?.cards.first?.nearest?.state == .breached)
        // A board whose cards don't show customers leaves them sealed, and is the same otherwise.
        let bare = try await desk.complaintBoard(
            by: complaints.officer, namingCustomers: false
        ).columns.flatMap(\.cards)
        let named = board.columns.flatMap(\.cards)
        #expect(named.contains { $0.customerNameMasked != nil })
        #expect(bare.allSatisfy { $0.customerNameMasked == nil })
        #expect(bare.map(\.id) == named.map(\.id))
        #expect(bare.map(\.assigneeTitle) == named.map(\.assigneeTitle))
        let clocks = try await desk.complaint(id, by: complaints.officer).clocks
        let again = try await house.restarted()
        try await again.desk.watchComplaintClocks(by: .daemon)
        #expect(
            try await again.desk.complaint(id, by: complaints.officer).clocks == clocks)
        let kept = try await again.database.read { try $0.complaint(id) }
        #expect(kept?.nextDueAt == row.nextDueAt && kept?.rowMAC == row.rowMAC)
    }

    @Test func `a complaint lacking something is refused with the field that lacks it`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        func subject(_ change: (inout ComplaintForm) -> Void) async -> String? {
            await complaints.refusal { _ = try await complaints.register(change) }?.subject
        }
        #expect(await subject { $0.parties = [] } == "parties")
        #expect(await subject { $0.parties[0].customer = nil } == "parties")
        #expect(await subject { $0.text = " " } == "words")
        #expect(await subject { $0.language = "in English" } == "language")
        #expect(await subject { $0.agents = ["nobody"] } == "agents")
        #expect(await subject { $0.aboutDecisionsOf = ["nobody"] } == "aboutDecisionsOf")
        #expect(await subject { $0.campaign = "nothing" } == "campaign")
        #expect(await subject { $0.regimes = ["nowhere"] } == "place")
        #expect(await subject { $0.receivedAt = complaints.now + 3600 } == "at")
        #expect(
            await complaints.code {
                _ = try await complaints.register { $0.calls = [Call.ID(1)] }
            } == .noSuchCall)
        let clerk = Principal(id: "account:clerk", roles: [.agent], account: Account.ID(77))
        #expect(
            await complaints.code {
                _ = try await complaints.register(by: clerk) { $0.calls = [] }
            } == .noSuchCustomer)
        #expect(try await complaints.desk.complaintCount(.init(), by: complaints.officer) == 0)
    }

    @Test func `what may belong to a complaint is found, and its search noted`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let first = try await complaints.register()
        let found = try await desk.complaintMatches(
            ComplaintProbe(phone: ComplaintHouse.phone, around: complaints.now),
            by: complaints.handler)
        #expect(found.customer?.id == complaints.customer)
        #expect(found.calls.map(\.id) == [complaints.call])
        #expect(found.duplicates.map(\.id) == [first])
        #expect(try await complaints.house.actions().last == .callFoundByNumber)
        let second = try await complaints.register { $0.links = [first] }
        let shown = try await desk.complaint(second, by: complaints.handler)
        #expect(shown.links.map(\.id) == [first] && shown.duplicates.isEmpty)
        let numbers = [
            try await complaints.row(first).number, try await complaints.row(second).number,
        ]
        #expect(numbers.map(\.count) == [1, 2])
    }
}

/// Calls with and without complaints are drawn apart.
struct ComplaintSamplingTests {
    @Test(arguments: Engine.allCases)
    func `samples tell calls with complaints from those without`(_ engine: Engine) async throws {
        let scoring = try await ScoringHouse(
            on: House(on: StateFolder(database: DatabasePlace(engine))))
        let calls = try await scoring.takeIn(4)
        let handler = Staff.account(
            try await scoring.house.addAccount("handler1", [.complaintHandler]),
            [.complaintHandler])
        var form = ComplaintForm(channel: .letter, language: "en", text: "Too loud")
        form.parties = [.init(kind: .complainant, name: "Ann Lee")]
        form.calls = [calls[1]]
        _ = try await scoring.desk.receiveComplaint(form, by: handler)
        let with = ScoringHouse.plan(
            "With", method: .everything, population: Population(hasComplaint: true))
        let without = ScoringHouse.plan(
            "Without", method: .everything, population: Population(hasComplaint: false))
        let other = try await scoring.desk.addSamplePlan(without, by: scoring.lead)
        let drawn = try await scoring.drawn(with)
        #expect(Set(try await scoring.picks(of: drawn.id).map(\.call)) == [calls[1]])
        let second = try #require(
            try await scoring.desk.draws(of: other, after: nil, limit: 5, by: scoring.lead)
                .items.first)
        #expect(
            Set(try await scoring.picks(of: second.id).map(\.call))
                == Set(calls).subtracting([calls[1]]))
    }
}
