import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct ApprovalTests {
    @Test func `what waits comes first, counted for those who may decide on it`() async throws {
        let house = try await House()
        let (customer, call, _) = try await house.customer("13800138000")
        let hold = try await house.desk.placeHold(on: .call(call), because: "x", by: .asker)
        _ = try await house.desk.askRelease(of: hold, because: "done with", by: .asker)
        _ = customer
        let auditor = Principal(id: "account:audit", roles: [.auditor])
        let administrator = Principal(id: "account:admin", roles: [.administrator])
        #expect(try await house.desk.approvalsToDecide(by: .asker) == 0)
        #expect(try await house.desk.approvalsToDecide(by: .decider) == 1)
        #expect(try await house.desk.approvalsToDecide(by: auditor) == 0)
        let open = try await house.desk.approvals(
            isOpen: true, after: nil, limit: 9, by: .decider)
        #expect(open.items.map(\.mayDecide) == [true])
        let own = try await house.desk.approvals(isOpen: true, after: nil, limit: 9, by: .asker)
        #expect(own.items.map(\.isOwn) == [true] && own.items.map(\.mayDecide) == [false])
        let read = try await house.desk.approvals(isOpen: true, after: nil, limit: 9, by: auditor)
        #expect(read.items.map(\.mayDecide) == [false])
        // Who runs the system isn't told of customers' matters.
        let none = try await house.desk.approvals(
            isOpen: nil, after: nil, limit: 9, by: administrator)
        #expect(none.items.isEmpty)
        #expect(
            await house.refusal {
                _ = try await house.desk.approval(open.items[0].id, by: administrator)
            } == .noSuchApproval)
    }

    @Test func `the same can't be asked twice, and can again once it was decided on`()
        async throws
    {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000")
        let first = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        #expect(
            await house.refusal {
                _ = try await house.desk.askErasure(of: customer, because: "x", by: .decider)
            } == .alreadyAsked)
        try await house.desk.decide(first, approve: false, by: .decider)
        _ = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
    }

    @Test func `an altered wish is neither shown nor carried out`() async throws {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000", seed: 1)
        let (other, _, _) = try await house.customer("13900139000", seed: 2)
        let id = try await house.desk.askErasure(of: customer, because: "x", by: .asker)
        try await house.alter(
            "UPDATE approval SET object = \("customer:\(other)") WHERE id = \(id)")
        await #expect(throws: DeskFault.self) {
            try await house.desk.decide(id, approve: true, by: .decider)
        }
        #expect(try await house.database.read { try $0.customer(other)?.wrappedKey } != nil)
    }
}
