import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct ActionStoreTests {
    private static let day = LocalDay(number: 20_000)

    private static func plan(
        _ cause: String = "care", group: ComplaintGroup? = nil
    ) -> ActionPlan {
        ActionPlan(.corrective, cause: cause, group: group, owner: "account:a", due: day)
    }

    private static func row(
        _ id: Int64, _ state: CorrectiveAction.State = .open, next: Int = 0,
        owner: String = "account:a", cause: String = "care"
    ) -> ActionRow {
        var row = ActionRow(
            id: CorrectiveAction.ID(id), number: Int(id), plan: plan(cause),
            openedBy: "account:opener", openedAt: .epoch)
        (row.state, row.owner) = (state, owner)
        row.nextDay = day.number + next
        return row
    }

    @Test(arguments: Engine.allCases)
    func `an action is read as it was written`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        var full = ActionRow(
            id: CorrectiveAction.ID(9), number: 4,
            plan: Self.plan(group: ComplaintGroup(.agent, "0000000000001")),
            openedBy: "account:o", openedAt: .epoch)
        (full.team, full.agent) = (Team.ID(2), Agent.ID(1))
        let (made, bare) = (full, Self.row(10))
        try await store.database.write { db in
            try db.insert(made)
            try db.insert(bare)
        }
        (full.owner, full.state, full.round) = ("account:b", .done, 2)
        (full.dueDay, full.nextDay, full.doneDay) = (20_001, 20_090, 20_000)
        (full.events, full.version, full.rowMAC) = (3, 4, [7])
        let changed = full
        try await store.database.write { try $0.update(changed) }
        try await store.database.read { db in
            for row in [changed, bare] {
                let read = try #require(try db.action(row.id))
                #expect(read.regulated == row.regulated && read.rowMAC == row.rowMAC)
                #expect(try db.action(numbered: row.number)?.id == row.id)
            }
            #expect(try db.lastActionNumber() == 10)
            #expect(try db.action(CorrectiveAction.ID(77)) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a history is kept, and its words can go`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let id = CorrectiveAction.ID(3)
        let complaint = try ComplaintRow.made(5)
        let events = try [ActionDeed.open(Self.plan()), .assign("account:b")].enumerated().map {
            try ActionEventRow(
                action: id,
                event: ActionEvent(
                    number: $0 + 1, at: .epoch, by: "account:a", deed: $1),
                textSealed: [1, 2])
        }
        try await store.database.write { db in
            try db.insert(Self.row(3))
            try db.insert(complaint)
            for event in events { try db.insert(event) }
            try db.insert(ActionComplaintRow(action: id, complaint: complaint.id))
            var silent = events[0]
            silent.textSealed = []
            try db.update(silent)
        }
        try await store.database.read { db in
            let read = try db.actionEvents(of: id)
            #expect(read.map(\.event) == events.map(\.event))
            #expect(read.map(\.textSealed) == [[], [1, 2]])
            #expect(read[1].regulated == events[1].regulated)
            #expect(try db.actionOpenings(of: [id]).map(\.event.number) == [1])
            #expect(try db.actionComplaints(of: id).map(\.complaint) == [complaint.id])
            #expect(try db.actions(from: complaint.id, limit: 5) == [id])
            #expect(try db.actions(from: complaint.id, after: id, limit: 5) == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func `lists are narrowed, ordered and paged`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        var ofTeam = Self.row(4, .done, next: -3)
        (ofTeam.team, ofTeam.agent) = (Team.ID(1), Agent.ID(1))
        let rows = [
            Self.row(1, next: 5), Self.row(2, next: -1, owner: "account:b"),
            Self.row(3, .effective, next: 2, cause: "greed"), ofTeam,
            Self.row(5, .dropped, next: 7),
        ]
        try await store.database.write { db in for row in rows { try db.insert(row) } }
        func shown(
            _ selection: ActionSelection, within reach: ComplaintReach = .everything,
            after cursor: ActionCursor? = nil, limit: Int = 9
        ) async throws -> [Int64] {
            try await store.database.read { db in
                let all = try db.actions(selection, within: reach, after: cursor, limit: limit)
                if cursor == nil, limit == 9 {
                    let count = try db.countActions(selection, within: reach, bound: 9)
                    #expect(count == all.count)
                }
                return all.map(\.id.rawValue)
            }
        }
        #expect(try await shown(.init()) == [4, 2, 1])
        #expect(try await shown(.init(states: [.effective, .dropped])) == [5, 3])
        var one = ActionSelection()
        one.dueThrough = Self.day.number - 1
        #expect(try await shown(one) == [2])
        one = ActionSelection()
        one.checkThrough = Self.day.number
        #expect(try await shown(one) == [4])
        one.notAbout = Agent.ID(1)
        #expect(try await shown(one) == [])
        one = ActionSelection(states: Set(CorrectiveAction.State.allCases))
        one.causes = ["greed", "gone"]
        #expect(try await shown(one) == [3])
        one.causes = []
        #expect(try await shown(one) == [])
        one = ActionSelection()
        one.owner = "account:b"
        #expect(try await shown(one) == [2])
        #expect(try await shown(.init(), within: .teams([Team.ID(1)], person: "x")) == [4])
        #expect(try await shown(.init(), within: .teams([], person: "account:b")) == [2])
        #expect(
            try await shown(.init(), within: .own(person: "account:b", agent: nil)) == [2])
        let next = ActionCursor(nextDay: Self.day.number - 3, id: CorrectiveAction.ID(4))
        #expect(try await shown(.init(), after: next, limit: 1) == [2])
    }
}
