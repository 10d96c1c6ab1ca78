package import Calls

/// A calendar of holidays as a YAML file holds it (etc/callaudit/calendars).
package enum CalendarFile {
    package static let daysMax = 5_000

    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> HolidayCalendar {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(text: String, name: String) throws(SettingsProblems) -> HolidayCalendar
    {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> HolidayCalendar {
        let calendar = file.root.flatMap(Self.calendar)
        guard let calendar, file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return calendar
    }

    private static func calendar(_ root: YAMLMap) -> HolidayCalendar? {
        defer { root.finish() }
        let name = root.value("calendar")?.text()
        let title = root.value("title")?.map().map(ClockYAML.words)
        let first = root.value("firstYear")?.whole(1970...2199)
        let last = root.value("lastYear")?.whole(1970...2199)
        let weekend = root.value("weekend")?.choices(Weekday.self) ?? [.saturday, .sunday]
        let holidays = days(root.value("holidays"))
        let workdays = days(root.value("workdays"))
        let origin = ClockYAML.origin(root)
        root.require(["calendar", "title", "firstYear", "lastYear", "holidays"], "A calendar")
        guard let name, let title, let first, let last, let origin else { return nil }
        guard first <= last else {
            root.problems.add(root.line, "firstYear is after lastYear; swap them.")
            return nil
        }
        let calendar = HolidayCalendar(
            name: name, title: title, years: first...last,
            days: HolidayCalendar.Days(
                weekend: Set(weekend.map(\.number)), holidays: holidays, workdays: workdays),
            origin: origin)
        check(calendar, root)
        return calendar
    }

    private static func check(_ calendar: HolidayCalendar, _ root: YAMLMap) {
        if calendar.weekend.count == 7 {
            root.problems.add(root.line, "Every day is weekend; leave some days to work on.")
        }
        if let day = calendar.holidays.union(calendar.workdays).sorted()
            .first(where: { !calendar.covers($0) })
        {
            root.problems.add(
                root.line, "\(day) lies outside of firstYear to lastYear; mend one of them.")
        }
        if let day = calendar.holidays.intersection(calendar.workdays).min() {
            root.problems.add(root.line, "\(day) is a holiday and worked as well; keep one.")
        }
    }

    /// Single days, and `2026-02-15 to 2026-02-23` for all from the first to the last.
    private static func days(_ value: YAMLValue?) -> Set<LocalDay> {
        var found: Set<LocalDay> = []
        for item in value?.list() ?? [] {
            let ends = (item.plainText ?? "").components(" to ").map { LocalDay($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
                first <= last, last.number - first.number < 366
            else {
                item.expected("a day such as 2026-02-17, or 2026-02-15 to 2026-02-23")
                continue
            }
            for number in first.number...last.number { found.insert(LocalDay(number: number)) }
            if found.count > daysMax {
                item.problem("A calendar holds at most \(daysMax) days; split it by years.")
                break
            }
        }
        return found
    }

    private enum Weekday: String, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday

        var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    }
}

extension String {
    /// The parts between `separator`s.
    fileprivate func components(_ separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
