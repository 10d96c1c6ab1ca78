import CallDesk
import CallLedger
import Calls
import Foundation
import TestSupport
import Testing

struct RevealTests {
    @Test func `a reveal shows to its own person alone, for two minutes`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        try await house.describe(customer, .sample)
        _ = try await house.desk.reveal(
            customer, for: .identityCheck, because: "  asked for it  ", by: .page)
        let seen = try await house.desk.customer(customer, by: .page)
        #expect(seen.facts.name == "王小明")
        #expect(seen.facts.document?.number == "G 1234-5678")
        #expect(seen.numbers.map(\.text) == ["+8613800138000"])
        #expect(seen.revealedUntil == house.clock.now + 120)
        let other = try await house.desk.customer(customer, by: .operatorAtShell)
        #expect(other.facts.name == "王••" && other.revealedUntil == nil)
        house.clock.move(by: 120)
        let after = try await house.desk.customer(customer, by: .page)
        #expect(after.facts.name == "王••" && after.revealedUntil == nil)
    }

    @Test func `a reveal leaves who, what for and when, and the reason sealed`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        let reveal = try await house.desk.reveal(
            customer, for: .regulator, because: "Fenchurch asked", by: .page)
        let entries = try await house.ledger()
        let entry = try #require(entries.last)
        #expect(entry.action == .customerRevealed && entry.reason == "regulator")
        #expect(entry.object == "customer:\(customer)")
        #expect(!"\(entry)".contains("Fenchurch"))
        let listed = try await house.desk.reveals(of: nil, after: nil, limit: 5, by: .page).items
        #expect(listed == [reveal])
        #expect(listed.first?.because == "Fenchurch asked")
        let bytes = Data(try await house.state.database.bytes())
        #expect(bytes.range(of: Data("Fenchurch".utf8)) == nil)
    }

    @Test(arguments: ["", "four", "    4    ", String(repeating: "a", count: 501)])
    func `without a reason nothing is revealed and nothing is left`(reason: String) async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        let before = try await house.ledger()
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.reveal(customer, for: .callback, because: reason, by: .page)
        }
        #expect(refusal?.code == .badReason)
        #expect(try await house.ledger() == before)
    }

    @Test func `reveals are counted by person, day, week and purpose`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        let busy = Principal(id: "account:busy", roles: [.complaintHandler])
        for _ in 0..<12 {
            _ = try await house.desk.reveal(customer, for: .complaint, because: "again", by: busy)
            house.clock.move(by: 10)
        }
        house.clock.move(by: 2 * 86_400)
        _ = try await house.desk.reveal(customer, for: .callback, because: "calls back", by: .page)
        _ = try await house.desk.reveal(customer, for: .callback, because: "and again", by: busy)
        let counts = try await house.desk.revealCounts(by: .page)
        #expect(
            counts == [
                RevealCount(
                    principal: "account:busy", lastDay: 1, lastWeek: 13, customers: 1,
                    byPurpose: [.complaint: 12, .callback: 1], isOutlier: true),
                RevealCount(
                    principal: "page", lastDay: 1, lastWeek: 1, customers: 1,
                    byPurpose: [.callback: 1]),
            ])
        let own = try await house.desk.reveals(of: "page", after: nil, limit: 50, by: .page)
        #expect(own.items.count == 1)
    }
}
