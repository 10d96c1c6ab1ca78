/// What a regulator wants to be told in a return: numbers, each with the conditions by which a case
/// counts, in tables. It has no figures of its own; times are those of the regimes' clocks.
package struct ReturnShape: Hashable, Sendable {
    /// How long the time is that one return is of.
    package enum Span: String, CaseIterable, Codable, Sendable {
        case halfYear = "half-year"
        case year
    }

    /// Such as `uk-disp-1-annex-1r`; stands in catalogue keys and file names.
    package let name: String
    package let jurisdiction: String
    package let spans: [Span]
    /// Cases under any of these; all when empty.
    package let regimes: Set<String>
    package let measures: [ReturnMeasure]
    package let tables: [ReturnTable]
    /// Where the shape comes from, and whether an officer has confirmed it.
    package let origin: DataOrigin

    package func measure(_ key: String) -> ReturnMeasure? { measures.first { $0.key == key } }

    func covers(_ one: ReturnCase) -> Bool {
        regimes.isEmpty || !regimes.isDisjoint(with: one.regimes)
    }
}

/// A number of a return. Its title and its definition have a sentence in every catalogue, by `key`.
package struct ReturnMeasure: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case cases
        /// The redress of the cases, in the smallest unit.
        case money
        /// The cases among those of another measure.
        case share(of: String)
    }

    package let key: String
    package let kind: Kind
    /// All must hold.
    package let conditions: [ReturnCondition]
    /// Where it says so; nil for what the house chose, because the source was silent or unread.
    package let source: String?

    init(
        _ key: String, _ kind: Kind = .cases, _ conditions: [ReturnCondition],
        source: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.conditions = conditions
        self.source = source
    }

    /// Whether it counts `one`.
    package func includes(_ one: ReturnCase, in period: ReturnPeriod) -> Bool {
        conditions.allSatisfy { $0.holds(for: one, in: period) }
    }
}

/// By what a case counts or doesn't.
package enum ReturnCondition: Hashable, Sendable {
    case received
    case closed
    /// Received before the period and not closed before it.
    case openAtStart
    /// Received before its end and not closed by then.
    case openAtEnd
    /// Closed by the end of the period, be it before it.
    case closedByEnd
    case outcome(Set<Complaint.Outcome>)
    case channel(Set<ComplaintReceipt.Channel>)
    case met(ReturnClock)
    /// Done too late, or its time is over.
    case missed(ReturnClock)
    /// It is known whether its duty was done in time.
    case clocked(ReturnClock)
    case money
    case otherRedress
    indirect case not(ReturnCondition)

    func holds(for one: ReturnCase, in period: ReturnPeriod) -> Bool {
        switch self {
        case .received: return period.contains(one.receivedAt)
        case .closed: return one.closedAt.map(period.contains) ?? false
        case .openAtStart:
            return one.receivedAt < period.start && one.closedAt.map { $0 >= period.start } ?? true
        case .openAtEnd:
            return one.receivedAt < period.end && one.closedAt.map { $0 >= period.end } ?? true
        case .closedByEnd: return one.closedAt.map { $0 < period.end } ?? false
        case .outcome(let outcomes): return one.outcome.map(outcomes.contains) ?? false
        case .channel(let channels): return channels.contains(one.channel)
        case .met(let clock): return one.clocks[clock] == true
        case .missed(let clock): return one.clocks[clock] == false
        case .clocked(let clock): return one.clocks[clock] != nil
        case .money: return one.redress > 0
        case .otherRedress: return one.hasOtherRedress
        case .not(let condition): return !condition.holds(for: one, in: period)
        }
    }
}

/// Rows of a return by their dimensions, with some of its measures as columns.
package struct ReturnTable: Hashable, Sendable {
    package let key: String
    /// None for a table of one row.
    package let dimensions: [ReturnDimension]
    /// Keys of measures.
    package let measures: [String]

    init(_ key: String, by dimensions: [ReturnDimension] = [], _ measures: [String]) {
        self.key = key
        self.dimensions = dimensions
        self.measures = measures
    }
}
