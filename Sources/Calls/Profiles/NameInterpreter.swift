import Foundation

/// Turns the fields of one match into facts.
struct NameInterpreter {
    private let profile: Profile
    private let pattern: NamePattern
    private let sourceZone: CallZone
    private let captures: [(name: String, type: FieldType, text: String)]
    /// The fields that hold a value; words that stand for none are left out.
    private let values: [String: String]

    init(
        _ profile: Profile, _ pattern: NamePattern, _ captures: [NameMatcher.Capture],
        _ sourceZone: CallZone
    ) {
        self.profile = profile
        self.pattern = pattern
        self.sourceZone = sourceZone
        var values: [String: String] = [:]
        self.captures = captures.map { capture in
            let name = pattern.fields[capture.field].name
            let absent = profile.fields[name]?.absent ?? []
            if !absent.contains(where: { $0.lowercased() == capture.text.lowercased() }) {
                values[name] = capture.text
            }
            return (name, capture.type, capture.text)
        }
        self.values = values
    }

    /// Nil when the fields contradict one another, such as two different dates.
    func reading() -> NameReading? {
        var civil = CivilTime()
        var epoch: Double?
        for capture in captures where capture.type.isTime {
            if let seconds = capture.type.epochSeconds(capture.text) {
                epoch = seconds
            } else if !capture.type.read(capture.text, into: &civil) {
                return nil
            }
        }
        var facts: [Fact: FactValue] = [:]
        var origins: [Fact: [String]] = [:]
        for rule in profile.rules where rule.holds(for: values) {
            for (fact, template) in rule.facts where facts[fact] == nil {
                guard let text = template.filled(with: values),
                    let value = FactValue(text, for: fact)
                else { continue }
                facts[fact] = value
                origins[fact] = template.fields
            }
        }
        let clock = NameClock(
            rule: profile.zone, sourceZone: sourceZone, civil: civil, epoch: epoch)
        if let startedAt = clock.startedAt {
            facts[.startedAt] = .time(startedAt)
            facts[.zone] = .text(clock.zone.name)
            origins[.startedAt] = captures.filter { $0.type.isTime }.map(\.name)
        }
        let fields = fields(origins)
        return NameReading(
            pattern: pattern.text, fields: fields,
            facts: FactReading(source: .name, values: facts), day: clock.day,
            searchWords: searchWords(fields, facts, origins))
    }

    private func fields(_ origins: [Fact: [String]]) -> [NameReading.Field] {
        captures.map { capture in
            let facts = Fact.allCases.filter { origins[$0]?.contains(capture.name) == true }
            return NameReading.Field(
                name: capture.name, type: capture.type, text: capture.text, facts: facts,
                isPersonal: isPersonal(capture.name, capture.type, facts))
        }
    }

    /// What the profile says; else a customer's number or name is, what names an agent, a queue or
    /// a campaign isn't, and of the rest numbers and free text are.
    private func isPersonal(_ name: String, _ type: FieldType, _ facts: [Fact]) -> Bool {
        if let said = profile.fields[name]?.isPersonal { return said }
        if facts.contains(.customerNumber) || facts.contains(.customerName) { return true }
        let plain: Set<Fact> = [
            .agent, .campaign, .extension, .queue, .disposition, .stage, .recorder,
        ]
        if !plain.isDisjoint(with: facts) { return false }
        return type.mayBePersonal
    }

    private func searchWords(
        _ fields: [NameReading.Field], _ facts: [Fact: FactValue], _ origins: [Fact: [String]]
    ) -> [String] {
        let personal = Set(fields.filter(\.isPersonal).map(\.name))
        var words = fields.filter { field in
            !field.isPersonal && !field.type.isTime && field.type != .ending
                && values[field.name] != nil && (profile.fields[field.name]?.words ?? []).isEmpty
        }.map(\.text)
        if case .text(let key)? = facts[.callKey],
            personal.isDisjoint(with: origins[.callKey] ?? [])
        {
            words.append(key)
        }
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}

/// When a call began, from what its name says of time and the rule for its zone.
private struct NameClock {
    private(set) var startedAt: Date?
    private(set) var zone: CallZone
    /// Set when no more than the day is known.
    private(set) var day: Range<Date>?

    /// Offsets from UTC, in minutes, that clocks somewhere keep (IANA time zone database).
    private static let keptOffsets: [Int] =
        Array(stride(from: -720, through: 840, by: 60))
        + [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825]

    /// A name's local time may be this much later than the epoch in it: the recording began when
    /// the call had already been waiting.
    private static let delaySecondsMax = 900.0

    init(rule: Profile.ZoneRule, sourceZone: CallZone, civil: CivilTime, epoch: Double?) {
        zone = sourceZone
        if case .fixed(let fixed) = rule { zone = fixed }
        guard let local = civil.seconds else {
            startedAt = epoch.map { Date(timeIntervalSince1970: $0) }
            if epoch == nil, let midnight = civil.daySeconds {
                day =
                    zone.instant(
                        ofLocalSeconds: midnight)..<zone.instant(ofLocalSeconds: midnight + 86_400)
            }
            return
        }
        guard rule == .derive, let epoch else {
            startedAt = zone.instant(ofLocalSeconds: local)
            return
        }
        guard let offset = Self.offsetSeconds(local: local, epoch: epoch) else {
            startedAt = Date(timeIntervalSince1970: epoch)
            return
        }
        let instant = Date(timeIntervalSince1970: local - Double(offset))
        startedAt = instant
        if sourceZone.offsetSeconds(at: instant) != offset {
            zone = CallZone(offsetSeconds: offset)
        }
    }

    private static func offsetSeconds(local: Double, epoch: Double) -> Int? {
        let difference = local - epoch
        let fitting = keptOffsets.map { $0 * 60 }.filter {
            (-2...delaySecondsMax).contains(difference - Double($0))
        }
        return fitting.max()
    }
}
