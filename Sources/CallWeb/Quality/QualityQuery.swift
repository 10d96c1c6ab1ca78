import CallDesk
import Calls
import Foundation

/// Whose scores, of when, by which card, and how they are compared, as it stands in an address.
struct QualityQuery: FilterAddress, Sendable {
    static let names = ["team", "campaign", "agent", "card", "from", "to", "by", "sort"]
    /// Weeks enough for a trend, unless days are given.
    private static let daysUsual = 91

    let question: QualityQuestion
    let order: QualityOrder
    /// The set parameters, in a fixed order.
    let pairs: [(name: String, value: String)]

    init(question: QualityQuestion, pairs: [(name: String, value: String)]) {
        self.question = question
        self.pairs = pairs
        order = .best
    }

    /// Throws a refusal that names the parameter which can't be read.
    init(_ query: Query, today: LocalDay) throws {
        pairs = Self.names.compactMap { name in query[name].map { (name: name, value: $0) } }
        let subjects = ["team", "campaign", "agent"].filter { query[$0] != nil }
        guard subjects.count <= 1 else {
            throw Self.bad(subjects[1], "choose one of team, campaign and agent.")
        }
        var slice = ScoreSlice.all
        if let text = query["team"] {
            guard let id = Team.ID(text: text) else {
                throw Self.bad("team", "team is an id from the roster.")
            }
            slice = .team(id)
        } else if let code = query["campaign"] {
            slice = .campaign(try FilterQuery.short(code, "campaign"))
        } else if let code = query["agent"] {
            slice = .agent(try FilterQuery.short(code, "agent"))
        }
        let through = try Self.day(query, "to") ?? today
        let from = try Self.day(query, "from") ?? through.advanced(by: 1 - Self.daysUsual)
        guard let period = ScorePeriod(from: from, through: through) else {
            throw Self.bad(
                "from",
                "a period begins before it ends and has at most \(ScorePeriod.daysMax) days.")
        }
        var question = QualityQuestion(slice: slice, period: period)
        question.card = try query["card"].map { try FilterQuery.short($0, "card") }
        question.by = try Self.one(of: query, "by", slice.comparisons)
        self.question = question
        order = try Self.one(of: query, "sort", QualityOrder.allCases) ?? .best
    }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.quality(pairs) }

    private static func one<Choice: RawRepresentable<String>>(
        of query: Query, _ name: String, _ choices: [Choice]
    ) throws -> Choice? {
        guard let text = query[name] else { return nil }
        guard let choice = choices.first(where: { $0.rawValue == text }) else {
            let known = choices.map(\.rawValue).joined(separator: ", ")
            throw bad(
                name,
                choices.isEmpty ? "\(name) has no choice here." : "\(name) is one of \(known).")
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
