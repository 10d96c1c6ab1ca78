import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct HoldTests {
    @Test func `the history of a hold tells of its placing, and of who asked for its release`()
        async throws
    {
        let house = try await House()
        let (_, call, _) = try await house.customer("13800138000")
        let hold = try await house.desk.placeHold(on: .call(call), because: "x", by: .asker)
        let asked = try await house.desk.askRelease(of: hold, because: "settled", by: .asker)
        try await house.desk.decide(asked, approve: true, by: .decider)
        let filter = LedgerFilter(objects: ["hold:\(hold)"])
        let told = try await house.desk.ledger(filter, after: nil, limit: 20, by: .page).items
        #expect(
            Set(told.map(\.action)).isSuperset(of: [
                "hold.placed", "approval.asked", "approval.decided", "hold.released",
            ]))
    }

    @Test func `a hold on call, customer or agent keeps the customer from being erased`()
        async throws
    {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000", agent: "201")
        let agent = try #require(try await house.database.read { try $0.agent(code: "201")?.id })
        for target in [Hold.Target.call(call), .customer(customer), .agent(agent)] {
            let hold = try await house.desk.placeHold(on: target, because: "test", by: .asker)
            #expect(await house.refusal { try await house.erase(customer) } == .held)
            try await house.release(hold)
        }
        try await house.erase(customer)
        #expect(
            try await house.database.read { try $0.customer(customer)?.wrappedKey } == nil)
    }

    @Test func `what was approved before a hold came is refused when it is to be carried out`()
        async throws
    {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000")
        let asked = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        _ = try await house.desk.placeHold(on: .call(call), because: "test", by: .asker)
        #expect(
            await house.refusal {
                try await house.desk.decide(asked, approve: true, by: .decider)
            } == .held)
        #expect(try await house.desk.approval(asked, by: .asker).outcome == nil)
        #expect(try await house.call(call).recordings.count == 1)
    }

    @Test func `any number of holds may stand on one thing, and each is released by itself`()
        async throws
    {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000")
        var holds: [Hold.ID] = []
        for number in 0..<30 {
            holds.append(
                try await house.desk.placeHold(
                    on: .call(call), because: "matter \(number)", by: .asker))
        }
        #expect(try await house.call(call).holds?.count == 30)
        for hold in holds.dropLast() { try await house.release(hold) }
        #expect(await house.refusal { try await house.erase(customer) } == .held)
        try await house.release(holds[29])
        try await house.erase(customer)
        let page = try await house.desk.holds(
            kind: .call, isOpen: false, after: nil, limit: 200, by: .asker)
        #expect(page.items.count == 30)
        #expect(page.items.allSatisfy { $0.because.isEmpty })
    }

    @Test func `who asks for a release doesn't approve it, by whatever door`() async throws {
        let house = try await House()
        let (_, call, _) = try await house.customer("13800138000")
        let hold = try await house.desk.placeHold(on: .call(call), because: "test", by: .asker)
        let person = Account.ID(77)
        let now = house.clock.now
        try await house.database.write { db in
            try db.insert(
                AccountRow(id: person, name: "mei", title: "Mei", origin: .local, createdAt: now))
        }
        let page = Principal(id: "account:a", roles: [.complianceOfficer], account: person)
        let token = Principal(id: "token:t", roles: [.complianceOfficer], account: person)
        let asked = try await house.desk.askRelease(of: hold, because: "x", by: page)
        for same in [page, token] {
            #expect(
                await house.refusal {
                    try await house.desk.decide(asked, approve: true, by: same)
                } == .secondPerson)
        }
        #expect(try await house.desk.hold(hold, by: .asker).isOpen)
        try await house.desk.withdrawApproval(asked, by: page)
        #expect(
            await house.refusal {
                try await house.desk.decide(asked, approve: true, by: .decider)
            } == .alreadyDecided)
    }

    @Test func `a release that callaudit didn't write releases nothing`() async throws {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000")
        let hold = try await house.desk.placeHold(on: .call(call), because: "test", by: .asker)
        try await house.alter("""
            INSERT INTO hold_release (hold_id, approval_id, released_by, released_at, row_mac)
            VALUES (\(hold), 1, 'page', 1, \([UInt8](repeating: 0, count: 32)))
            """)
        let fault = await #expect(throws: DeskFault.self) {
            _ = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        }
        #expect("\(fault.map { "\($0)" } ?? "")".contains("hold_release"))
    }

    @Test func `a call that goes over to another customer or agent takes its holds along`()
        async throws
    {
        let house = try await House()
        let (call, _) = try await house.index(TestFile(name: "a.wav", key: "k"))
        let anonymous = try #require(
            try await house.database.read { try $0.call(call)?.customerID })
        _ = try await house.desk.placeHold(on: .customer(anonymous), because: "x", by: .asker)
        try await house.index(
            TestFile(
                name: "b.wav", sound: Sounds.wav(seed: 9), key: "k",
                facts: [.customerNumber: .text("13800138000")]))
        let known = try #require(try await house.database.read { try $0.call(call)?.customerID })
        #expect(known != anonymous)
        #expect(try await house.call(call).holds?.map(\.because) == ["x"])
        #expect(await house.refusal { try await house.erase(known) } == .held)
        // The held customer is still there, though no call is left.
        #expect(try await house.database.read { try $0.customer(anonymous) } != nil)
    }

    @Test func `who sees some teams' calls alone neither sees nor places other holds`()
        async throws
    {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000")
        _ = try await house.desk.placeHold(on: .customer(customer), because: "x", by: .asker)
        let hold = try await house.desk.placeHold(on: .call(call), because: "x", by: .asker)
        let lead = Principal(id: "account:lead", roles: [.qaLead], teams: [Team.ID(9)])
        let seen = try await house.desk.holds(
            kind: nil, isOpen: nil, after: nil, limit: 10, by: lead)
        #expect(seen.items.isEmpty)
        #expect(
            await house.refusal { _ = try await house.desk.hold(hold, by: lead) } == .noSuchHold)
        #expect(
            await house.refusal {
                _ = try await house.desk.placeHold(on: .call(call), because: "x", by: lead)
            } == .noSuchCall)
        #expect(
            await house.refusal {
                _ = try await house.desk.placeHold(on: .call(Call.ID(5)), because: "x", by: lead)
            } == .noSuchCall)
    }

    @Test func `the reason of a hold stands nowhere in plain`() async throws {
        let house = try await House()
        let (_, call, _) = try await house.customer("13800138000")
        _ = try await house.desk.placeHold(
            on: .call(call), because: "Frau Kowalczyk klagt", by: .asker)
        let bytes = Data(try await house.state.database.bytes())
        #expect(bytes.range(of: Data("Kowalczyk".utf8)) == nil)
        #expect(try await house.actions().last == .holdPlaced)
    }
}
