import Calls
import Foundation
import Testing

struct GoldenClockTests {
    @Test func `every clock of the golden table reads as it was reckoned elsewhere`() throws {
        let vectors = try ClockVectors.read()
        let calendars = vectors.holidayCalendars
        #expect(vectors.cases.count >= 120)
        #expect(Set(vectors.cases.map(\.name)).count == vectors.cases.count)
        for one in vectors.cases {
            let reading = try one.reading(calendars, at: one.now)
            let name = Comment(rawValue: one.name)
            #expect(reading.due == one.expected.due, name)
            #expect(reading.dueDay == one.expected.dueDay, name)
            #expect(reading.state.rawValue == one.expected.state, name)
            #expect(reading.daysLeft == one.expected.daysLeft, name)
            #expect(reading.level.rawValue == one.expected.level, name)
        }
    }

    @Test func `warnings and alarms begin at the instants that are told`() throws {
        let vectors = try ClockVectors.read()
        let calendars = vectors.holidayCalendars
        var seen = 0
        for one in vectors.cases {
            let reading = try one.reading(calendars, at: one.now)
            guard reading.state == .running else { continue }
            for (instant, level) in [(reading.warns, "warning"), (reading.alarms, "alarm")] {
                guard let instant, let began = reading.began, instant > began else { continue }
                let name = Comment(rawValue: one.name + " " + level)
                let then = try one.reading(calendars, at: instant)
                #expect(then.level.rawValue == level, name)
                let before = try one.reading(calendars, at: instant.addingTimeInterval(-1))
                #expect(before.level.rawValue != level, name)
                seen += 1
            }
        }
        #expect(seen > 10)
    }

    @Test func `a clock that runs is breached at its due instant and no second before`() throws {
        let vectors = try ClockVectors.read()
        let calendars = vectors.holidayCalendars
        for one in vectors.cases where one.expected.state == "running" {
            guard let due = one.expected.due, !one.history.contains(where: { $0.at > one.now })
            else { continue }
            let name = Comment(rawValue: one.name)
            #expect(try one.reading(calendars, at: due - 1).state == .running, name)
            let after = try one.reading(calendars, at: due)
            #expect(after.state == (one.clock.kind == "window" ? .over : .breached), name)
        }
    }

    @Test func `the order in which a history is written down doesn't matter`() throws {
        let vectors = try ClockVectors.read()
        let calendars = vectors.holidayCalendars
        for one in vectors.cases where Set(one.history.map(\.at)).count == one.history.count {
            let turned = ClockVectors.Case(
                name: one.name, zone: one.zone, calendar: one.calendar, clock: one.clock,
                history: one.history.reversed(), now: one.now, expected: one.expected)
            #expect(
                try turned.reading(calendars, at: one.now) == one.reading(calendars, at: one.now))
        }
    }
}
