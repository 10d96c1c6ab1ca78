import CallDesk
import Calls
import Foundation

/// The filters of the list of evaluations as they stand in an address.
struct EvaluationQuery: FilterAddress, Sendable {
    static let names = ["state", "stream", "agent", "card", "from", "to"]

    let filter: EvaluationFilter
    /// The set filters, in a fixed order.
    let pairs: [(name: String, value: String)]

    init(filter: EvaluationFilter, pairs: [(name: String, value: String)]) {
        self.filter = filter
        self.pairs = pairs
    }

    /// Throws a refusal that names the filter which can't be read.
    init(_ query: Query) throws {
        pairs = Self.names.compactMap { name in query[name].map { (name: name, value: $0) } }
        var filter = EvaluationFilter()
        if let state: Evaluation.State = try Self.one(of: query, "state") {
            filter.states = [state]
        }
        if let stream: Evaluation.Stream = try Self.one(of: query, "stream") {
            filter.streams = [stream]
        }
        filter.agentCode = try query["agent"].map { try FilterQuery.short($0, "agent") }
        filter.cardCode = try query["card"].map { try FilterQuery.short($0, "card") }
        filter.fromDay = try Self.day(query, "from")
        filter.throughDay = try Self.day(query, "to")
        self.filter = filter
    }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.evaluations(pairs) }

    private static func one<Choice: RawRepresentable<String> & CaseIterable>(
        of query: Query, _ name: String
    ) throws -> Choice? {
        guard let text = query[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, .badFilter, "The filter can't be read: \(name) is one of \(known).",
                subject: name)
        }
        return choice
    }

    private static func day(_ query: Query, _ name: String) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let day = LocalDay(text) else {
            throw Refusal(
                .invalid, .badFilter,
                "The filter can't be read: \(name) is a day such as 2026-11-21.", subject: name)
        }
        return day.number
    }
}
