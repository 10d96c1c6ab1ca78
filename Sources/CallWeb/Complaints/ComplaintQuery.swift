import CallDesk
import Calls
import Foundation

/// The filters of the list of complaints as they stand in an address.
struct ComplaintQuery: FilterAddress, Sendable {
    /// Names that stand at most once; `state` may stand often.
    static let names = [
        "due", "assignee", "type", "severity", "outcome", "channel", "regime", "customer", "call",
        "agent", "campaign", "team", "product", "cause", "about_from", "about_to", "from", "to",
        "asked", "members", "order",
    ]
    static let often = ["state"]
    /// In the place of a person: whoever reads, and cases that are nobody's.
    static let me = "me"
    static let nobody = "nobody"

    let filter: ComplaintFilter
    /// The set filters and the order, in a fixed order.
    let pairs: [(name: String, value: String)]

    /// Throws a refusal that names the filter which can't be read.
    init(_ query: Query, by reader: Principal) throws {
        pairs =
            query.all("state").map { ("state", $0) }
            + Self.names.compactMap { name in query[name].map { (name: name, value: $0) } }
        var filter = ComplaintFilter()
        for text in query.all("state") { filter.states.insert(try Self.choice(text, "state")) }
        filter.due = try query["due"].map { try Self.choice($0, "due") }
        filter.outcome = try query["outcome"].map { try Self.choice($0, "outcome") }
        filter.channel = try query["channel"].map { try Self.choice($0, "channel") }
        filter.order = try query["order"].map { try Self.choice($0, "order") } ?? .due
        filter.type = try query["type"].map { try FilterQuery.short($0, "type") }
        filter.severity = try query["severity"].map { try FilterQuery.short($0, "severity") }
        filter.regime = try query["regime"].map { try FilterQuery.short($0, "regime") }
        filter.agentCode = try query["agent"].map { try FilterQuery.short($0, "agent") }
        filter.campaign = try query["campaign"].map { try FilterQuery.short($0, "campaign") }
        filter.customer = try query["customer"].map { try Self.id($0, "customer") }
        filter.call = try query["call"].map { try Self.id($0, "call") }
        filter.team = try query["team"].map { try Self.id($0, "team") }
        filter.product = try query["product"].map { try FilterQuery.short($0, "product") }
        filter.cause = try query["cause"].map { try FilterQuery.short($0, "cause") }
        filter.occurredFrom = try query["about_from"].map { try Self.day($0, "about_from") }
        filter.occurredThrough = try query["about_to"].map { try Self.day($0, "about_to") }
        filter.receivedFrom = try query["from"].map { try Self.day($0, "from") }
        filter.receivedThrough = try query["to"].map { try Self.day($0, "to") }
        filter.isAsked = try Self.flag(query, "asked", set: "yes")
        filter.leavesOutMembers = try Self.flag(query, "members", set: "no")
        switch try query["assignee"].map({ try FilterQuery.short($0, "assignee") }) {
        case Self.nobody?: filter.isUnassigned = true
        case Self.me?: filter.assignee = reader.person
        case let person: filter.assignee = person
        }
        self.filter = filter
    }

    /// Whether anything is narrowed; the order isn't.
    var isFiltered: Bool { pairs.contains { $0.name != "order" } }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.complaints(pairs) }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ name: String
    ) throws -> Choice {
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad(name, "\(name) is one of \(known).")
        }
        return choice
    }

    private static func id<Entity>(_ text: String, _ name: String) throws -> Identifier<Entity> {
        guard let id = Identifier<Entity>(text: text) else {
            throw bad(name, "\(name) is an id of 13 characters.")
        }
        return id
    }

    private static func day(_ text: String, _ name: String) throws -> LocalDay {
        guard let day = LocalDay(text) else {
            throw bad(name, "\(name) is a day such as 2026-11-21.")
        }
        return day
    }

    /// True for the one value that can be written, false where nothing is.
    private static func flag(_ query: Query, _ name: String, set: String) throws -> Bool {
        guard let text = query[name] else { return false }
        guard text == set else { throw bad(name, "\(name) is \(set), or left out.") }
        return true
    }

    private static func bad(_ name: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badFilter, "The filter can't be read: \(sentence)", subject: name)
    }
}
