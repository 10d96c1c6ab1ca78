import Calls
import Foundation

/// Clocks in words: "3 business days left, due Friday 17:00".
extension Words {
    /// What a clock reads, at `now`, as one line.
    func line(_ clock: ClockReading, now: Date) -> String {
        switch clock.state {
        case .waiting: return self("clock.waiting")
        case .met: return self("clock.met", ["day": day(clock.stopped, clock)])
        case .late:
            return self(
                "clock.lateDone", ["day": day(clock.stopped, clock), "due": dueDay(clock)])
        case .over: return self("clock.over", ["day": dueDay(clock)])
        case .paused:
            guard let days = clock.daysLeft, days > 0 else { return self("clock.pausedToday") }
            return self("clock.paused", ["left": left(clock, days)])
        case .breached: return overdue(clock, now: now)
        case .running:
            guard let days = clock.daysLeft, days > 0 else {
                return hour(clock).map { self("clock.today", ["hour": $0]) }
                    ?? self("clock.todayEnd")
            }
            return self(
                "clock.line", ["left": left(clock, days), "when": when(clock, now: now)])
        }
    }

    /// How much is left, or how late it is, as short as a tag; `due` says the rest.
    func short(_ clock: ClockReading, now: Date) -> String {
        guard isDays(clock, now: now), let days = clock.daysLeft else {
            return line(clock, now: now)
        }
        return days > 0 ? left(clock, days) : late(clock)
    }

    /// `due Friday 17:00`, `was due 3 Nov 2026, end of day`; nil where `short` says it already.
    func due(_ clock: ClockReading, now: Date) -> String? {
        guard isDays(clock, now: now) else { return nil }
        let key = clock.state == .breached ? "clock.wasDue" : "clock.due"
        return catalogue(key, ["when": when(clock, now: now)])
    }

    /// Whether it is told in days: it isn't over today, and wasn't.
    private func isDays(_ clock: ClockReading, now: Date) -> Bool {
        switch clock.state {
        case .running: (clock.daysLeft ?? 0) > 0
        case .breached: clock.dueDay != today(clock, now)
        default: false
        }
    }

    /// Why it reads so, a finished sentence a step.
    func reasons(_ clock: ClockReading) -> [String] {
        clock.steps.map { sentence($0, zone: clock.zone) }
    }

    /// What makes the reading less than sure.
    func notes(_ clock: ClockReading) -> [String] {
        clock.notes.map { catalogue("clock.note.\($0.rawValue)") }
    }

    func name(_ length: ClockLength) -> String {
        count("clock.length.\(length.unit.rawValue)", length.count)
    }

    private func sentence(_ step: ClockStep, zone: CallZone) -> String {
        let key = "clock.step.\(step.kind.rawValue)"
        if let number = step.count { return count(key, number) }
        var values: [String: String] = [:]
        values["when"] = step.at.map { moment($0, in: zone) }
        values["day"] = step.day.map { shortDay($0) }
        values["length"] = step.length.map { name($0) }
        values["moment"] = step.moment.map { catalogue("clock.moment.\($0.rawValue)") }
        values["pause"] = step.pause.map { catalogue("clock.pause.\($0.rawValue)") }
        values["title"] = step.title.map { spoken($0) }
        values["name"] = step.name
        return catalogue(key, values)
    }

    private func left(_ clock: ClockReading, _ days: Int) -> String {
        count(clock.countsBusinessDays ? "clock.left.business" : "clock.left.days", days)
    }

    private func overdue(_ clock: ClockReading, now: Date) -> String {
        if clock.dueDay == today(clock, now) {
            return self("clock.lateToday", ["hour": hour(clock) ?? "24:00"])
        }
        return self("clock.lateLine", ["late": late(clock), "when": when(clock, now: now)])
    }

    private func late(_ clock: ClockReading) -> String {
        count(
            clock.countsBusinessDays ? "clock.late.business" : "clock.late.days",
            -(clock.daysLeft ?? 0))
    }

    /// `Friday 17:00` within a week, otherwise with the day.
    private func when(_ clock: ClockReading, now: Date) -> String {
        guard let due = clock.dueDay else { return "–" }
        let ahead = due.number - today(clock, now).number
        let isNear = (0..<7).contains(ahead)
        let day = isNear ? self("weekday.\(due.weekday)") : shortDay(due)
        guard let time = hour(clock) else { return self("clock.when.end", ["day": day]) }
        return self(isNear ? "clock.when.near" : "clock.when.far", ["day": day, "hour": time])
    }

    /// `17:00`; nil for the end of the day.
    private func hour(_ clock: ClockReading) -> String? {
        clock.dueTime.map { "\(($0 / 3600).twoDigits):\(($0 / 60 % 60).twoDigits)" }
    }

    private func today(_ clock: ClockReading, _ now: Date) -> LocalDay {
        LocalDay(of: now, in: clock.zone)
    }

    private func dueDay(_ clock: ClockReading) -> String {
        clock.dueDay.map { shortDay($0) } ?? "–"
    }

    private func day(_ instant: Date?, _ clock: ClockReading) -> String {
        instant.map { shortDay(LocalDay(of: $0, in: clock.zone)) } ?? "–"
    }

    /// In the zone by which the clock runs, which is named where pages show another time.
    private func moment(_ instant: Date, in zone: CallZone) -> String {
        let time = LocalTime(instant, in: zone.timeZone)
        let clock = time.clock
        let isHome = home.time(instant).offsetSeconds == time.offsetSeconds
        return self(
            "date.moment",
            ["day": shortDay(time), "clock": isHome ? clock : "\(clock) (\(zone.name))"])
    }
}
