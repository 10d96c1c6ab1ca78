import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Actions against causes: opened, done and checked by somebody else, on the desk's own figures.
struct ActionDeskTests {
    private func day(_ complaints: ComplaintHouse, _ days: Int = 0) -> LocalDay {
        LocalDay(of: complaints.now, in: .utc).advanced(by: days)
    }

    private func open(
        _ complaints: ComplaintHouse, by principal: Principal? = nil,
        _ change: (inout NewAction) -> Void = { _ in }
    ) async throws -> CorrectiveAction.ID {
        var new = NewAction(
            .corrective, cause: "care", due: day(complaints, 30), text: "Say the price first")
        change(&new)
        return try await complaints.desk.openAction(new, by: principal ?? complaints.handler)
    }

    private func finish(_ complaints: ComplaintHouse) -> ActionWish {
        .finish(on: day(complaints), checkFrom: day(complaints, 60))
    }

    private func seen(
        _ complaints: ComplaintHouse, by principal: Principal,
        _ change: (inout ActionFilter) -> Void = { _ in }
    ) async throws -> [CorrectiveAction.ID] {
        var filter = ActionFilter()
        change(&filter)
        return try await complaints.desk.actions(filter, after: nil, limit: 50, by: principal)
            .items.map(\.id)
    }

    @Test(arguments: Engine.allCases)
    func `an action goes its way, each act once in the ledger`(_ engine: Engine) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        let from = try await complaints.register()
        let id = try await open(complaints) { $0.complaints = [from] }
        var detail = try await desk.action(id, by: complaints.officer)
        #expect(detail.summary.number == 1 && detail.summary.state == .open)
        #expect(detail.summary.owner == complaints.handler.person)
        #expect(detail.summary.words == "Say the price first")
        #expect(detail.complaints.map(\.id) == [from] && detail.figures == nil)
        #expect(try await desk.actionID(numbered: 1, by: complaints.officer) == id)
        #expect(try await seen(complaints, by: complaints.officer) { $0.complaint = from } == [id])
        try await desk.actOnAction(id, .note, saying: "begun", by: complaints.other)
        try await desk.actOnAction(
            id, finish(complaints), saying: "trained", by: complaints.handler)
        detail = try await desk.action(id, by: complaints.officer)
        #expect(detail.summary.state == .done && detail.summary.next == day(complaints, 60))
        // Nothing happened since, so that figures say nothing yet.
        #expect(detail.figures?.effect.verdict == .tooEarly)
        #expect(!detail.acts.contains(.confirm) && detail.acts.contains(.reject))
        complaints.house.clock.move(by: 61 * 86_400)
        #expect(try await desk.actionsToDo(by: complaints.officer) == 1)
        #expect(try await seen(complaints, by: complaints.officer) { $0.due = .check } == [id])
        #expect(
            await complaints.refusal {
                try await desk.actOnAction(
                    id, .confirm(.measured), saying: "fewer", by: complaints.officer)
            }?.subject == "figures")
        try await desk.actOnAction(
            id, .confirm(.otherwise), saying: "heard calls", by: complaints.officer)
        detail = try await desk.action(id, by: complaints.handler)
        #expect(detail.summary.state == .effective && detail.action.check?.ground == .otherwise)
        #expect(detail.timeline.map(\.text) == [
            "Say the price first", "begun", "trained", "heard calls",
        ])
        #expect(try await seen(complaints, by: complaints.officer).isEmpty)
        #expect(
            try await seen(complaints, by: complaints.officer) { $0.states = [.effective] } == [id])
        let entries = try await complaints.house.ledger().filter { $0.object == "action:\(id)" }
        #expect(
            entries.map(\.action.rawValue) == [
                "action.open", "action.note", "action.finish", "action.confirm",
            ])
        let words = entries.flatMap { $0.details.values }.joined()
        #expect(!words.contains("price") && !words.contains("heard"))
    }

    @Test func `who owns it finishes it, and somebody else checks it`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let both = Principal(
            id: complaints.handler.id, roles: [.complaintHandler, .complianceOfficer],
            account: complaints.handler.account)
        let id = try await open(complaints)
        #expect(
            await complaints.refusal {
                try await desk.actOnAction(
                    id, finish(complaints), saying: "x", by: complaints.other)
            }?.subject == "owner")
        try await desk.actOnAction(id, finish(complaints), saying: "x", by: both)
        complaints.house.clock.move(by: 61 * 86_400)
        for wish in [
            ActionWish.confirm(.otherwise), .reject(.otherwise, due: day(complaints, 9)),
            .postponeCheck(day(complaints, 9)),
        ] {
            #expect(
                await complaints.refusal {
                    try await desk.actOnAction(id, wish, saying: "x", by: both)
                }?.subject == "other-than-owner")
        }
        #expect(
            await complaints.code {
                try await desk.actOnAction(
                    id, .confirm(.otherwise), saying: "x", by: complaints.other)
            } == .notAllowed)
        try await desk.actOnAction(
            id, .reject(.otherwise, due: day(complaints, 9)), saying: "x",
            by: complaints.officer)
        let detail = try await desk.action(id, by: complaints.officer)
        #expect(detail.summary.state == .open && detail.summary.round == 2)
        #expect(detail.summary.due == day(complaints, 9))
    }

    @Test(arguments: CorrectiveAction.State.allCases)
    func `the desk does what the table says`(_ state: CorrectiveAction.State) async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let wishes: [ActionWish] = [
            .note, .assign(complaints.other.person), .reschedule(day(complaints, 40)),
            finish(complaints), .postponeCheck(day(complaints, 99)), .confirm(.otherwise),
            .reject(.otherwise, due: day(complaints, 99)), .drop,
            .reopen(due: day(complaints, 99)),
        ]
        #expect(Set(wishes.map(\.act)) == Set(ActionAct.allCases).subtracting([.open]))
        for wish in wishes {
            let id = try await open(complaints)
            if state == .done || state == .effective {
                try await desk.actOnAction(
                    id, .finish(on: day(complaints), checkFrom: day(complaints)), saying: "x",
                    by: complaints.handler)
            }
            if state == .effective {
                try await desk.actOnAction(
                    id, .confirm(.otherwise), saying: "x", by: complaints.officer)
            }
            if state == .dropped {
                try await desk.actOnAction(id, .drop, saying: "x", by: complaints.officer)
            }
            let rule = ActionTable.rule(wish.act)
            let who = wish.act == .finish ? complaints.handler : complaints.officer
            if rule.from.contains(state) {
                try await desk.actOnAction(id, wish, saying: "x", by: who)
                let now = try await desk.action(id, by: who).summary.state
                #expect(now == rule.leads ?? state)
            } else {
                #expect(
                    await complaints.code {
                        try await desk.actOnAction(id, wish, saying: "x", by: who)
                    } == .actionState)
            }
        }
    }

    @Test func `what was seen is what is acted on`() async throws {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let id = try await open(complaints)
        try await desk.actOnAction(id, .note, saying: "x", after: 1, by: complaints.other)
        #expect(
            await complaints.code {
                try await desk.actOnAction(id, .note, saying: "x", after: 1, by: complaints.other)
            } == .actionChanged)
        #expect(
            await complaints.refusal {
                try await desk.actOnAction(id, .note, saying: " \n", by: complaints.other)
            }?.subject == "words")
    }

    @Test(arguments: Engine.allCases)
    func `each sees what is theirs to see, and nobody what is about them`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let desk = complaints.desk
        let team = try await desk.addTeam("east", by: .staffing)
        let east = try await desk.addAgent(
            staffCode: "E1", name: "Ella", team: team, by: .staffing)
        let ofTeam = try await open(complaints) { ($0.dimension, $0.key) = (.team, "\(team)") }
        let ofAgent = try await open(complaints) { ($0.dimension, $0.key) = (.agent, "E1") }
        let ofAll = try await open(complaints)
        let lead = Principal(
            id: "account:lead", roles: [.supervisor], teams: [team], account: Account.ID(78))
        let ella = Principal(
            id: "account:ella", roles: [.complianceOfficer], agent: east, account: Account.ID(79))
        let clerk = Principal(id: "account:clerk", roles: [.agent], account: Account.ID(77))
        #expect(try await Set(seen(complaints, by: complaints.officer)) == [ofTeam, ofAgent, ofAll])
        #expect(try await Set(seen(complaints, by: lead)) == [ofTeam, ofAgent])
        #expect(try await Set(seen(complaints, by: ella)) == [ofTeam, ofAll])
        #expect(try await seen(complaints, by: clerk).isEmpty)
        #expect(
            await complaints.code { _ = try await desk.action(ofAgent, by: ella) }
                == .noSuchAction)
        #expect(
            await complaints.code { _ = try await desk.action(ofAll, by: lead) } == .noSuchAction)
        #expect(
            await complaints.code { _ = try await desk.actionID(numbered: 2, by: ella) }
                == .noSuchAction)
        let shown = try await desk.action(ofAgent, by: lead)
        #expect(shown.summary.groupTitle == "Ella" && shown.acts.isEmpty)
    }

    @Test func `what can't be opened is said, and nothing is kept`() async throws {
        let complaints = try await ComplaintHouse()
        let bad: [(String, (inout NewAction) -> Void)] = [
            ("known-cause", { $0.cause = "elsewhere" }),
            ("words", { $0.text = " " }),
            ("day-to-come", { $0.due = LocalDay(number: 10) }),
            ("group", { ($0.dimension, $0.key) = (.team, "0000000000007") }),
            ("group", { ($0.dimension, $0.key) = (.agent, "nobody") }),
            ("group", { ($0.dimension, $0.key) = (.scriptVersion, "x") }),
            ("owner", { $0.owner = "account:0000000000007" }),
            ("owner", { $0.owner = complaints.agent.person }),
        ]
        for (subject, change) in bad {
            #expect(
                await complaints.refusal { _ = try await open(complaints, change) }?.subject
                    == subject)
        }
        #expect(
            await complaints.code {
                _ = try await open(complaints) { $0.complaints = [Complaint.ID(77)] }
            } == .noSuchComplaint)
        #expect(
            await complaints.code { _ = try await open(complaints, by: complaints.agent) }
                == .notAllowed)
        #expect(try await seen(complaints, by: complaints.officer).isEmpty)
    }

    @Test func `a check rests on the figures of its cause and group`() async throws {
        let figures = try await FigureHouse()
        let (complaints, desk) = (figures.complaints, figures.desk)
        let id = try await open(complaints) {
            ($0.dimension, $0.key) = (.team, "\(figures.teams[0])")
        }
        try await desk.actOnAction(
            id, .finish(on: day(complaints), checkFrom: day(complaints)), saying: "x",
            by: complaints.handler)
        let detail = try await desk.action(id, by: complaints.officer)
        let before = try #require(detail.figures?.effect.before)
        #expect(before.events > 15 && before.exposure >= 300)
        let none = try await open(complaints) {
            ($0.dimension, $0.key) = (.team, "\(figures.teams[1])")
        }
        try await desk.actOnAction(
            none, .finish(on: day(complaints), checkFrom: day(complaints)), saying: "x",
            by: complaints.handler)
        let other = try await desk.action(none, by: complaints.officer)
        #expect(other.figures?.effect.before.events == 0)
        try await desk.actOnAction(
            id, .confirm(.otherwise), saying: "x", by: complaints.officer)
        let kept = try await desk.action(id, by: complaints.officer)
        #expect(kept.action.check?.before == before)
        let cause = try await desk.cause("person", by: complaints.officer)
        #expect((cause.trend?.effect.after.events ?? 0) > 0 && cause.actions.count == 2)
        #expect(cause.recurrence?.doneOn == day(complaints))
        let own = try await desk.cause("care", by: complaints.agent)
        #expect(own.trend == nil && own.actions.isEmpty && own.complaints.isEmpty)
        #expect(
            await complaints.code { _ = try await desk.cause("gone", by: complaints.officer) }
                == .noSuchCause)
    }

    @Test(arguments: Engine.allCases)
    func `a cause shows whether the question that watches for it got better since the action`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let scoring = try await ScoringHouse(on: complaints.house)
        let desk = complaints.desk
        let id = try await open(complaints)
        try await desk.actOnAction(
            id, .finish(on: day(complaints), checkFrom: day(complaints, 30)), saying: "trained",
            by: complaints.handler)
        let done = day(complaints)
        // 50, 60, 70, 60, 60 and 80, 90, 70, 80, 80, 80, as reckoned by hand in CoachingTests.
        for (days, shares) in [
            (-60, [0, 0, 0]), (-5, [5000, 6000, 7000, 6000, 6000]),
            (5, [8000, 9000, 7000, 8000, 8000, 8000]),
        ] {
            try await scoring.rollUp(shares, on: done.advanced(by: days), of: 0, in: "all")
        }
        complaints.house.clock.move(by: 40 * 86_400)
        for code in ["care", "person"] {
            let cause = try await desk.cause(code, by: complaints.officer)
            #expect(cause.questions.map(\.question.text) == ["conduct/greeting"])
            let asked = try #require(cause.questions.first)
            #expect(asked.text != nil)
            #expect(asked.effect?.before?.value == 60 && asked.effect?.before?.count == 5)
            #expect(asked.effect?.after?.value == 80 && asked.effect?.verdict == .up)
        }
        let supervisor = Principal(id: "account:s", roles: [.supervisor], teams: [Team.ID(5)])
        let cause = try await desk.cause("care", by: supervisor)
        #expect(cause.questions.first?.effect?.before == nil)
    }

    @Test(arguments: Engine.allCases)
    func `words go with the customer whose complaint it came from`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let from = try await complaints.register { $0.calls = [] }
        let id = try await open(complaints) { $0.complaints = [from] }
        let other = try await open(complaints)
        try await complaints.house.erase(complaints.customer)
        let detail = try await complaints.desk.action(id, by: complaints.officer)
        #expect(detail.summary.words.isEmpty && detail.timeline.map(\.text) == [nil])
        #expect(
            try await complaints.desk.action(other, by: complaints.officer).summary.words
                == "Say the price first")
    }
}

extension ComplaintHouse {
    /// Some of everything that an action leaves which comes from `complaint`.
    func liveInActions(from complaint: Complaint.ID) async throws {
        var new = NewAction(
            .corrective, cause: "care", due: LocalDay(of: now, in: .utc).advanced(by: 30),
            text: "Train them")
        new.complaints = [complaint]
        let id = try await desk.openAction(new, by: handler)
        try await desk.actOnAction(id, .note, saying: "begun", by: other)
    }
}
