/// When the calls of a plan begin, in whole days of the plan's zone; last days count.
package enum SamplePeriod: Hashable, Sendable {
    case closed(from: LocalDay, until: LocalDay)
    case live(LivePeriod)
}

/// A period that goes on: each cycle is drawn from by itself.
package struct LivePeriod: Hashable, Sendable {
    package enum Cycle: String, CaseIterable, Codable, Sendable {
        case day, week, month
    }

    package var cycle: Cycle
    package var since: LocalDay
    /// Nil while the plan has no end.
    package var until: LocalDay?
    /// Each day of a cycle is drawn from as it closes, and the quota is split over the days.
    package var spread: Bool

    package init(cycle: Cycle, since: LocalDay, until: LocalDay? = nil, spread: Bool = false) {
        self.cycle = cycle
        self.since = since
        self.until = until
        self.spread = spread
    }
}

/// The part of a plan's period that has a sample of its own: the whole of a closed one, a cycle of
/// a live one.
package struct SampleSlice: Hashable, Sendable {
    /// `2026-11-21`, `2026-W47` or `2026-11`; for a closed period `2026-11-01..2026-11-21`.
    package let name: String
    package let from: LocalDay
    /// The last day.
    package let until: LocalDay

    package init(name: String, from: LocalDay, until: LocalDay) {
        self.name = name
        self.from = from
        self.until = until
    }

    /// At most `SamplePlan.Limits.periodDays` of them.
    package var days: [LocalDay] {
        guard from <= until else { return [] }
        return (from.number...until.number).map(LocalDay.init(number:))
    }
}

extension SamplePeriod {
    package var from: LocalDay {
        switch self {
        case .closed(let from, _): from
        case .live(let live): live.since
        }
    }

    /// The last day; nil when there is none.
    package var until: LocalDay? {
        switch self {
        case .closed(_, let until): until
        case .live(let live): live.until
        }
    }

    package var isSpread: Bool {
        if case .live(let live) = self { live.spread } else { false }
    }

    /// The slice in which `day` lies, cut to the period; nil outside of it.
    package func slice(on day: LocalDay) -> SampleSlice? {
        guard day >= from, until.map({ day <= $0 }) ?? true else { return nil }
        switch self {
        case .closed(let from, let until):
            return SampleSlice(name: "\(from)..\(until)", from: from, until: until)
        case .live(let live):
            let (name, first, last) = live.cycle.extent(of: day)
            return SampleSlice(
                name: name, from: max(first, live.since), until: min(last, live.until ?? last))
        }
    }

    /// The slice after `slice`; nil when the period is over.
    package func slice(after slice: SampleSlice) -> SampleSlice? {
        let next = slice.until.advanced(by: 1)
        return LocalDay.range.contains(next.number) ? self.slice(on: next) : nil
    }

    /// The days that are drawn from together: those of a spread slice one by one, else all at once.
    package func parts(of slice: SampleSlice) -> [SampleSlice] {
        guard isSpread else { return [slice] }
        return slice.days.map { SampleSlice(name: slice.name, from: $0, until: $0) }
    }
}

extension LivePeriod.Cycle {
    fileprivate func extent(of day: LocalDay) -> (String, LocalDay, LocalDay) {
        switch self {
        case .day: (day.description, day, day)
        case .week: (day.weekText, day.firstOfWeek, day.firstOfWeek.advanced(by: 6))
        case .month: (day.monthText, day.firstOfMonth, day.lastOfMonth)
        }
    }
}

extension SamplePeriod: Codable {
    private enum Key: String, CodingKey { case kind, from, until, cycle, spread }
    private enum Kind: String, Codable { case closed, live }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let from = try values.decode(LocalDay.self, forKey: .from)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .closed:
            self = .closed(from: from, until: try values.decode(LocalDay.self, forKey: .until))
        case .live:
            self = .live(
                LivePeriod(
                    cycle: try values.decode(LivePeriod.Cycle.self, forKey: .cycle), since: from,
                    until: try values.decodeIfPresent(LocalDay.self, forKey: .until),
                    spread: try values.decodeIfPresent(Bool.self, forKey: .spread) ?? false))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(from, forKey: .from)
        try values.encodeIfPresent(until, forKey: .until)
        switch self {
        case .closed:
            try values.encode(Kind.closed, forKey: .kind)
        case .live(let live):
            try values.encode(Kind.live, forKey: .kind)
            try values.encode(live.cycle, forKey: .cycle)
            try values.encode(live.spread, forKey: .spread)
        }
    }
}
