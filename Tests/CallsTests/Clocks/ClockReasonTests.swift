import Calls
import Foundation
import Testing

/// What a reading says beside its due instant: steps and notes.
struct ClockReasonTests {
    private let calendar: HolidayCalendar

    init() throws {
        calendar = try #require(try ClockVectors.read().holidayCalendars["cn"])
    }

    private func rule(_ length: ClockLength) -> ComplaintClock {
        ComplaintClock(
            name: "decision", title: .same("decision"), stops: [.decided], length: length,
            origin: .test)
    }

    private func read(_ clock: ComplaintClock, _ history: [ClockEvent]) throws -> ClockReading {
        let regime = ComplaintRegime(
            name: "test", jurisdiction: "CN", title: .same("test"),
            zone: CallZone(name: "Asia/Shanghai"), calendar: "cn", clocks: [clock])
        let book = RegimeBook(regimes: ["test": regime], calendars: ["cn": calendar], home: .utc)
        let now = try #require(history.map(\.at).max())
        return try #require(book.readings(["test"], of: history, at: now).first)
    }

    private func event(_ kind: ClockEvent.Kind, _ text: String) throws -> ClockEvent {
        ClockEvent(kind, at: try Date(text, strategy: .iso8601))
    }

    @Test func `the steps tell holidays, worked weekends and pauses`() throws {
        var clock = rule(ClockLength(15, .businessDays))
        clock.pauses = [.customer]
        clock.cutoff = 17 * 3600
        let reading = try read(
            clock,
            [
                event(.moment(.received), "2026-02-10T10:00:00Z"),
                event(.paused(.thirdParty), "2026-02-12T02:00:00Z"),
                event(.paused(.customer), "2026-02-12T02:00:00Z"),
                event(.resumed(.customer), "2026-02-14T02:00:00Z"),
            ])
        #expect(
            reading.steps.map(\.kind) == [
                .began, .pauseNotPermitted, .paused, .resumed, .afterCutoff, .length, .holidays,
                .workedWeekends, .pausedDays,
            ])
        func count(_ kind: ClockStep.Kind) -> Int? {
            reading.steps.first { $0.kind == kind }?.count
        }
        #expect(count(.holidays) == 6)
        #expect(count(.workedWeekends) == 2)
        #expect(count(.pausedDays) == 2)
        #expect(reading.steps[4].day == LocalDay("2026-02-11"))
        #expect(reading.notes == [])
    }

    @Test func `what makes a reading less than sure is noted`() throws {
        let receipt = try event(.moment(.received), "2026-12-20T02:00:00Z")
        var unsure = rule(ClockLength(15, .unknownDays))
        unsure.verified = false
        #expect(try read(unsure, [receipt]).notes == [.unitUnknown, .unverified])
        let business = rule(ClockLength(15, .businessDays))
        #expect(try read(business, [receipt]).notes == [.beyondCalendar])
        #expect(try read(rule(ClockLength(15, .days)), [receipt]).notes == [])
        let elsewhere = try event(
            .placed(ClockPlace(zone: .utc, calendar: "atlantis")), "2026-12-20T03:00:00Z")
        #expect(try read(business, [receipt, elsewhere]).notes == [.noCalendar])
    }

    @Test func `several clocks of several regimes are read side by side`() throws {
        let one = ComplaintRegime(
            name: "one", jurisdiction: "CN", title: .same("one"), zone: nil, calendar: nil,
            clocks: [rule(ClockLength(1, .days)), rule(ClockLength(2, .weeks))])
        let two = ComplaintRegime(
            name: "two", jurisdiction: "CN", title: .same("two"), zone: nil, calendar: nil,
            clocks: [rule(ClockLength(1, .months))])
        let book = RegimeBook(regimes: ["one": one, "two": two], calendars: [:], home: .utc)
        let receipt = try event(.moment(.received), "2026-11-20T02:00:00Z")
        let readings = book.readings(["two", "none", "one"], of: [receipt], at: receipt.at)
        #expect(readings.map(\.regime) == ["two", "one", "one"])
        #expect(
            readings.map { $0.dueDay?.description } == ["2026-12-20", "2026-11-21", "2026-12-04"])
    }

    @Test func `a pause of sixty years ends the count and not the program`() throws {
        var clock = rule(ClockLength(1000, .businessDays))
        clock.pauses = [.agreed]
        let reading = try read(
            clock,
            [
                event(.moment(.received), "2026-02-10T02:00:00Z"),
                event(.paused(.agreed), "2026-02-11T02:00:00Z"),
                event(.resumed(.agreed), "2096-02-11T02:00:00Z"),
            ])
        #expect(reading.due != nil)
    }
}
