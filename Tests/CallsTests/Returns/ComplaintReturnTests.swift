import Foundation
import Testing

@testable import Calls

struct ComplaintReturnTests {
    /// One worked by hand.
    private func ukCases() -> [ReturnCase] {
        let (summary, final) = (ReturnSample.summary, ReturnSample.final)
        return [
            // Open at the beginning, closed late and in part upheld.
            ReturnSample.one(1, "2025-11-01", "2026-01-10", .partly) {
                $0.clocks = [summary: false, final: false]
                $0.redress = 20_000
                $0.product = "life"
            },
            // In and out within three days.
            ReturnSample.one(2, "2026-02-02", "2026-02-03", .upheld) {
                $0.clocks = [summary: true, final: true]
                $0.redress = 500
                $0.product = "life"
            },
            // Rejected in time, with goodwill.
            ReturnSample.one(3, "2026-03-02", "2026-04-02", .rejected) {
                $0.clocks = [summary: false, final: true]
                $0.redress = 100
                $0.product = "motor"
            },
            // Still open at the end.
            ReturnSample.one(4, "2026-06-30") { $0.product = "motor" },
            // Closed before, received after, of another regime.
            ReturnSample.one(5, "2025-11-01", "2025-12-31", .upheld),
            ReturnSample.one(6, "2026-07-01"),
            ReturnSample.one(7, "2026-02-02", "2026-02-03", .upheld, regime: "cn-finance"),
            // Without the clock.
            ReturnSample.one(8, "2026-05-01", "2026-05-20", .settled, regime: "uk-disp-payments"),
        ]
    }

    private func shape(_ name: String) throws -> ReturnShape {
        let shape = ReturnShape.shipped.first { $0.name == name }
        return try #require(shape)
    }

    private func order(_ shape: ReturnShape) throws -> ReturnOrder {
        ReturnOrder(shape, try #require(ReturnSample.half))
    }

    @Test func `the return of a half-year is what was reckoned by hand`() throws {
        let made = ComplaintReturn(try order(.ukDISP), of: ukCases())
        let all = try #require(made.tables.first)
        let values = zip(all.table.measures, all.rows[0].values).map { "\($0) \(text($1))" }
        #expect(
            values == [
                "open-at-start 1", "received 4", "closed 4", "closed-in-summary 1",
                "closed-in-time 1", "closed-late 1", "closed-unclocked 1", "upheld 2",
                "redress-upheld 20500", "redress-not-upheld 100", "redress 20600", "open-at-end 1",
            ])
        #expect(made.cases == 5)
        let closed = try #require(made.tables.first { $0.table.key == "closed" })
        #expect(closed.rows.map(\.groups) == [["life"], ["motor"], [nil]])
    }

    private func text(_ value: ReturnValue) -> String {
        switch value {
        case .cases(let count): "\(count)"
        case .money(let amount): "\(amount)"
        case .share(let part, let whole): "\(part)/\(whole)"
        }
    }

    @Test(arguments: ReturnShape.shipped.map(\.name))
    func `each number is the count of the very cases that it shows`(name: String) throws {
        let shape = try shape(name)
        let cases = ReturnSample.many(3_000, seed: 7)
        let groups: [ReturnDimension: [String: String]] = [
            .product: ["life": "insurance", "travel": "insurance"]
        ]
        let order = ReturnOrder(shape, try #require(ReturnSample.half), groups: groups)
        let made = ComplaintReturn(order, of: cases)
        var seen = 0
        for (cell, value) in made.cells {
            let counted = cases.filter(cell.includes)
            switch value {
            case .cases(let count), .share(let count, _): #expect(count == counted.count)
            case .money(let amount):
                #expect(amount == counted.reduce(0) { $0 + $1.redress }, "\(cell.key)")
            }
            #expect(order.cell(cell.key) == cell, "\(cell.key)")
            #expect(made.value(of: cell) == value)
            seen += counted.count
        }
        #expect(seen > 1_000)
    }

    @Test(arguments: ReturnShape.shipped.map(\.name))
    func `every shape names its measures once and shows all of them`(name: String) throws {
        let shape = try shape(name)
        let keys = shape.measures.map(\.key)
        #expect(keys.count == Set(keys).count)
        let tables = shape.tables.map(\.key)
        #expect(tables.count == Set(tables).count)
        #expect(Set(shape.tables.flatMap(\.measures)) == Set(keys))
        for measure in shape.measures {
            if case .share(let whole) = measure.kind { #expect(keys.contains(whole)) }
        }
        #expect(shape.tables[0].dimensions.isEmpty)
        #expect(!shape.origin.verified)
    }

    @Test func `stocks and flows balance, and bands add up`() throws {
        let cases = ReturnSample.many(5_000, seed: 11)
        let disp = ComplaintReturn(try order(.ukDISP), of: cases)
        let row = Dictionary(
            uniqueKeysWithValues: zip(disp.tables[0].table.measures, disp.tables[0].rows[0].values))
        func count(_ key: String) -> Int {
            guard case .cases(let count) = row[key] else { return -1 }
            return count
        }
        #expect(
            count("open-at-start") + count("received") - count("closed") == count("open-at-end"))
        let bands = ["summary", "time"].map { "closed-in-\($0)" }
            + ["closed-late", "closed-unclocked"]
        #expect(bands.map(count).reduce(0, +) == count("closed"))
        let cfpb = ComplaintReturn(try order(.usCFPB), of: cases)
        let values = zip(cfpb.tables[0].table.measures, cfpb.tables[0].rows[0].values)
        let responses = values.compactMap { key, value in
            if case .cases(let count) = value, key != "received" { count } else { nil }
        }
        #expect(cfpb.tables[0].rows[0].values[0] == .cases(responses.reduce(0, +)))
    }

    @Test func `a return without cases has its numbers all the same`() throws {
        let made = ComplaintReturn(try order(.cnFinance), of: [])
        #expect(made.tables[0].rows.count == 1)
        #expect(made.tables[0].rows[0].values[0] == .cases(0))
        #expect(made.tables.dropFirst().allSatisfy { $0.rows.isEmpty })
        let share = made.tables[0].rows[0].values[4]
        #expect(share == .share(0, of: 0))
    }

    @Test func `periods are whole days of their zone`() throws {
        let half = try #require(ReturnPeriod.half(2, of: 2026, zone: ReturnSample.london))
        #expect(half.name == "2026-H2")
        // London is an hour ahead in July and not in December.
        #expect(half.contains(Date(timeIntervalSince1970: 1_782_860_400)))
        #expect(!half.contains(Date(timeIntervalSince1970: 1_782_860_399)))
        #expect(half.contains(Date(timeIntervalSince1970: 1_798_761_599)))
        #expect(!half.contains(Date(timeIntervalSince1970: 1_798_761_600)))
        #expect(ReturnPeriod.half(3, of: 2026, zone: .utc) == nil)
        #expect(ReturnPeriod.year(1969, zone: .utc) == nil)
        #expect(ReturnPeriod(from: half.through, through: half.from, zone: .utc) == nil)
        #expect(ReturnPeriod.year(2026, zone: .utc)?.through.description == "2026-12-31")
    }

    @Test func `a key that isn't a number of the shape finds none`() throws {
        let order = try order(.ukDISP)
        for key in [
            "", "all", "all/nothing", "nothing/received", "received/life/received",
            "closed/a/b/upheld", "closed/%ZZ/upheld", "causes/life/redress",
        ] {
            #expect(order.cell(key) == nil, "\(key)")
        }
        let cell = order.cell("received/~/a%2Fb/received")
        #expect(cell?.row == [nil, "a/b"])
        #expect(cell?.key == "received/~/a%2Fb/received")
    }

    @Test func `readings of clocks become what returns ask for`() throws {
        let book = RegimeBook(regimes: [:], calendars: [:], home: .utc)
        #expect(ReturnCase.clocks(book.readings(["uk-disp"], of: [], at: Date())).isEmpty)
        let history = [ClockEvent(.moment(.received), at: ComplaintSample.start)]
        let names = Array(ComplaintSample.book.regimes.keys)
        let late = ComplaintSample.start.addingTimeInterval(40 * 86_400)
        let running = ComplaintSample.book.readings(names, of: history, at: ComplaintSample.start)
        #expect(ReturnCase.clocks(running).isEmpty)
        let breached = ComplaintSample.book.readings(names, of: history, at: late)
        #expect(ReturnCase.clocks(breached)[ReturnClock("house", "answer")] == false)
    }

    @Test(arguments: ReturnShape.shipped.map(\.name))
    func `a hundred thousand cases are counted in a moment`(name: String) throws {
        let shape = try shape(name)
        let cases = ReturnSample.many(100_000, seed: 3)
        let order = try order(shape)
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(ComplaintReturn(order, of: cases).cases > 1_000)
        }
        #expect(time < .seconds(5))
    }
}
