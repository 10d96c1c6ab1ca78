package import Calls

/// A regime of complaint clocks as a YAML file holds it (etc/callaudit/regulations/complaints-*).
package enum RegimeFile {
    package static let clocksMax = 20
    package static let extensionsMax = 10

    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> [ComplaintRegime] {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(
        text: String, name: String
    ) throws(SettingsProblems) -> [ComplaintRegime] {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> [ComplaintRegime] {
        var regimes: [ComplaintRegime] = []
        if let root = file.root {
            let jurisdiction = root.value("jurisdiction")?.text()
            root.require(["jurisdiction", "regimes"], "A file of regimes")
            for item in root.value("regimes")?.list() ?? [] {
                guard let map = item.map() else { continue }
                if let regime = Self.regime(map, jurisdiction ?? "") { regimes.append(regime) }
                map.finish()
            }
            root.finish()
        }
        guard file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return regimes
    }

    private static func regime(_ map: YAMLMap, _ jurisdiction: String) -> ComplaintRegime? {
        let name = map.value("regime").flatMap(ClockYAML.name)
        let title = map.value("title")?.map().map(ClockYAML.words)
        let zone = map.value("zone").flatMap(Self.zone)
        let calendar = map.value("calendar").flatMap(ClockYAML.name)
        let representatives = map.value("representatives")?
            .whole(1...ComplaintClasses.Limits.representatives)
        map.require(["regime", "title", "clocks"], "A regime")
        var clocks: [ComplaintClock] = []
        for item in map.value("clocks")?.list() ?? [] {
            guard let entry = item.map() else { continue }
            if let clock = ClockReader(map: entry).clock() {
                if clocks.contains(where: { $0.name == clock.name }) {
                    item.problem("The clock \(clock.name) stands here twice; rename one.")
                }
                clocks.append(clock)
            }
            entry.finish()
        }
        if clocks.count > clocksMax {
            map.problems.add(map.line, "A regime has at most \(clocksMax) clocks; split it.")
        }
        guard let name, let title else { return nil }
        var regime = ComplaintRegime(
            name: name, jurisdiction: jurisdiction, title: title, zone: zone, calendar: calendar,
            clocks: clocks)
        regime.representativesMost = representatives
        return regime
    }

    private static func zone(_ value: YAMLValue) -> CallZone? {
        guard let zone = value.plainText.flatMap({ CallZone(name: $0) }) else {
            value.expected("a time zone such as Europe/London or +08:00")
            return nil
        }
        return zone
    }
}

/// Reads one clock of a regime.
struct ClockReader {
    let map: YAMLMap

    func clock() -> ComplaintClock? {
        let name = map.value("clock").flatMap(ClockYAML.name)
        let title = map.value("title")?.map().map(ClockYAML.words)
        let stops = map.value("stops")?.choices(ClockEvent.Moment.self) ?? []
        let length = map.value("length").flatMap(ClockYAML.length)
        let origin = ClockYAML.origin(map)
        map.require(["clock", "title", "stops", "length"], "A clock")
        guard let name, let title, let length, let origin else {
            _ = rest(of: nil)
            return nil
        }
        return rest(
            of: ComplaintClock(
                name: name, title: title, stops: Set(stops), length: length, origin: origin))
    }

    /// Reads what may be left out, also when there is no clock, so that all mistakes are told.
    private func rest(of clock: ComplaintClock?) -> ComplaintClock? {
        var known =
            clock
            ?? ComplaintClock(
                name: "",
                title: LocalText(english: "", simplifiedChinese: "", traditionalChinese: ""),
                stops: [], length: ClockLength(1, .days),
                origin: DataOrigin(source: "", readOn: LocalDay(number: 0), verified: false))
        known.figure = map.value("figure")?.text()
        if let kind = map.value("kind")?.choice(ComplaintClock.Kind.self) { known.kind = kind }
        if let starts = map.value("starts")?.choices(ClockEvent.Moment.self) {
            known.starts = Set(starts)
        }
        if let counts = map.value("countsFirstDay")?.flag() { known.countsFirstDay = counts }
        known.cutoff = map.value("cutoff").flatMap(ClockYAML.time)
        known.dueTime = map.value("dueTime").flatMap(ClockYAML.time)
        if let rule = map.value("whenBegunClosed")?.choice(ComplaintClock.Closed.self) {
            known.whenBegunClosed = rule
        }
        if let rule = map.value("whenDueClosed")?.choice(ComplaintClock.Closed.self) {
            known.whenDueClosed = rule
        }
        known.pauses = Set(map.value("pauses")?.choices(PauseReason.self) ?? [])
        if let rule = map.value("reopening")?.choice(ComplaintClock.Reopening.self) {
            known.reopening = rule
        }
        if let rule = map.value("followUp")?.choice(ComplaintClock.FollowUp.self) {
            known.followUp = rule
        }
        known.warnDays = map.value("warnDays")?.whole(0...365)
        known.alarmDays = map.value("alarmDays")?.whole(0...365)
        known.extensions = extensions()
        guard clock != nil else { return nil }
        check(known)
        return known
    }

    private func check(_ clock: ComplaintClock) {
        if clock.starts.isEmpty || clock.stops.isEmpty {
            map.problems.add(map.line, "A clock needs what begins it and what stops it; mend it.")
        }
        if !clock.starts.isDisjoint(with: clock.stops) {
            map.problems.add(map.line, "A clock can't be stopped by what begins it; mend stops.")
        }
        if let warn = clock.warnDays, let alarm = clock.alarmDays, warn < alarm {
            map.problems.add(
                map.line, "warnDays must be at least alarmDays: a warning comes first.")
        }
        let others = clock.extensions.contains { $0.length.unit != clock.length.unit }
        if others, clock.extensions.contains(where: { $0.kind == .by }) {
            map.problems.add(
                map.line, "What grows by a length must be in the clock's unit; write `to` instead.")
        }
    }

    private func extensions() -> [ComplaintClock.Extension] {
        var found: [ComplaintClock.Extension] = []
        for item in map.value("extensions")?.list() ?? [] {
            guard let entry = item.map() else { continue }
            let name = entry.value("extension").flatMap(ClockYAML.name)
            let title = entry.value("title")?.map().map(ClockYAML.words)
            let to = entry.value("to").flatMap(ClockYAML.length)
            let by = entry.value("by").flatMap(ClockYAML.length)
            let times = entry.value("times")?.whole(1...10)
            let second = entry.value("needsSecondPerson")?.flag()
            entry.require(["extension", "title"], "An extension")
            entry.finish()
            if entry.has("to") == entry.has("by") {
                item.problem("An extension says either `to` or `by`, and how long; mend it.")
            }
            guard let name, let title, let length = to ?? by else { continue }
            found.append(
                ComplaintClock.Extension(
                    name: name, title: title, kind: to == nil ? .by : .to, length: length,
                    times: times ?? 1, needsSecondPerson: second ?? true))
        }
        if found.count > RegimeFile.extensionsMax || Set(found.map(\.name)).count < found.count {
            map.problems.add(
                map.line,
                "A clock has at most \(RegimeFile.extensionsMax) extensions, each named once.")
        }
        return found
    }
}
