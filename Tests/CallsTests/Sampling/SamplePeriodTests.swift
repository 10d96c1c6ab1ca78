import Calls
import Foundation
import Testing

struct SamplePeriodTests {
    private func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

    private func live(
        _ cycle: LivePeriod.Cycle, _ since: String, _ until: String? = nil, spread: Bool = false
    ) throws -> SamplePeriod {
        .live(
            LivePeriod(
                cycle: cycle, since: try day(since), until: try until.map(day), spread: spread))
    }

    @Test(arguments: ["1970-01-01", "1999-12-31", "2000-02-29", "2026-11-21", "2100-03-01",
        "2199-12-31"])
    func `a day is written as it is read`(_ text: String) throws {
        #expect(try day(text).description == text)
        #expect(LocalDay(number: try day(text).number) == (try day(text)))
    }

    @Test(arguments: ["", "2026-11-31", "2026-02-29", "2026-1-1", "1969-12-31", "2200-01-01",
        "2026/11/21", "2026-11-21T00", "٢٠٢٦-11-21", "-026-11-21"])
    func `no day is no day`(_ text: String) {
        #expect(LocalDay(text) == nil)
    }

    @Test func `every day follows the one before`() throws {
        var last = LocalDay(number: 0)
        for number in 1...LocalDay.range.upperBound {
            let day = LocalDay(number: number)
            let (year, month, date) = day.civil
            #expect(date == last.civil.day + 1 || date == 1)
            if date == 1 { #expect(month == last.civil.month % 12 + 1) }
            if number % 400 == 0 { #expect(LocalDay(day.description) == day && year >= 1970) }
            last = day
        }
        #expect(last.description == "2199-12-31")
    }

    /// Examples of ISO 8601 and around new year.
    @Test(arguments: [("2026-11-21", "2026-W47", 6), ("2027-01-01", "2026-W53", 5),
        ("2024-12-30", "2025-W01", 1), ("2023-01-01", "2022-W52", 7),
        ("2020-12-31", "2020-W53", 4)])
    func `weeks are those of ISO 8601`(_ text: String, _ week: String, _ weekday: Int) throws {
        #expect(try day(text).weekText == week)
        #expect(try day(text).weekday == weekday)
    }

    @Test func `days begin by the plan's zone`() throws {
        let zone = try #require(CallZone(name: "Asia/Shanghai"))
        #expect(try day("2026-11-21").start(in: zone) == Date(timeIntervalSince1970: 1_795_190_400))
        #expect(
            LocalDay(of: Date(timeIntervalSince1970: 1_795_190_399), in: zone)
                == (try day("2026-11-20")))
        let berlin = try #require(CallZone(name: "Europe/Berlin"))
        let short = try day("2026-03-29")
        #expect(
            short.advanced(by: 1).start(in: berlin).timeIntervalSince(short.start(in: berlin))
                == 23 * 3_600)
    }

    @Test func `a live period is cut into cycles, the first and last as far as they go`() throws {
        let period = try live(.month, "2026-01-20", "2026-03-10")
        var slice = try #require(period.slice(on: try day("2026-01-25")))
        var seen: [String] = []
        while true {
            seen.append("\(slice.name) \(slice.from) \(slice.until)")
            guard let next = period.slice(after: slice) else { break }
            slice = next
        }
        #expect(seen == [
            "2026-01 2026-01-20 2026-01-31", "2026-02 2026-02-01 2026-02-28",
            "2026-03 2026-03-01 2026-03-10",
        ])
        #expect(period.slice(on: try day("2026-01-19")) == nil)
        #expect(period.slice(on: try day("2026-03-11")) == nil)
        let week = try #require(try live(.week, "2026-01-01").slice(on: try day("2026-11-21")))
        #expect("\(week.name) \(week.from) \(week.until)" == "2026-W47 2026-11-16 2026-11-22")
        #expect(try live(.day, "2026-01-01").slice(on: try day("2026-11-21"))?.name == "2026-11-21")
    }

    @Test func `a spread slice is drawn from day by day, any other at once`() throws {
        let period = try live(.month, "2026-02-01", spread: true)
        let slice = try #require(period.slice(on: try day("2026-02-14")))
        let parts = period.parts(of: slice)
        #expect(parts.count == 28)
        #expect(parts.allSatisfy { $0.name == "2026-02" && $0.from == $0.until })
        let closed = SamplePeriod.closed(from: try day("2026-02-01"), until: try day("2026-02-28"))
        let whole = try #require(closed.slice(on: try day("2026-02-14")))
        #expect(whole.name == "2026-02-01..2026-02-28")
        #expect(closed.parts(of: whole) == [whole])
        #expect(closed.slice(after: whole) == nil)
    }

    @Test func `the last day there is ends every period`() throws {
        let period = try live(.month, "2199-12-01")
        let slice = try #require(period.slice(on: try day("2199-12-31")))
        #expect(period.slice(after: slice) == nil)
    }
}
