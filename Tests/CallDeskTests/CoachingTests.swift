import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A house with a released evaluation of agent 201, and people who coach.
private struct CoachingHouse {
    let scoring: ScoringHouse
    let evaluation: Evaluation.ID
    let call: Call.ID
    let agent: Principal
    let supervisor = Principal(id: "account:supervisor", roles: [.supervisor])

    var desk: CallDesk { scoring.desk }
    var house: House { scoring.house }
    var analyst: Principal { scoring.analysts[0] }
    var today: LocalDay { LocalDay(of: house.clock.now, in: .utc) }

    init(_ engine: Engine = .sqlite) async throws {
        let scoring = try await ScoringHouse(
            on: House(on: StateFolder(database: DatabasePlace(engine))))
        self.scoring = scoring
        call = try await scoring.takeIn(3)[0]
        evaluation = try await scoring.desk.evaluate(
            call, by: scoring.card, dueInDays: 3, by: scoring.lead)
        try await scoring.desk.claim(evaluation, by: scoring.analysts[0])
        let saved = try await scoring.desk.saveDraft(
            of: evaluation, revision: 0, ScoringHouse.sheet(greeting: "no"),
            by: scoring.analysts[0])
        try await scoring.desk.submit(
            evaluation, revision: saved.revision, by: scoring.analysts[0])
        let id = try #require(
            try await scoring.house.database.read { try $0.agent(code: "201")?.id })
        agent = Principal(id: "account:agent", roles: [.agent], agent: id)
    }

    func release() async throws {
        house.clock.move(by: 25 * 3600)
        _ = try await desk.releaseDue(by: .daemon)
    }

    var onGreeting: NewCoaching.NewTopic {
        NewCoaching.NewTopic(evaluation: evaluation, question: "greeting")
    }

    /// A note about the greeting of the evaluation, due in a week.
    func note(dueIn days: Int = 7, agent: String? = nil) -> NewCoaching {
        NewCoaching(
            kind: .note, agentCode: agent, text: "Calm and clear. Say your name first.",
            dueThrough: today.advanced(by: days), topics: [onGreeting])
    }

    func refusal(_ body: () async throws -> Void) async -> Refusal? {
        await #expect(throws: Refusal.self) { try await body() }
    }

    func code(_ body: () async throws -> Void) async -> Refusal.Code? {
        await refusal(body)?.code
    }

    /// Evaluations of the greeting on a day so far from today, in hundredths of a percent.
    func rollUp(_ day: Int, _ shares: [Int]) async throws {
        try await scoring.rollUp(
            shares, on: today.advanced(by: day), of: try #require(agent.agent).rawValue,
            in: "agent")
    }
}

struct CoachingTests {
    @Test(arguments: Engine.allCases)
    func `a coaching goes from its maker over the agent to what came of it`(
        _ engine: Engine
    ) async throws {
        let coached = try await CoachingHouse(engine)
        let desk = coached.desk
        #expect(
            await coached.code {
                _ = try await desk.addCoaching(coached.note(), by: coached.analyst)
            } == .coachingProblems)
        try await coached.release()
        let id = try await desk.addCoaching(coached.note(), by: coached.analyst)
        #expect(try await desk.coachingToDo(by: coached.agent) == 1)
        let seen = try await desk.coaching(id, by: coached.agent)
        #expect(seen.text == "Calm and clear. Say your name first.")
        #expect(seen.summary.agentCode == "201" && seen.summary.state == .open)
        #expect(seen.topics.map(\.evaluation) == [coached.evaluation])
        #expect(seen.topics.map(\.call) == [coached.call] && seen.topics[0].card == "conduct")
        #expect(seen.topics[0].question?.text.english == "Says the own name")
        #expect(seen.mayAcknowledge && !seen.mayFinish && !seen.mayWithdraw)
        #expect(
            await coached.code {
                try await desk.finishCoaching(id, result: "Better", by: coached.analyst)
            } == .coachingState)
        try await desk.acknowledgeCoaching(id, saying: "I will", by: coached.agent)
        #expect(
            await coached.code {
                try await desk.acknowledgeCoaching(id, saying: "", by: coached.agent)
            } == .coachingState)
        #expect(try await desk.coaching(id, by: coached.analyst).mayFinish)
        try await desk.finishCoaching(id, result: "Says it in nine of ten", by: coached.analyst)
        let after = try await desk.coaching(id, by: coached.agent)
        #expect(after.summary.state == .done)
        #expect(after.steps.map(\.kind) == [.made, .acknowledged, .done])
        #expect(after.steps.map(\.text) == ["", "I will", "Says it in nine of ten"])
        #expect(
            await coached.code {
                try await desk.withdrawCoaching(id, because: "Not so", by: coached.analyst)
            } == .coachingState)
        let actions = try await coached.house.actions()
        #expect(actions.suffix(3) == [.coachingMade, .coachingAcknowledged, .coachingDone])
        #expect(try await coached.house.findings().isEmpty)
    }

    @Test func `who made it ends it, or a lead, and nobody their own`() async throws {
        let coached = try await CoachingHouse()
        try await coached.release()
        let desk = coached.desk
        let other = coached.scoring.analysts[1]
        var ids: [Coaching.ID] = []
        for _ in 0..<3 {
            ids.append(try await desk.addCoaching(coached.note(), by: coached.analyst))
        }
        #expect(
            await coached.code {
                try await desk.withdrawCoaching(ids[0], because: "Not so", by: other)
            } == .othersCoaching)
        #expect(try await desk.coaching(ids[0], by: other).mayWithdraw == false)
        try await desk.withdrawCoaching(ids[0], because: "Not so", by: coached.scoring.lead)
        try await desk.withdrawCoaching(ids[1], because: "Not so", by: coached.supervisor)
        let both = Principal(
            id: "account:both", roles: [.agent, .supervisor], agent: coached.agent.agent)
        #expect(
            await coached.code { _ = try await desk.addCoaching(coached.note(), by: both) }
                == .ownCoaching)
        #expect(
            await coached.code {
                try await desk.withdrawCoaching(ids[2], because: "Not so", by: both)
            } == .othersCoaching)
        let ended = try await desk.coachings(
            CoachingFilter(states: [.withdrawn]), after: nil, limit: 10, by: coached.analyst)
        #expect(Set(ended.items.map(\.id)) == Set(ids.prefix(2)))
    }

    @Test func `a coaching beyond one's reach is told of as if it weren't there`() async throws {
        let coached = try await CoachingHouse()
        try await coached.release()
        let desk = coached.desk
        let id = try await desk.addCoaching(coached.note(), by: coached.analyst)
        let elsewhere = Principal(id: "account:x", roles: [.supervisor], teams: [Team.ID(1)])
        let colleague = Principal(id: "account:y", roles: [.agent], agent: Agent.ID(1))
        for reader in [elsewhere, colleague] {
            #expect(
                await coached.code { _ = try await desk.coaching(id, by: reader) }
                    == .noSuchCoaching)
            let seen = try await desk.coachings(
                CoachingFilter(), after: nil, limit: 10, by: reader)
            #expect(seen.items.isEmpty)
        }
        #expect(
            await coached.code {
                try await desk.acknowledgeCoaching(id, saying: "", by: colleague)
            } == .noSuchCoaching)
        #expect(
            await coached.code { try await desk.withdrawCoaching(id, because: "x", by: elsewhere) }
                == .noSuchCoaching)
        var foreign = coached.note(agent: "201")
        foreign.topics = []
        #expect(
            await coached.code { _ = try await desk.addCoaching(foreign, by: elsewhere) }
                == .coachingProblems)
    }

    @Test(arguments: Engine.allCases)
    func `lists begin with what is overdue, and walk everything once`(
        _ engine: Engine
    ) async throws {
        let coached = try await CoachingHouse(engine)
        try await coached.release()
        let desk = coached.desk
        var made: [Coaching.ID] = []
        for days in [9, 0, 3, 3, 20] {
            made.append(
                try await desk.addCoaching(coached.note(dueIn: days), by: coached.analyst))
        }
        #expect(try await desk.coachingToDo(by: coached.analyst) == 0)
        coached.house.clock.move(by: 4 * 86_400)
        #expect(try await desk.coachingToDo(by: coached.analyst) == 3)
        var walked: [Coaching.ID] = []
        var cursor: String?
        repeat {
            let page = try await desk.coachings(
                CoachingFilter(agentCode: "201"), after: cursor, limit: 2, by: coached.analyst)
            walked += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil && walked.count < 20
        let inOrder = [made[1], made[2], made[3], made[0], made[4]]
        #expect(walked == inOrder)
        let overdue = try await desk.coachings(
            CoachingFilter(isOverdue: true), after: nil, limit: 10, by: coached.supervisor)
        #expect(overdue.items.map(\.id) == Array(inOrder.prefix(3)))
        let today = coached.today
        #expect(overdue.items.allSatisfy { $0.isOverdue(on: today) && $0.topics == 1 })
        let nobody = try await desk.coachings(
            CoachingFilter(agentCode: "999"), after: nil, limit: 10, by: coached.analyst)
        #expect(nobody.items.isEmpty)
    }

    @Test func `a coaching that doesn't fit is refused with what to do`() async throws {
        let coached = try await CoachingHouse()
        try await coached.release()
        let (desk, today) = (coached.desk, coached.today)
        let calls = try await desk.calls(
            CallFilter(), after: nil, limit: 10, by: coached.scoring.lead)
        let foreign = try #require(calls.items.first { $0.agent != "201" }).id
        func subject(_ change: (inout NewCoaching) -> Void) async -> String? {
            var new = coached.note()
            change(&new)
            let wrong = new
            let refusal = await coached.refusal {
                _ = try await desk.addCoaching(wrong, by: coached.analyst)
            }
            #expect(refusal?.code == .coachingProblems)
            return refusal?.subject
        }
        #expect(await subject { $0.text = " " } == "text")
        #expect(await subject { $0.text = String(repeating: "x", count: 4001) } == "text")
        #expect(await subject { $0.dueThrough = today.advanced(by: -1) } == "due")
        #expect(await subject { $0.dueThrough = today.advanced(by: 367) } == "due")
        #expect(await subject { $0.day = today } == "day")
        #expect(await subject { $0.kind = .session } == "day")
        #expect(await subject { $0.topics = [] } == "agent")
        #expect(await subject { $0.agentCode = "999" } == "agent")
        #expect(await subject { $0.topics.append($0.topics[0]) } == "topics")
        #expect(await subject { $0.topics.append(.init(call: foreign)) } == "topics")
        #expect(await subject { $0.topics.append(.init()) } == "topics")
        #expect(await subject { $0.topics[0].question = "colour" } == "question")
        #expect(
            await subject { $0.topics.append(.init(card: "conduct", question: "colour")) }
                == "question")
        #expect(
            await subject {
                $0.topics = (0..<21).map { .init(card: "conduct", question: "q\($0)") }
            } == "topics")
    }
}

extension CoachingTests {
    private func effect(
        before: [Int], after: [Int]
    ) async throws -> CoachingEffect {
        let coached = try await CoachingHouse()
        try await coached.release()
        try await coached.rollUp(-60, [0, 0, 0])
        if !before.isEmpty { try await coached.rollUp(-59, before) }
        if !after.isEmpty { try await coached.rollUp(1, after) }
        try await coached.rollUp(61, [0, 0, 0])
        let id = try await coached.desk.addCoaching(coached.note(), by: coached.analyst)
        let detail = try await coached.desk.coaching(id, by: coached.agent)
        return try #require(detail.topics[0].question).effect
    }

    @Test func `a question got better by what Welch's interval says`() async throws {
        // 50, 60, 70, 60, 60 and 80, 90, 70, 80, 80, 80: means 60 and 80, variances 50 and 40.
        // Welch: 20 ± t(8.20; 97.5 %) √(50/5 + 40/6) = 20 ± 2.296 · 4.082 = 20 ± 9.37.
        let effect = try await effect(
            before: [5000, 6000, 7000, 6000, 6000],
            after: [8000, 9000, 7000, 8000, 8000, 8000])
        #expect(effect.before?.value == 60 && effect.before?.count == 5)
        #expect(effect.after?.value == 80 && effect.after?.count == 6)
        #expect(effect.verdict == .up)
        let change = try #require(effect.change)
        #expect(abs(change.value - 20) < 1e-9)
        #expect(abs(try #require(change.low) - 10.63) < 0.01)
        #expect(abs(try #require(change.high) - 29.37) < 0.01)
    }

    @Test func `what can't be said isn't said`() async throws {
        let some = [5000, 6000, 7000, 6000, 6000]
        #expect(try await effect(before: some, after: [8000, 9000]).verdict == .fewAfter)
        #expect(try await effect(before: [8000], after: some).verdict == .fewBefore)
        #expect(try await effect(before: [], after: []).before == nil)
        #expect(try await effect(before: some, after: some).verdict == .unsure)
        let same = [10_000, 10_000, 10_000, 10_000, 10_000]
        #expect(try await effect(before: same, after: same).verdict == .noSpread)
        #expect(try await effect(before: same, after: some).verdict == .down)
    }

    @Test(arguments: Engine.allCases)
    func `erasing a customer leaves what was done, and no word of coachings`(
        _ engine: Engine
    ) async throws {
        let coached = try await CoachingHouse(engine)
        try await coached.release()
        let (desk, house) = (coached.desk, coached.house)
        let (customer, call, _) = try await house.customer("13800138000", agent: "201")
        var about = coached.note()
        about.topics = [.init(call: call)]
        about.text = "Mr Zhang of Nanjing Road"
        let id = try await desk.addCoaching(about, by: coached.analyst)
        let other = try await desk.addCoaching(coached.note(), by: coached.analyst)
        try await desk.acknowledgeCoaching(id, saying: "Mr Zhang was loud", by: coached.agent)
        let plain = try await house.database.read { try #require(try $0.coaching(id)).textSealed }
        #expect(!plain.contains(Array("Zhang".utf8)))
        try await house.erase(customer)
        let left = try await desk.coaching(id, by: coached.analyst)
        #expect(left.text == nil && left.steps.map(\.text) == ["", ""])
        #expect(left.steps.map(\.kind) == [.made, .acknowledged])
        #expect(try await desk.coaching(other, by: coached.analyst).text != nil)
        #expect(try await house.findings().isEmpty)
    }
}

extension PermissionTests {
    func coachingUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let id = Coaching.ID(1)
        let new = NewCoaching(
            kind: .note, agentCode: "201", text: "x", dueThrough: ScoringHouse.day)
        return [
            (
                .seeCoaching,
                { _ = try await desk.coachings(.init(), after: nil, limit: 1, by: $0) }
            ),
            (.seeCoaching, { _ = try await desk.coaching(id, by: $0) }),
            (.seeCoaching, { _ = try await desk.coachingToDo(by: $0) }),
            (.manageCoaching, { _ = try await desk.addCoaching(new, by: $0) }),
            (.manageCoaching, { try await desk.finishCoaching(id, result: "x", by: $0) }),
            (.manageCoaching, { try await desk.withdrawCoaching(id, because: "x", by: $0) }),
            (
                .acknowledgeCoaching,
                { try await desk.acknowledgeCoaching(id, saying: "", by: $0) }
            ),
        ]
    }
}

extension House {
    /// Leaves a coaching with a topic and its first step, about a call of agent 201.
    func liveInCoaching() async throws {
        let lead = Principal(id: "account:lead", roles: [.qaLead])
        let agent = try await database.read { try $0.agent(code: "201")?.id }
        let id = try await desk.addCoaching(
            NewCoaching(
                kind: .session, agentCode: "201", text: "Say your name first.",
                day: LocalDay(of: clock.now, in: .utc),
                dueThrough: LocalDay(of: clock.now, in: .utc),
                topics: [.init(card: "conduct", question: "greeting")]), by: lead)
        try await desk.acknowledgeCoaching(
            id, saying: "I will",
            by: Principal(id: "account:agent", roles: [.agent], agent: agent))
    }
}
