import Calls
import Foundation
import Testing

@testable import CallWeb

struct ClockWordTests {
    private func words(_ language: Language, home: String = "Asia/Shanghai") throws -> Words {
        let catalogue = try #require(try WebResources.load().catalogues[language])
        return Words(catalogue: catalogue, home: Zone(named: home))
    }

    private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    /// A clock of three business days in London, due at 17:00, begun on Friday 20 November 2026.
    private func reading(
        at now: String, dueTime: Int? = 17 * 3600, _ more: [ClockEvent] = []
    ) throws -> ClockReading {
        let title = LocalText(english: "A", simplifiedChinese: "A", traditionalChinese: "A")
        let origin = DataOrigin(
            source: "the house", readOn: LocalDay(number: 20_000), verified: false)
        var clock = ComplaintClock(
            name: "answer", title: title, stops: [.answered],
            length: ClockLength(3, .businessDays), origin: origin)
        clock.dueTime = dueTime
        clock.pauses = [.customer]
        let regime = ComplaintRegime(
            name: "house", jurisdiction: "XX", title: title,
            zone: CallZone(name: "Europe/London"), calendar: nil, clocks: [clock])
        let book = RegimeBook(regimes: ["house": regime], calendars: [:], home: .utc)
        let receipt = ClockEvent(.moment(.received), at: try instant("2026-11-20T10:00:00Z"))
        return try #require(
            book.readings(["house"], of: [receipt] + more, at: instant(now)).first)
    }

    private func line(
        _ language: Language, at now: String, dueTime: Int? = 17 * 3600, _ more: [ClockEvent] = []
    ) throws -> String {
        try words(language).line(
            reading(at: now, dueTime: dueTime, more), now: instant(now))
    }

    @Test func `what is left is said with the day and the hour, in three languages`() throws {
        let now = "2026-11-20T12:00:00Z"
        #expect(try line(.english, at: now) == "3 business days left, due Wednesday 17:00")
        #expect(
            try line(.simplifiedChinese, at: now) == "剩余 3 个工作日，须于星期三 17:00 前完成")
        #expect(
            try line(.traditionalChinese, at: now) == "剩 3 個工作天，須於星期三 17:00 前完成")
        #expect(
            try line(.english, at: now, dueTime: nil)
                == "3 business days left, due Wednesday, end of day")
    }

    @Test func `the last day, a day too late, a pause and an answer are said`() throws {
        #expect(try line(.english, at: "2026-11-25T12:00:00Z") == "Due today 17:00")
        #expect(
            try line(.english, at: "2026-11-25T12:00:00Z", dueTime: nil)
                == "Due today, end of day")
        #expect(try line(.english, at: "2026-11-25T17:00:00Z") == "Overdue since today 17:00")
        #expect(
            try line(.english, at: "2026-11-26T12:00:00Z")
                == "1 business day late, was due 25 Nov 2026, 17:00")
        let pause = ClockEvent(.paused(.customer), at: try instant("2026-11-23T10:00:00Z"))
        #expect(
            try line(.english, at: "2026-11-24T10:00:00Z", [pause])
                == "Paused; 2 business days left when it runs again")
        let answer = ClockEvent(.moment(.answered), at: try instant("2026-11-24T10:00:00Z"))
        #expect(
            try line(.english, at: "2026-11-27T10:00:00Z", [answer])
                == "Done in time, on 24 Nov 2026")
    }

    @Test func `the reasons are finished sentences`() throws {
        let reasons = try words(.english).reasons(reading(at: "2026-11-20T12:00:00Z"))
        #expect(
            reasons == [
                "Began on 20 Nov 2026, 10:00:00 (Europe/London): received.",
                "3 business days, counted from 20 Nov 2026.",
            ])
        let there = try words(.english, home: "Europe/London")
        let begun = there.reasons(try reading(at: "2026-11-20T12:00:00Z")).first
        #expect(begun == "Began on 20 Nov 2026, 10:00:00: received.")
        #expect(try words(.english).notes(reading(at: "2026-11-20T12:00:00Z")).count == 1)
    }

    @Test func `everything about clocks has its words`() throws {
        let catalogue = try #require(try WebResources.load().catalogues[.english])
        let counted: Set<ClockStep.Kind> = [.holidays, .workedWeekends, .pausedDays]
        var keys = ClockReading.State.allCases.map { "clock.state.\($0.rawValue)" }
        keys += ClockReading.Level.allCases.map { "clock.level.\($0.rawValue)" }
        keys += ClockReading.Note.allCases.map { "clock.note.\($0.rawValue)" }
        keys += ClockEvent.Moment.allCases.map { "clock.moment.\($0.rawValue)" }
        keys += PauseReason.allCases.map { "clock.pause.\($0.rawValue)" }
        keys += ClockLength.Unit.allCases.flatMap {
            ["clock.length.\($0.rawValue).one", "clock.length.\($0.rawValue).other"]
        }
        keys += ClockStep.Kind.allCases.flatMap {
            counted.contains($0)
                ? ["clock.step.\($0.rawValue).one", "clock.step.\($0.rawValue).other"]
                : ["clock.step.\($0.rawValue)"]
        }
        for key in keys { #expect(catalogue.has(key), "\(key)") }
    }
}
