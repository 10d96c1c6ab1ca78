import CallDesk
import Calls
import Foundation
import Hummingbird

/// Coachings, the most urgent first, under the filters in the address.
struct CoachingsPage: PageModel {
    struct Choice: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
    }

    static let template = "coachings"
    let frame: Frame
    let subtitle: String
    let listURL: String
    /// Nil for who may not coach.
    let newURL: String?
    let states: [Choice]
    /// The state that is sent along with the agent's code; empty for all that hasn't ended.
    let state: String
    /// Nil for agents, who see their own alone.
    let agentField: AgentField?
    let rows: [CoachingLine]
    let isEmpty: Bool
    let emptyText: String
    let firstURL: String?
    let moreURL: String?

    struct AgentField: Sendable {
        let value: String
        let clearURL: String?
    }
}

/// The filters of the list as they stand in an address.
struct CoachingQuery: Sendable {
    static let names = ["state", "agent"]
    static let overdue = "overdue"

    let filter: CoachingFilter
    let state: String?
    let agent: String?

    /// Throws a refusal that names the filter which can't be read.
    init(_ query: Query) throws {
        (state, agent) = (query["state"], query["agent"])
        var filter = CoachingFilter(
            agentCode: try agent.map { try FilterQuery.short($0, "agent") })
        if state == Self.overdue {
            filter.isOverdue = true
        } else if let state {
            guard let named = Coaching.State(rawValue: state) else {
                let known = Self.states.joined(separator: ", ")
                throw Refusal(
                    .invalid, .badFilter,
                    "The filter can't be read: state is one of \(known).", subject: "state")
            }
            filter.states = [named]
        }
        self.filter = filter
    }

    static let states = [overdue] + Coaching.State.allCases.map(\.rawValue)

    func url(state: String?, agent: String?, after: String? = nil) -> String {
        WebURL.coachings(
            [("state", state), ("agent", agent), ("after", after)].compactMap { pair in
                pair.1.map { (pair.0, $0) }
            })
    }
}

extension Web {
    func coachingsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(CoachingQuery.names + ["after", "limit"])
        let query = try CoachingQuery(visit.query)
        if visit.query.hasEmptyValues {
            return .seeOther(query.url(state: query.state, agent: query.agent))
        }
        let (words, reader, today) = (visit.words, visit.principal, localToday)
        let found = try await desk.coachings(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: reader)
        let isOwn = reader.grants[.seeCoaching] == .own
        let isFirst = visit.query["after"] == nil
        let isFiltered = query.state != nil || query.agent != nil
        let why = !isFirst ? "pastEnd" : isFiltered ? "filtered" : isOwn ? "own" : "none"
        let states = [nil] + CoachingQuery.states.map(Optional.some)
        return try page(
            CoachingsPage(
                frame: await frame(
                    words("nav.coaching"), in: .coaching, of: visit,
                    keys: [
                        Frame.Key(keys: ["J", "K"], does: words("keys.move")),
                        Frame.Key(keys: ["Enter"], does: words("keys.open")),
                    ]),
                subtitle: words(isOwn ? "coaching.subtitle.own" : "coaching.subtitle"),
                listURL: WebURL.coachings,
                newURL: reader.may(.manageCoaching) ? WebURL.newCoaching() : nil,
                states: states.map { state in
                    .init(
                        label: words("coaching.filter.\(state ?? "running")"),
                        url: query.url(state: state, agent: query.agent),
                        isCurrent: state == query.state)
                },
                state: query.state ?? "",
                agentField: isOwn
                    ? nil
                    : .init(
                        value: query.agent ?? "",
                        clearURL: query.agent.map { _ in
                            query.url(state: query.state, agent: nil)
                        }),
                rows: found.items.map { CoachingLine($0, words, today: today) },
                isEmpty: found.items.isEmpty, emptyText: words("coaching.empty.\(why)"),
                firstURL: isFirst ? nil : query.url(state: query.state, agent: query.agent),
                moreURL: found.next.map {
                    query.url(state: query.state, agent: query.agent, after: $0)
                }), for: visit)
    }
}
