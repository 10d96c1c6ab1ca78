import Calls
import Foundation

/// The filters as they stand in an address, checked and understood.
struct FilterQuery: FilterAddress, Sendable {
    /// Names that stand at most once; `verdict` may stand often.
    static let names = [
        "from", "to", "agent", "campaign", "direction", "customer", "minSeconds", "maxSeconds",
        "text",
    ]

    let filter: CallFilter
    /// The set filters, in a fixed order, as they came.
    let pairs: [(name: String, value: String)]

    /// Throws a refusal that names the filter which can't be read. Days are meant in `zone`, and
    /// `to` is the last day that counts.
    init(_ query: Query, zone: Zone) throws {
        var pairs: [(name: String, value: String)] = []
        for name in Self.names { if let value = query[name] { pairs.append((name, value)) } }
        let verdicts = query.all("verdict")
        pairs += verdicts.map { ("verdict", $0) }
        self.pairs = pairs
        filter = CallFilter(
            from: try query["from"].map { try Self.instant($0, "from", zone, endOfDay: false) },
            until: try query["to"].map { try Self.instant($0, "to", zone, endOfDay: true) },
            agent: try query["agent"].map { try Self.short($0, "agent") },
            campaign: try query["campaign"].map { try Self.short($0, "campaign") },
            direction: try query["direction"].map(Self.direction),
            customer: try query["customer"].map(Self.customer),
            secondsMin: try query["minSeconds"].map { try Self.seconds($0, "minSeconds") },
            secondsMax: try query["maxSeconds"].map { try Self.seconds($0, "maxSeconds") },
            verdicts: Set(try verdicts.map(Self.verdict)),
            text: try query["text"].map { try Self.short($0, "text") })
    }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.calls(pairs) }

    /// `2026-11-21`, or an instant such as `2026-11-21T14:00:00+08:00`.
    static func instant(
        _ text: String, _ name: String, _ zone: Zone, endOfDay: Bool
    ) throws -> Date {
        if let day = CivilDay(text: text) {
            return (endOfDay ? day.adding(days: 1) : day).start(in: zone.timeZone)
        }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        throw bad(
            name,
            "\(name) is a day such as 2026-11-21, or a time such as "
                + "2026-11-21T14:00:00Z.")
    }

    /// Seconds, or minutes and seconds: `90`, `1:30`.
    private static func seconds(_ text: String, _ name: String) throws -> Double {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard numbers.count == parts.count, (1...3).contains(parts.count),
            numbers.allSatisfy({ $0 >= 0 && $0 < 1_000_000 })
        else { throw bad(name, "\(name) is a length in seconds such as 90, or 1:30.") }
        return numbers.reduce(0) { $0 * 60 + $1 }
    }

    private static func direction(_ text: String) throws -> Direction {
        guard let direction = Direction(rawValue: text) else {
            let known = Direction.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad("direction", "direction is one of \(known).")
        }
        return direction
    }

    private static func verdict(_ text: String) throws -> Verdict {
        guard let verdict = Verdict(rawValue: text) else {
            let known = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad("verdict", "verdict is one of \(known).")
        }
        return verdict
    }

    private static func customer(_ text: String) throws -> Customer.ID {
        guard let id = Customer.ID(text: text) else {
            throw bad(
                "customer", "customer is an id of 13 characters, as a search by number gives.")
        }
        return id
    }

    static func short(_ text: String, _ name: String) throws -> String {
        guard text.count <= 200 else { throw bad(name, "\(name) has at most 200 characters.") }
        return text
    }

    private static func bad(_ name: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badFilter, "The filter can't be read: \(sentence)", subject: name)
    }
}

extension Query {
    /// `limit`, from 1 to 200.
    func limit(orElse usual: Int) throws -> Int {
        guard let text = self["limit"] else { return usual }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw Refusal(
                .invalid, .badRequest, "limit is a number from 1 to 200.", subject: "limit")
        }
        return limit
    }
}
