import Calls
import Foundation
import Testing

struct HoldRuleTests {
    private let call = Holdable(call: Call.ID(1), customer: Customer.ID(2), agent: Agent.ID(3))

    private func hold(_ target: Hold.Target, released: Bool = false) -> Hold {
        Hold(
            id: Hold.ID(9), target: target, because: "x", placedBy: "p", placedAt: .now,
            release: released ? .init(approval: Approval.ID(1), by: "q", at: .now) : nil)
    }

    @Test func `a call is held by its own hold, its customer's and its agent's`() {
        #expect([hold(.call(Call.ID(1)))].isHeld(call))
        #expect([hold(.customer(Customer.ID(2)))].isHeld(call))
        #expect([hold(.agent(Agent.ID(3)))].isHeld(call))
    }

    @Test func `ids of another kind, other ids and released holds hold nothing`() {
        #expect(![hold(.call(Call.ID(2))), hold(.customer(Customer.ID(3)))].isHeld(call))
        #expect(![hold(.agent(Agent.ID(1)))].isHeld(call))
        #expect(![hold(.call(Call.ID(1)), released: true)].isHeld(call))
        let nobody = Holdable(call: Call.ID(1), customer: Customer.ID(2), agent: nil)
        #expect(![hold(.agent(Agent.ID(3)))].isHeld(nobody))
    }

    @Test func `a duty ends on the calendar of the call's zone`() throws {
        let format = Date.ISO8601FormatStyle()
        let start = try format.parse("2024-02-29T23:30:00+08:00")
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        func end(_ count: Int, _ unit: RetentionDuty.Unit) -> Date {
            RetentionDuty(rule: "r", count: count, unit: unit).end(from: start, in: zone)
        }
        #expect(end(5, .years) == (try format.parse("2029-02-28T23:30:00+08:00")))
        #expect(end(6, .months) == (try format.parse("2024-08-29T23:30:00+08:00")))
        #expect(end(30, .days) == (try format.parse("2024-03-30T23:30:00+08:00")))
    }
}
