import Foundation
import Testing

@testable import Calls

struct CorrectiveActionTests {
    private let owner = ComplaintSample.handler
    private let other = ComplaintSample.officer
    private let zone = CallZone.utc
    private let opened = LocalDay(of: ComplaintSample.start, in: .utc)
    private let good = ActionCheck(
        .measured, before: ExposedCount(40, in: 8_000), after: ExposedCount(10, in: 8_000))
    private let bad = ActionCheck(
        .otherwise, before: ExposedCount(10, in: 8_000), after: ExposedCount(40, in: 8_000))

    private func plan(_ cause: String = "care") -> ActionPlan {
        ActionPlan(
            .corrective, cause: cause, group: ComplaintGroup(.team, "7"), owner: owner.person,
            due: opened.advanced(by: 30))
    }

    private func action(_ deeds: [(ActionDeed, Principal)] = []) throws -> CorrectiveAction {
        let events = ([(.open(plan()), owner)] + deeds).enumerated().map { place, step in
            ActionEvent(
                number: place + 1, at: ComplaintSample.start, by: step.1.person, deed: step.0)
        }
        return try #require(CorrectiveAction(id: CorrectiveAction.ID(1), history: events))
    }

    private func standing(_ action: CorrectiveAction, _ days: Int = 0) -> ActionStanding {
        ActionStanding(
            action, causes: ComplaintSample.classes.causes, today: opened.advanced(by: days),
            zone: zone)
    }

    private var finished: ActionDeed { .finish(on: opened, checkFrom: opened.advanced(by: 60)) }

    @Test func `every act stands in the table once`() {
        #expect(ActionTable.rules.map(\.act) == ActionAct.allCases)
        for rule in ActionTable.rules {
            #expect(rule.needs.count == Set(rule.needs).count)
            #expect(rule.act == .open || !rule.from.isEmpty)
        }
        for need in ActionNeed.allCases {
            let isUsed = ActionTable.rules.contains { $0.needs.contains(need) }
            #expect(isUsed && need.sentence.hasSuffix("."))
        }
    }

    @Test(arguments: CorrectiveAction.State.allCases)
    func `what may be done is what the table says`(state: CorrectiveAction.State) throws {
        let ways: [CorrectiveAction.State: [(ActionDeed, Principal)]] = [
            .open: [], .done: [(finished, owner)],
            .effective: [(finished, owner), (.confirm(good), other)], .dropped: [(.drop, other)],
        ]
        let found = try action(ways[state] ?? [])
        #expect(found.state == state)
        for role in Role.allCases {
            let person = ComplaintSample.principal(role, 5)
            for rule in ActionTable.rules {
                let may = rule.permissions.contains(where: person.may)
                    && rule.from.contains(state) && !rule.needs.contains(.owner)
                let bar = standing(found, 60).bar(to: rule.act, by: person)
                #expect((bar == nil) == may, "\(rule.act) \(role): \(String(describing: bar))")
            }
        }
    }

    @Test func `an action goes from open to done to effective`() throws {
        var found = try action()
        #expect(found.isOverdue(on: opened.advanced(by: 31)))
        #expect(!found.isOverdue(on: opened.advanced(by: 30)))
        for (deed, who, days) in [
            (finished, owner, 0), (.confirm(good), other, 60),
        ] as [(ActionDeed, Principal, Int)] {
            let event = try standing(found, days).event(
                of: deed, by: who, saying: "words", at: ComplaintSample.start)
            found = found.after(event)
        }
        #expect(found.state == .effective)
        #expect(found.check == good)
        #expect(found.history.map(\.number) == [1, 2, 3])
    }

    @Test func `nobody checks what they own or did`() throws {
        let found = try action([(finished, owner)])
        let boss = Principal(
            id: owner.id, roles: [.complaintHandler, .complianceOfficer], account: owner.account)
        let bar = standing(found, 60).bar(to: .confirm(good), by: boss, saying: "words")
        #expect(bar == .needs([.otherThanOwner]))
        // Handing it on before doesn't help who did it.
        var moved = try action([(finished, boss)])
        moved = moved.after(
            ActionEvent(
                number: 3, at: ComplaintSample.start, by: other.person, deed: .assign("account:z")))
        #expect(
            standing(moved, 60).bar(to: .reject(bad, due: opened.advanced(by: 90)), by: boss,
                saying: "words") == .needs([.otherThanOwner]))
    }

    @Test func `a check waits for its day and goes with the figures`() throws {
        let found = try action([(finished, owner)])
        let early = standing(found, 59).bar(to: .confirm(good), by: other, saying: "words")
        #expect(early == .needs([.checkDue]))
        #expect(!found.isCheckDue(on: opened.advanced(by: 59)))
        #expect(found.isCheckDue(on: opened.advanced(by: 60)))
        let against = standing(found, 60).bar(to: .confirm(bad), by: other, saying: "words")
        #expect(against == .needs([.figures]))
        var thin = ActionCheck(
            .measured, before: ExposedCount(4, in: 8_000), after: ExposedCount(0, in: 100))
        let unsaid = standing(found, 60).bar(to: .confirm(thin), by: other, saying: "words")
        #expect(unsaid == .needs([.figures]))
        thin.ground = .otherwise
        #expect(standing(found, 60).bar(to: .confirm(thin), by: other, saying: "words") == nil)
        let mute = standing(found, 60).bar(to: .confirm(good), by: other, saying: " \n")
        #expect(mute == .needs([.words]))
    }

    @Test func `what didn't help is open again in a new round`() throws {
        let due = opened.advanced(by: 100)
        let found = try action([(finished, owner), (.reject(bad, due: due), other)])
        #expect(found.state == .open)
        #expect(found.round == 2)
        #expect(found.due == due)
        #expect(found.doneOn == nil && found.doneBy == nil && found.check == bad)
        let dropped = try action([(.drop, other), (.reopen(due: due), owner)])
        #expect(dropped.state == .open && dropped.round == 2)
    }

    @Test func `days lie within reason`() throws {
        let found = try action()
        for day in [opened.advanced(by: -1), opened.advanced(by: 732)] {
            let bar = standing(found).bar(to: .reschedule(day), by: owner, saying: "words")
            #expect(bar == .needs([.dayToCome]))
        }
        for day in [opened.advanced(by: -1), opened.advanced(by: 1)] {
            let deed = ActionDeed.finish(on: day, checkFrom: opened.advanced(by: 60))
            #expect(
                standing(found).bar(to: deed, by: owner, saying: "words") == .needs([.dayDone]))
        }
        let causes = ComplaintSample.classes.causes
        let unknown = ActionOpening.bar(
            to: plan("elsewhere"), by: owner, saying: "words", causes: causes, today: opened)
        #expect(unknown == .needs([.knownCause]))
        let known = ActionOpening.bar(
            to: plan(), by: owner, saying: "words", causes: causes, today: opened)
        #expect(known == nil)
        let agent = ActionOpening.bar(
            to: plan(), by: ComplaintSample.agent, saying: "words", causes: causes, today: opened)
        #expect(agent == .permission(.workComplaints))
    }

    @Test func `what happened after it was done in the same group is a recurrence`() throws {
        let causes = ComplaintSample.classes.causes
        let done = try action([(finished, owner)])
        func isOne(
            _ cause: String, _ group: ComplaintGroup = ComplaintGroup(.team, "7"), _ days: Int = 1
        ) -> Bool {
            done.isRecurrence(
                RecurrenceCase(
                    id: Complaint.ID(9), causes: [cause], groups: [group],
                    occurredOn: opened.advanced(by: days)), causes: causes)
        }
        #expect(isOne("care"))
        #expect(!isOne("person"))
        #expect(!isOne("care", ComplaintGroup(.team, "8")))
        #expect(!isOne("care", ComplaintGroup(.team, "7"), 0))
        #expect(
            !(try action()).isRecurrence(
                RecurrenceCase(
                    id: Complaint.ID(9), causes: ["care"], groups: [ComplaintGroup(.team, "7")],
                    occurredOn: opened.advanced(by: 1)), causes: causes))
        var wide = plan("person")
        wide.group = nil
        let above = try #require(
            CorrectiveAction(
                id: CorrectiveAction.ID(2),
                history: [ActionDeed.open(wide), finished].enumerated().map {
                    ActionEvent(
                        number: $0 + 1, at: ComplaintSample.start, by: owner.person, deed: $1)
                }))
        #expect(
            above.isRecurrence(
                RecurrenceCase(
                    id: Complaint.ID(9), causes: ["care"], groups: [],
                    occurredOn: opened.advanced(by: 1)), causes: causes))
    }
}
