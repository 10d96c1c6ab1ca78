import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct CustomerMergingTests {
    @Test func `two customers that are one become one, with all that was of either`() async throws {
        let house = try await House()
        let one = try await house.call(of: "13800138000")
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2)
        try await house.describe(one.customer, .sample)
        try await house.describe(
            two.customer,
            CustomerChange(name: .set("Wang"), fields: [(name: "VIP", value: "no")]))
        _ = try await house.desk.reveal(
            two.customer, for: .callback, because: "before the merge", by: .operatorAtShell)
        try await house.desk.merge(two.customer, into: one.customer, by: .page)
        let calls = try await house.desk.calls(
            CallFilter(customer: one.customer), after: nil, limit: 9, by: .page).items
        #expect(Set(calls.map(\.id)) == [one.call, two.call])
        for recording in [one.recording, two.recording] {
            let playback = try await house.desk.listen(to: recording, by: .page)
            #expect(try await house.bytes(of: playback).count > 100)
        }
        _ = try await house.desk.reveal(
            one.customer, for: .dataCorrection, because: "to look", by: .page)
        let seen = try await house.desk.customer(one.customer, by: .page)
        #expect(seen.numbers.map(\.text) == ["+8613800138000", "+8613900139000"])
        #expect(seen.facts.name == "王小明")
        #expect(seen.facts.fields.contains(.init(name: "name", value: "Wang")))
        #expect(seen.facts.fields.contains(.init(name: "VIP*", value: "no")))
        #expect(
            try await house.desk.findCustomer(by: .number, "13900139000", by: .page)
                == one.customer)
        let reveals = try await house.desk.reveals(of: nil, after: nil, limit: 9, by: .page).items
        #expect(reveals.allSatisfy { $0.customer == one.customer && $0.because != nil })
        // The other keeps nothing but who it became.
        let former = try await house.row(two.customer)
        #expect(former.wrappedKey == nil && former.numberSealed == nil)
        #expect(former.nameSealed == nil && former.blindIndex == nil)
        #expect(
            try await house.desk.customer(two.customer, by: .page).mergedInto == one.customer)
        let history = try await house.desk.history(
            of: one.customer, after: nil, limit: 99, by: .page).items
        #expect(history.contains { $0.object == "customer:\(two.customer)" })
    }

    @Test func `a number is split off with the calls that name it`() async throws {
        let house = try await House()
        let one = try await house.call(of: "13800138000")
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2)
        try await house.desk.merge(two.customer, into: one.customer, by: .page)
        let merged = try await house.desk.customer(one.customer, by: .page)
        let number = try #require(merged.numbers.last?.id)
        let new = try await house.desk.split(number, of: one.customer, by: .page)
        func calls(of customer: Customer.ID) async throws -> [Call.ID] {
            try await house.desk.calls(
                CallFilter(customer: customer), after: nil, limit: 9, by: .page
            ).items.map(\.id)
        }
        #expect(try await calls(of: one.customer) == [one.call])
        #expect(try await calls(of: new) == [two.call])
        #expect(
            try await house.desk.findCustomer(by: .number, "13900139000", by: .page) == new)
        _ = try await house.desk.listen(to: two.recording, by: .page)
        await #expect(throws: Refusal.self) {
            _ = try await house.desk.split(nil, of: new, by: .page)
        }
    }

    @Test func `under hold nothing is merged or split`() async throws {
        let house = try await House()
        let one = try await house.call(of: "13800138000")
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2)
        for (kind, object) in [("customer", one.customer.rawValue), ("call", two.call.rawValue)] {
            try await house.alter("""
                INSERT INTO hold (id, kind, object_id, because_sealed, placed_by, placed_at,
                  row_mac)
                VALUES (1, \(kind), \(object), \([1] as [UInt8]), 'x', 0, \([1] as [UInt8]))
                """)
            let refusals = [
                await #expect(throws: Refusal.self) {
                    try await house.desk.merge(two.customer, into: one.customer, by: .page)
                },
                await #expect(throws: Refusal.self) {
                    try await house.desk.merge(one.customer, into: two.customer, by: .page)
                },
            ]
            #expect(refusals.map { $0?.code } == [.customerHeld, .customerHeld])
            try await house.alter("DELETE FROM hold")
        }
        let same = await #expect(throws: Refusal.self) {
            try await house.desk.merge(one.customer, into: one.customer, by: .page)
        }
        #expect(same?.code == .sameCustomer)
    }
}
