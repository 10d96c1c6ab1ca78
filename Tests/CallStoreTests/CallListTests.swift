import CallStore
import Calls
import Foundation
import TestSupport
import Testing

extension TestDatabase {
    /// 25 calls, two of which start at every full second but the last.
    fileprivate func fill() async throws {
        let customer = try await withCustomer()
        try await database.write { db in
            for number in Int64(0)..<25 {
                try db.insert(
                    .sample(
                        number + 1, startedAt: .epoch.addingTimeInterval(Double(number / 2)),
                        customer: customer, seconds: number,
                        direction: number.isMultiple(of: 3) ? .inbound : .outbound,
                        verdicts: [7: [.silent], 9: [.clipped, .oneSided]][number] ?? []))
            }
        }
    }

    fileprivate func ids(
        _ filter: CallFilter, words: [String] = [], limit: Int = 100
    ) async throws -> [Int64] {
        try await database.read { db in
            try db.calls(filter, words: words, after: nil, limit: limit).map(\.call.id.rawValue)
        }
    }
}

@Suite struct CallListTests {
    @Test(arguments: Engine.allCases)
    func `pages of any size walk every call once, newest first`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        let all = try await store.ids(CallFilter())
        #expect(all == (1...25).reversed())
        for size in [1, 2, 7, 24, 25, 26] {
            var walked: [Int64] = []
            var cursor: CallCursor?
            repeat {
                let after = cursor
                let page = try await store.database.read { db in
                    try db.calls(CallFilter(), words: [], after: after, limit: size)
                }
                walked += page.map(\.call.id.rawValue)
                cursor = page.last.map {
                    CallCursor(startedAt: $0.call.startedAt, id: $0.call.id)
                }
            } while cursor != nil && walked.count <= 30
            #expect(walked == all)
        }
    }

    @Test(arguments: Engine.allCases)
    func `each filter keeps just the calls it names`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        #expect(try await store.ids(CallFilter(verdicts: [.silent])) == [8])
        #expect(try await store.ids(CallFilter(verdicts: [.silent, .oneSided])) == [10, 8])
        #expect(try await store.ids(CallFilter(secondsMin: 22, secondsMax: 23)) == [24, 23])
        #expect(try await store.ids(CallFilter(direction: .inbound)).count == 9)
        #expect(try await store.ids(CallFilter(customer: Customer.ID(2))).isEmpty)
        let from = Date.epoch.addingTimeInterval(3)
        let until = Date.epoch.addingTimeInterval(5)
        #expect(try await store.ids(CallFilter(from: from, until: until)) == [10, 9, 8, 7])
        #expect(try await store.ids(CallFilter(agent: "nobody")).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `an agent's calls are found by the agent's code`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        try await store.database.write { db in
            let agent = AgentRow(id: Agent.ID(900), code: "201", firstSeenAt: .epoch)
            try db.insert(agent)
            var call = CallRow.sample(50, agentID: agent.id)
            call.rowMAC = [1]
            try db.insert(call)
        }
        #expect(try await store.database.read { try $0.agent(code: "201")?.id } == Agent.ID(900))
        #expect(try await store.ids(CallFilter(agent: "201")) == [50])
    }

    @Test(arguments: Engine.allCases)
    func `words are joined by and, and follow a call that moves in time`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.fill()
        let moved = CallRow.sample(3, startedAt: .epoch.addingTimeInterval(1))
        try await store.database.write { db in
            try db.setWords(["spring", "health"], of: moved)
            try db.setWords(
                ["spring"], of: .sample(9, startedAt: .epoch.addingTimeInterval(4)))
        }
        #expect(try await store.ids(CallFilter(), words: ["spring"]) == [9, 3])
        #expect(try await store.ids(CallFilter(), words: ["spring", "health"]) == [3])
        #expect(try await store.ids(CallFilter(), words: ["winter"]).isEmpty)
        try await store.database.write { db in
            var call = moved
            call.startedAt = .epoch.addingTimeInterval(900)
            call.rowMAC = [2]
            try db.update(call)
            try db.setWords(try db.words(of: call.id), of: call)
        }
        #expect(try await store.ids(CallFilter(), words: ["spring"]) == [3, 9])
    }
}
