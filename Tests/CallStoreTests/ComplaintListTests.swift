import CallStore
import Calls
import Foundation
import TestSupport
import Testing

extension TestDatabase {
    /// Nine complaints: 1–8 are due in the order 3, 1, 2, 5, 4, 7, then 6 and 8, which are never;
    /// 8 and 9 are closed.
    fileprivate func fill() async throws {
        try await withRoster()
        let due: [Int64: Double] = [3: 10, 1: 20, 2: 30, 5: 40, 4: 40.5, 7: 60]
        let states: [Int64: Complaint.State] = [
            2: .assessed, 4: .investigating, 5: .investigating, 7: .referred, 8: .closed,
            9: .closed,
        ]
        try await database.write { db in
            for id in 1...9 as ClosedRange<Int64> {
                var row = try ComplaintRow.made(
                    id, states[id] ?? .received, due: due[id],
                    by: id == 6 ? "account:agent" : "account:clerk")
                row.assignee = [2: "account:h", 4: "account:h", 7: "account:i"][id]
                row.severity = [2: "low", 4: "high"][id]
                row.type = [2: "delay", 4: "benefit", 5: "pressure"][id]
                row.team = [1: Team.ID(1), 4: Team.ID(2), 9: Team.ID(2)][id]
                row.campaign = id == 3 ? Campaign.ID(1) : nil
                row.customer = [1: Customer.ID(1), 9: Customer.ID(1), 2: Customer.ID(2)][id]
                row.outcome = [8: .upheld, 9: .withdrawn][id]
                row.isAsked = id == 5
                row.mergedInto = id == 3 ? Complaint.ID(1) : nil
                row.regimes = [4: ["house"], 5: ["hk-banks", "house"], 7: ["house-x"]][id] ?? []
                row.identityHash = id < 3 ? [1] : nil
                if id == 7 { row.channel = .authority }
                try db.insert(row)
            }
            try Self.fillParts(db)
        }
    }

    private static func fillParts(_ db: Transaction) throws {
        try db.insert(
            ComplaintPartyRow(
                complaint: Complaint.ID(5), number: 1, kind: .complainant,
                customer: Customer.ID(1)))
        for (complaint, call) in [(4, 1), (5, 1), (8, 2)] as [(Int64, Int64)] {
            try db.insert(
                ComplaintCallRow(
                    complaint: Complaint.ID(complaint), call: Call.ID(call), isSubject: true))
        }
        for complaint in [4, 6] as [Int64] {
            try db.insert(
                ComplaintAgentRow(complaint: Complaint.ID(complaint), agent: Agent.ID(1)))
        }
        for (complaint, agent, asked) in [(5, 1, 20), (2, 1, 10), (4, 2, 5)]
            as [(Int64, Int64, Double)]
        {
            try db.insert(
                ComplaintQuestionRow(
                    complaint: Complaint.ID(complaint), number: 3, agent: Agent.ID(agent),
                    askedAt: .epoch.addingTimeInterval(asked)))
        }
    }
}

private func at(_ seconds: Double) -> Date { .epoch.addingTimeInterval(seconds) }

@Suite struct ComplaintListTests {
    @Test(arguments: Engine.allCases, ComplaintFilter.Order.allCases)
    func `pages of any size walk every complaint once`(
        engine: Engine, order: ComplaintFilter.Order
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        let lists: [(Set<Complaint.State>, [Int64])] = [
            ([], order == .due ? [3, 1, 2, 5, 4, 7, 6] : [7, 6, 5, 4, 3, 2, 1]),
            (Set(Complaint.State.allCases),
                order == .due ? [3, 1, 2, 5, 4, 7, 6, 8, 9] : (1...9).reversed()),
            ([.received], order == .due ? [3, 1, 6] : [6, 3, 1]),
            ([.closed], order == .due ? [8, 9] : [9, 8]),
        ]
        for (states, all) in lists {
            let selection = ComplaintSelection(states: states, order: order)
            #expect(try await store.complaints(selection) == all)
            for size in 1...4 {
                var walked: [Int64] = []
                var cursor: ComplaintCursor?
                repeat {
                    let after = cursor
                    let page = try await store.database.read { db in
                        try db.complaints(
                            selection, within: .everything, after: after, limit: size)
                    }
                    walked += page.map(\.complaint.id.rawValue)
                    cursor = page.last.map { ComplaintCursor($0.complaint, in: order) }
                } while cursor != nil && walked.count <= 10
                #expect(walked == all)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `each filter keeps just what it names`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        func ids(
            _ states: Set<Complaint.State> = [], _ change: (inout ComplaintSelection) -> Void
        ) async throws -> [Int64] {
            var selection = ComplaintSelection(states: states)
            change(&selection)
            return try await store.complaints(selection)
        }
        let every = Set(Complaint.State.allCases)
        #expect(try await ids { $0.assignee = "account:h" } == [2, 4])
        #expect(try await ids { $0.isUnassigned = true } == [3, 1, 5, 6])
        #expect(try await ids([.received, .assessed]) { $0.isUnassigned = true } == [3, 1, 6])
        #expect(try await ids { $0.isAsked = true } == [5])
        #expect(try await ids { $0.leavesOutMembers = true } == [1, 2, 5, 4, 7, 6])
        #expect(try await ids { $0.types = ["delay", "pressure"] } == [2, 5])
        #expect(try await ids { $0.severity = "high" } == [4])
        #expect(try await ids(every) { $0.outcome = .withdrawn } == [9])
        #expect(try await ids { $0.channel = .authority } == [7])
        #expect(try await ids { $0.regime = "house" } == [5, 4])
        #expect(try await ids { $0.regime = "hk-banks" } == [5])
        #expect(try await ids { $0.regime = "hk" } == [])
        #expect(try await ids { $0.regime = "%" } == [])
        #expect(try await ids(every) { $0.customer = Customer.ID(1) } == [1, 5, 9])
        #expect(try await ids { $0.call = Call.ID(1) } == [5, 4])
        #expect(try await ids { $0.agent = Agent.ID(1) } == [4, 6])
        #expect(try await ids { $0.notAbout = Agent.ID(1) } == [3, 1, 2, 5, 7])
        #expect(try await ids { $0.campaign = Campaign.ID(1) } == [3])
    }

    @Test(arguments: Engine.allCases)
    func `due and received are held to the microsecond`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        var through = ComplaintSelection()
        through.dueThrough = at(30)
        #expect(try await store.complaints(through) == [3, 1, 2])
        through.dueFrom = at(20)
        #expect(try await store.complaints(through) == [1, 2])
        var received = ComplaintSelection(order: .received)
        (received.receivedFrom, received.receivedBefore) = (at(2), at(5))
        #expect(try await store.complaints(received) == [4, 3, 2])
    }

    @Test(arguments: Engine.allCases)
    func `open ones are walked by what is due first`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        func due(
            before date: Date, after cursor: ComplaintCursor? = nil, limit: Int = 9
        ) async throws -> [Int64] {
            try await store.database.read { db in
                try db.openComplaintsDue(before: date, after: cursor, limit: limit)
                    .map(\.id.rawValue)
            }
        }
        #expect(try await due(before: at(40.5)) == [3, 1, 2, 5])
        let first = ComplaintCursor(at: at(20), id: Complaint.ID(1))
        #expect(try await due(before: at(41), after: first) == [2, 5, 4])
        let bound = ComplaintCursor(at: at(40), id: Complaint.ID(0))
        #expect(try await due(before: at(41), after: bound, limit: 1) == [5])
        #expect(try await due(before: .distantFuture) == [3, 1, 2, 5, 4, 7, 6])
        let never = ComplaintCursor(at: nil, id: Complaint.ID(0))
        #expect(try await due(before: .distantFuture, after: never) == [6])
    }

    @Test(arguments: Engine.allCases)
    func `nobody sees beyond their reach`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        let every = ComplaintSelection(states: Set(Complaint.State.allCases))
        func ids(_ reach: ComplaintReach) async throws -> [Int64] {
            try await store.complaints(every, within: reach)
        }
        let nobody = "account:nobody"
        #expect(try await ids(.teams([Team.ID(2)], person: nobody)) == [4, 9])
        #expect(try await ids(.teams([Team.ID(2)], person: "account:i")) == [4, 7, 9])
        #expect(try await ids(.teams([], person: "account:h")) == [2, 4])
        #expect(try await ids(.teams([], person: nobody)).isEmpty)
        #expect(try await ids(.own(person: "account:agent", agent: nil)) == [6])
        #expect(try await ids(.own(person: "account:agent", agent: Agent.ID(1))) == [2, 5, 6])
        // Agent 1 is the subject of 4, which shows it to nobody.
        #expect(try await ids(.own(person: nobody, agent: Agent.ID(1))) == [2, 5])
        #expect(try await ids(.own(person: nobody, agent: nil)).isEmpty)
        try await store.database.read { db in
            let reach = ComplaintReach.own(person: "account:h", agent: nil)
            let theirs = try [1, 2].map { try db.sees(Complaint.ID($0), within: reach) }
            #expect(theirs == [false, true])
            let all = try [1, 99].map { try db.sees(Complaint.ID($0), within: .everything) }
            #expect(all == [true, false])
        }
    }

    @Test(arguments: Engine.allCases)
    func `what belongs together is found`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        try await store.database.read { db in
            let about = try db.complaints(about: Customer.ID(1), limit: 9).map(\.id.rawValue)
            #expect(about == [1, 5, 9])
            let later = try db.complaints(about: Customer.ID(1), after: Complaint.ID(1), limit: 1)
            #expect(later.map(\.id.rawValue) == [5])
            let calls = [Call.ID(1), Call.ID(2)]
            let linked = try db.complaints(linkedTo: calls, limit: 9).map(\.id.rawValue)
            #expect(linked == [8, 5, 4])
            #expect(try db.complaints(linkedTo: [], limit: 9).isEmpty)
            #expect(try db.complaintMembers(of: Complaint.ID(1)) == [Complaint.ID(3)])
            #expect(try db.complaint(identityHash: [1])?.id == Complaint.ID(2))
            let questions = try db.openQuestions(of: Agent.ID(1), limit: 9)
            #expect(questions.map(\.complaint.rawValue) == [2, 5])
            let two = try db.listedComplaints([Complaint.ID(9), Complaint.ID(2), Complaint.ID(50)])
            #expect(two.map(\.complaint.id.rawValue) == [2, 9])
            #expect(two.map(\.customer?.id) == [Customer.ID(2), Customer.ID(1)])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a load is of open ones, and who was given one last is known`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        try await store.database.write { db in
            var closed = try ComplaintRow.made(20, .closed)
            (closed.assignee, closed.severity) = ("account:h", "high")
            try db.insert(closed)
            let deeds: [(Int64, ComplaintDeed, Double)] = [
                (2, .assign(ComplaintWorker(person: "account:h")), 5), (4, .take, 9),
                (7, .take, 7), (4, .note, 11),
            ]
            for (number, (complaint, deed, at)) in deeds.enumerated() {
                try db.insert(ComplaintEventRow.sample(complaint, number + 1, deed, at: at))
            }
            #expect(
                try db.complaintLoads() == [
                    "account:h": ["low": 1, "high": 1], "account:i": [nil: 1],
                ])
            #expect(try db.lastAssigned() == ["account:h": at(9), "account:i": at(7)])
        }
    }

    @Test(arguments: Engine.allCases)
    func `counts end at their bound`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        try await store.database.read { db in
            let open = ComplaintSelection()
            let counts = try [100, 3].map {
                try db.countComplaints(open, within: .everything, bound: $0)
            }
            #expect(counts == [7, 3])
        }
    }

    @Test(arguments: Engine.allCases)
    func `calls are drawn by whether they have a complaint`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        let slice = DateInterval(start: .epoch.addingTimeInterval(-60), duration: 3600)
        try await store.database.read { db in
            for (asked, expected) in [(true, [1, 2]), (false, [3]), (nil, [1, 2, 3])]
                as [(Bool?, [Int64])]
            {
                let population = Population(hasComplaint: asked)
                #expect(try db.countCalls(of: population, in: slice) == expected.count)
                let frame = try db.frame(of: population, in: slice, by: nil, zone: .utc)
                #expect(frame.strata[.null] == expected)
                let split = try db.frame(of: population, in: slice, by: .agent, zone: .utc)
                #expect(split.strata[.integer(1)] == expected)
            }
        }
    }
}
