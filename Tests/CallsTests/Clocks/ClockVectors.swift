import Calls
import Foundation

/// Tests/Vectors/clocks.json; docs/formats/clocks.md says how it was made.
struct ClockVectors: Decodable {
    struct Days: Decodable {
        let years: [Int]
        let holidays: [LocalDay]
        let workdays: [LocalDay]
    }

    struct Case: Decodable {
        let name: String
        let zone: String
        let calendar: String?
        let clock: Clock
        let history: [Event]
        let now: Date
        let expected: Expected
    }

    struct Clock: Decodable {
        struct Extension: Decodable {
            let name: String
            let to: String?
            let by: String?
            let times: Int?
        }

        let starts: [String]
        let stops: [String]
        let length: String
        let kind: String?
        let countsFirstDay: Bool?
        let cutoff: String?
        let dueTime: String?
        let whenBegunClosed: String?
        let whenDueClosed: String?
        let pauses: [String]?
        let extensions: [Extension]?
        let reopening: String?
        let followUp: String?
        let warnDays: Int?
        let alarmDays: Int?
    }

    struct Event: Decodable {
        let at: Date
        let what: String
        let reason: String?
        let name: String?
        let zone: String?
        let calendar: String?
    }

    struct Expected: Decodable {
        let state: String
        let due: Date?
        let dueDay: LocalDay?
        let daysLeft: Int?
        let level: String
    }

    /// Something in the file that isn't known here.
    struct Unknown: Error {
        let what: String

        init(_ what: String) { self.what = what }
    }

    let calendars: [String: Days]
    let cases: [Case]

    static func read() throws -> ClockVectors {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Vectors/clocks.json").standardized
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(ClockVectors.self, from: Data(contentsOf: path))
    }

    var holidayCalendars: [String: HolidayCalendar] {
        var known: [String: HolidayCalendar] = [:]
        for (name, days) in calendars {
            known[name] = HolidayCalendar(
                name: name, title: .same(name), years: days.years[0]...days.years[1],
                days: HolidayCalendar.Days(
                    holidays: Set(days.holidays), workdays: Set(days.workdays)),
                origin: .test)
        }
        return known
    }
}

extension ClockVectors.Case {
    func reading(_ calendars: [String: HolidayCalendar], at instant: Date) throws -> ClockReading {
        guard let place = CallZone(name: zone) else { throw ClockVectors.Unknown(zone) }
        let regime = ComplaintRegime(
            name: "test", jurisdiction: "XX", title: .same("test"), zone: place,
            calendar: calendar, clocks: [try clock.clock()])
        let book = RegimeBook(regimes: ["test": regime], calendars: calendars, home: .utc)
        let readings = book.readings(
            ["test"], of: try history.map { try $0.event() }, at: instant)
        guard let reading = readings.first else { throw ClockVectors.Unknown("no reading") }
        return reading
    }
}

extension ClockVectors.Clock {
    func clock() throws -> ComplaintClock {
        var clock = ComplaintClock(
            name: "clock", title: .same("clock"), stops: Set(try stops.map(moment)),
            length: try Self.length(length), origin: .test)
        clock.starts = Set(try starts.map(moment))
        clock.kind = try value(kind) ?? .duty
        clock.countsFirstDay = countsFirstDay ?? false
        clock.cutoff = cutoff.map(Self.seconds)
        clock.dueTime = dueTime.map(Self.seconds)
        clock.whenBegunClosed = try value(whenBegunClosed) ?? .stays
        clock.whenDueClosed = try value(whenDueClosed) ?? .stays
        clock.pauses = Set(
            try (pauses ?? []).compactMap { text -> PauseReason? in try value(text) })
        clock.reopening = try value(reopening) ?? .ignored
        clock.followUp = try value(followUp) ?? .ignored
        clock.warnDays = warnDays
        clock.alarmDays = alarmDays
        clock.extensions = try (extensions ?? []).map {
            ComplaintClock.Extension(
                name: $0.name, title: .same($0.name), kind: $0.to == nil ? .by : .to,
                length: try Self.length($0.to ?? $0.by ?? ""), times: $0.times ?? 1,
                needsSecondPerson: true)
        }
        return clock
    }

    private static func length(_ text: String) throws -> ClockLength {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let count = Int(parts[0]),
            let unit = ClockLength.Unit(rawValue: String(parts[1]))
        else { throw ClockVectors.Unknown(text) }
        return ClockLength(count, unit)
    }

    private static func seconds(_ text: String) -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts[0] * 3600 + parts[1] * 60
    }

    private func moment(_ text: String) throws -> ClockEvent.Moment {
        guard let moment = ClockEvent.Moment(rawValue: text) else {
            throw ClockVectors.Unknown(text)
        }
        return moment
    }

    private func value<Value: RawRepresentable>(
        _ text: String?
    ) throws -> Value? where Value.RawValue == String {
        guard let text else { return nil }
        guard let value = Value(rawValue: text) else { throw ClockVectors.Unknown(text) }
        return value
    }
}

extension ClockVectors.Event {
    func event() throws -> ClockEvent {
        if let moment = ClockEvent.Moment(rawValue: what) {
            return ClockEvent(.moment(moment), at: at)
        }
        let pause = reason.flatMap { PauseReason(rawValue: $0) }
        switch what {
        case "paused":
            if let pause { return ClockEvent(.paused(pause), at: at) }
        case "resumed":
            if let pause { return ClockEvent(.resumed(pause), at: at) }
        case "extended":
            if let name { return ClockEvent(.extended(name), at: at) }
        case "placed":
            if let place = zone.flatMap({ CallZone(name: $0) }) {
                return ClockEvent(.placed(ClockPlace(zone: place, calendar: calendar)), at: at)
            }
        default: break
        }
        throw ClockVectors.Unknown(what)
    }
}

extension LocalText {
    static func same(_ text: String) -> LocalText {
        LocalText(english: text, simplifiedChinese: text, traditionalChinese: text)
    }
}

extension DataOrigin {
    static let test = DataOrigin(source: "test", readOn: LocalDay(number: 20_000), verified: true)
}
