import CallDesk
import Calls

/// Which rates of complaints are asked for, as it stands in an address.
struct FigureQuery: FilterAddress, Sendable {
    static let names = ["from", "to", "base", "by", "group", "cause", "cycle"]
    /// Between what a group is told apart by and which it is.
    static let mark: Character = ":"
    static let cycles: [LivePeriod.Cycle] = [.week, .month]

    let question: FiguresQuestion
    /// The set parameters, in a fixed order.
    let pairs: [(name: String, value: String)]

    init(question: FiguresQuestion, pairs: [(name: String, value: String)]) {
        self.question = question
        self.pairs = pairs
    }

    /// All complaints of the house that came from `cause`, in the last half year.
    init(cause: String, today: LocalDay) {
        pairs = [("cause", cause)]
        var question = FiguresQuestion(FiguresQuestion.recent(today))
        question.cause = cause
        self.question = question
    }

    /// Throws a refusal that names the parameter which can't be read.
    init(_ query: Query, today: LocalDay) throws {
        pairs = Self.names.compactMap { name in query[name].map { (name: name, value: $0) } }
        let through = try Self.day(query, "to") ?? today
        let from = try Self.day(query, "from") ?? FiguresQuestion.recent(through).lowerBound
        guard from <= through else {
            throw Self.bad("from", "a period begins before it ends.")
        }
        var question = FiguresQuestion(from...through)
        question.base = try Self.one(of: query, "base", RateBase.allCases) ?? .calls
        question.by = try Self.one(of: query, "by", ComplaintDimension.allCases) ?? .campaign
        question.cycle = try Self.one(of: query, "cycle", Self.cycles) ?? .week
        question.cause = try query["cause"].map { try FilterQuery.short($0, "cause") }
        question.group = try query["group"].map(Self.group)
        self.question = question
    }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.figures(pairs) }

    static func text(_ group: ComplaintGroup) -> String {
        "\(group.dimension.rawValue)\(mark)\(group.key)"
    }

    private static func group(_ text: String) throws -> ComplaintGroup {
        let parts = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let dimension = ComplaintDimension(rawValue: String(parts[0])),
            dimension != .cause
        else {
            throw bad("group", "group is such as campaign:0e5q8rk2m1v7d or product:loan.")
        }
        return ComplaintGroup(dimension, try FilterQuery.short(String(parts[1]), "group"))
    }

    private static func one<Choice: RawRepresentable<String>>(
        of query: Query, _ name: String, _ choices: [Choice]
    ) throws -> Choice? {
        guard let text = query[name] else { return nil }
        guard let choice = choices.first(where: { $0.rawValue == text }) else {
            let known = choices.map(\.rawValue).joined(separator: ", ")
            throw bad(name, "\(name) is one of \(known).")
        }
        return choice
    }

    private static func day(_ query: Query, _ name: String) throws -> LocalDay? {
        guard let text = query[name] else { return nil }
        guard let day = LocalDay(text) else {
            throw bad(name, "\(name) is a day such as 2026-11-21.")
        }
        return day
    }

    private static func bad(_ name: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badFilter, "The filter can't be read: \(sentence)", subject: name)
    }
}
