import Calls
import Foundation

/// Says things to one reader: in their language, with the installation's zone as home.
struct Words: Sendable {
    let catalogue: Catalogue
    let home: Zone
    /// How people are called, by what a ledger entry names them; filled by `Web.naming`.
    var titles: [String: String] = [:]

    var language: Language { catalogue.language }

    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        catalogue(key, values)
    }

    /// `key.one` for 1, otherwise `key.other`, with `{n}` replaced.
    func count(_ key: String, _ n: Int) -> String {
        catalogue(n == 1 ? "\(key).one" : "\(key).other", ["n": number(n)])
    }

    /// `1,284`
    func number(_ n: Int) -> String {
        let digits = String(abs(n))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return n < 0 ? "−" + text : text
    }

    /// With a true minus sign, `−21.8`.
    func decimal(_ value: Double, places: Int = 1) -> String {
        let text = String(format: "%.\(places)f", value)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// `+4.0`, `−3.1`, `0.0`
    func signed(_ value: Double) -> String {
        let text = decimal(value)
        if text == "−0.0" { return "0.0" }
        return value > 0 && text != "0.0" ? "+\(text)" : text
    }

    /// `6:41`, `1:02:03`; rounds to whole seconds.
    func length(_ seconds: Double) -> String {
        let total = Int(min(max(0, seconds), 1e9).rounded())
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0
            ? "\(hours):\(minutes.twoDigits):\(rest.twoDigits)" : "\(minutes):\(rest.twoDigits)"
    }

    /// `3.1 s` below a minute, otherwise as `length`.
    func shortLength(_ seconds: Double) -> String {
        seconds < 59.95 ? "\(decimal(seconds)) s" : length(seconds)
    }

    func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// `180 kB`: powers of ten, as IEC 80000-13 has it.
    func bytes(_ count: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var (value, unit) = (Double(count), 0)
        while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let places = unit == 0 || value >= 99.95 ? 0 : 1
        return "\(decimal(value, places: places)) \(units[unit])"
    }
}

extension Words {
    /// `Saturday 21 November 2026`
    func day(_ time: LocalTime) -> String { spelled("date.day", time) }

    /// `21 Nov 2026`
    func shortDay(_ time: LocalTime) -> String { spelled("date.shortDay", time) }

    /// `Today, Saturday 21 November`, `Yesterday, …`, otherwise `day`.
    func dayHeading(_ time: LocalTime, now: Date) -> String {
        let today = home.time(now).civilDay
        if time.civilDay == today { return spelled("date.today", time) }
        if time.civilDay == today.adding(days: -1) { return spelled("date.yesterday", time) }
        return day(time)
    }

    /// `21 Nov 2026, 14:32:08` in the installation's zone.
    func moment(_ date: Date) -> String {
        let time = home.time(date)
        return catalogue("date.moment", ["day": shortDay(time), "clock": time.clock])
    }

    /// `5 s ago`, `12 min ago`; from a day on the moment itself.
    func ago(_ date: Date, now: Date) -> String {
        let seconds = Int(now.timeIntervalSince(date).rounded(.down))
        switch seconds {
        case ..<5: return catalogue("ago.now")
        case ..<60: return catalogue("ago.seconds", ["n": String(seconds)])
        case ..<3600: return catalogue("ago.minutes", ["n": String(seconds / 60)])
        case ..<86400: return catalogue("ago.hours", ["n": String(seconds / 3600)])
        default: return moment(date)
        }
    }

    private func spelled(_ key: String, _ time: LocalTime) -> String {
        catalogue(
            key,
            [
                "weekday": catalogue("weekday.\(time.weekday)"), "day": String(time.day),
                "month": catalogue("month.\(time.month)"),
                "mon": catalogue("mon.\(time.month)"), "year": String(time.year),
            ])
    }
}

extension Words {
    func name(_ direction: Direction) -> String { catalogue("direction.\(direction.rawValue)") }
    func name(_ role: ChannelRole) -> String { catalogue("role.\(role.rawValue)") }
    func name(_ verdict: Verdict) -> String { catalogue("verdict.\(verdict.rawValue)") }
    func name(_ fact: Fact) -> String { catalogue("fact.\(fact.rawValue)") }
    func name(_ source: FactSource) -> String { catalogue("source.\(source.rawValue)") }

    /// A refusal's sentence in the reader's language. English readers get the desk's own, which
    /// knows more of the matter.
    func sentence(_ refusal: Refusal) -> String {
        if language == .english { return refusal.sentence }
        let key = "refusal.\(refusal.code.rawValue)"
        if let subject = refusal.subject, catalogue.has("\(key).about") {
            let isRoles = refusal.code.rawValue.hasPrefix("separation-")
            return catalogue("\(key).about", ["subject": isRoles ? roles(subject) : subject])
        }
        return catalogue(key)
    }
}
