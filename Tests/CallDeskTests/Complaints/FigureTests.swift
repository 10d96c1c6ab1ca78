import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct FigureTests {
    @Test func `rates are of the calls, sales and customers of each group`() async throws {
        let figures = try await FigureHouse()
        let view = try await figures.view()
        // 26 × 2 × 60 calls and the one that the house stands on; 26 × 4 + 13 complaints.
        #expect(view.rates.whole.count == ExposedCount(117, in: 3121))
        let winter = try #require(view.rates.rows.first)
        #expect(winter.key == figures.campaigns[0].description)
        #expect(winter.count == ExposedCount(65, in: 1560))
        #expect(view.titles[winter.key]?.code == "winter")
        #expect(view.asOf == figures.house.clock.now && view.filling == nil)
        let sales = try await figures.view(by: .team) { $0.base = .sales }
        #expect(sales.rates.rows.map(\.count.exposure) == [520, 520])
        #expect(sales.titles[figures.teams[0].description]?.name == "North")
        let customers = try await figures.view { $0.base = .customers }
        #expect(customers.rates.whole.count.exposure == 1)
        #expect(customers.chart.points.map(\.period.count.exposure).allSatisfy { $0 == 1 })
        let products = try await figures.view(by: .product)
        #expect(products.rates.rows.first?.key == "life")
        #expect(products.rates.rows.first?.count == ExposedCount(65, in: 1560))
        let agents = try await figures.view(by: .agent)
        #expect(agents.rates.rows.first?.count == ExposedCount(65, in: 1560))
        let one = try await figures.view(by: .agent) {
            $0.group = ComplaintGroup(.campaign, figures.campaigns[1].description)
        }
        #expect(one.rates.whole.count == ExposedCount(52, in: 1560))
        #expect(one.groupTitle?.code == "summer")
        #expect(one.rates.rows.map(\.key) == [figures.agents[1].description])
    }

    @Test func `causes count finer ones, and their numbers are those of the list`() async throws {
        let figures = try await FigureHouse(weekly: 10)
        let view = try await figures.view(by: .cause) { $0.cause = "person" }
        #expect(view.rates.whole.count.events == 65 && view.causes.found == 65)
        #expect(view.causes.rows.map(\.code) == ["person", "care"])
        var filter = ComplaintFilter(states: Set(Complaint.State.allCases))
        filter.cause = "person"
        filter.leavesOutMembers = true
        filter.occurredFrom = FigureHouse.days.lowerBound
        filter.occurredThrough = FigureHouse.days.upperBound
        #expect(try await figures.desk.complaintCount(filter, by: figures.officer) == 65)
        filter.occurredThrough = FigureHouse.days.lowerBound.advanced(by: 6)
        #expect(try await figures.desk.complaintCount(filter, by: figures.officer) == 2)
    }

    @Test func `a version of a script counts on the days on which it held`() async throws {
        let figures = try await FigureHouse(weekly: 14)
        let lead = Principal(id: "account:lead", roles: [.qaLead])
        func script(from week: Int) -> Script {
            let text = LocalText(
                english: "x", simplifiedChinese: "x", traditionalChinese: "x")
            return Script(
                kind: .script, code: "opening", campaign: "winter",
                words: .init(
                    title: text, body: text,
                    validFrom: FigureHouse.days.lowerBound.advanced(by: 7 * week),
                    validThrough: nil))
        }
        let id = try await figures.desk.addScript(script(from: 0), by: lead)
        _ = try await figures.desk.changeScript(id, to: script(from: 20), by: lead)
        let view = try await figures.view(by: .scriptVersion)
        let counts = Dictionary(
            uniqueKeysWithValues: view.rates.rows.map { ($0.key, $0.count) })
        #expect(counts["\(id).1"] == ExposedCount(40, in: 20 * 14))
        #expect(counts["\(id).2"] == ExposedCount(25, in: 6 * 14))
        #expect(view.titles["\(id).2"]?.name == "opening 2")
        let second = try await figures.view {
            $0.group = ComplaintGroup(.scriptVersion, "\(id).2")
        }
        #expect(second.rates.whole.count == ExposedCount(25, in: 6 * 14))
    }

    @Test func `supervisors see their team, agents nothing, and nobody their own rate`()
        async throws
    {
        let figures = try await FigureHouse(weekly: 20)
        let south = figures.supervisor(of: figures.teams[1])
        let view = try await figures.view(by: .campaign, for: south)
        #expect(view.rates.whole.count == ExposedCount(52, in: 520))
        #expect(view.rates.rows.map(\.key) == [figures.campaigns[1].description])
        var refusal = await #expect(throws: Refusal.self) {
            _ = try await figures.view(for: south) {
                $0.group = ComplaintGroup(.team, figures.teams[0].description)
            }
        }
        #expect(refusal?.code == .noSuchGroup)
        let nothing = try await figures.view(for: figures.complaints.agent)
        #expect(nothing.rates.whole.count == ExposedCount(0, in: 0))
        #expect(nothing.rates.rows.isEmpty)
        refusal = await #expect(throws: Refusal.self) {
            _ = try await figures.view(by: .agent, for: figures.complaints.handler)
        }
        #expect(refusal?.kind == .forbidden)
        let speaking = Principal(
            id: "account:both", roles: [.complianceOfficer], agent: figures.agents[0])
        let agents = try await figures.view(by: .agent, for: speaking)
        #expect(agents.rates.rows.map(\.key).contains(figures.agents[0].description) == false)
        refusal = await #expect(throws: Refusal.self) {
            _ = try await figures.view {
                $0.days = FigureHouse.today.advanced(by: -2_000)...FigureHouse.today
            }
        }
        #expect(refusal?.code == .figuresTooLong)
    }

    @Test func `a week beyond its limits is noted once and shown to who may see it`() async throws {
        let figures = try await FigureHouse()
        try await figures.desk.watchRates(by: .daemon)
        let week = FigureHouse.days.lowerBound.advanced(by: 7 * 24).weekText
        func entries() async throws -> [[String: String]] {
            try await figures.house.ledger().filter { $0.action == .complaintRateSignal }
                .map(\.details)
        }
        let noted = try await entries()
        #expect(noted.count == 3 && noted.allSatisfy { $0["period"] == week })
        figures.house.clock.move(by: 700)
        try await figures.desk.watchRates(by: .daemon)
        #expect(try await entries().count == 3)
        let shown = try figures.desk.rateSignals(by: figures.officer)
        #expect(shown.map(\.group?.dimension) == [nil, .campaign, .team])
        #expect(shown.map(\.title) == [nil, "winter", "North"])
        #expect(shown.last?.count == ExposedCount(15, in: 60))
        let north = figures.supervisor(of: figures.teams[0])
        #expect(try figures.desk.rateSignals(by: north).count == 1)
        let south = figures.supervisor(of: figures.teams[1])
        #expect(try figures.desk.rateSignals(by: south).isEmpty)
        #expect(try figures.desk.rateSignals(by: figures.complaints.agent).isEmpty)
        let view = try await figures.view()
        #expect(view.signals.count == 3)
        #expect(view.chart.points[24].signals.contains(.aboveLimits))
    }
}
