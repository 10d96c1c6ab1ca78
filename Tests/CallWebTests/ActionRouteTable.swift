import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of actions against causes.
    static let actions: [String: Route.Need] = [
        "GET /actions": .permission(.seeComplaints),
        "POST /actions": over,
        "GET /actions/new": over,
        "GET /actions/:action": .permission(.seeComplaints),
        "GET /complaints/causes/:cause": .permission(.seeComplaints),
        "GET /api/v1/actions": .permission(.seeComplaints),
        "POST /api/v1/actions": over,
        "GET /api/v1/actions/number": .permission(.seeComplaints),
        "GET /api/v1/actions/:action": .permission(.seeComplaints),
        "GET /api/v1/complaints/causes/:cause": .permission(.seeComplaints),
    ].merging(
        acts.flatMap { act, need in
            ["/actions/:action", "/api/v1/actions/:action"].map { ("POST \($0)/\(act)", need) }
        }, uniquingKeysWith: { first, _ in first })

    /// Every address of actions that is built.
    static let actionURLs: (gets: [String], posts: [String]) = {
        let (action, complaint) = (CorrectiveAction.ID(9 << 40), Complaint.ID(9 << 40))
        return (
            [
                WebURL.actions, WebURL.newAction(against: "care", from: complaint),
                WebURL.action(action), WebURL.action(action, done: .open), WebURL.cause("care"),
                WebURL.actions([("complaint", complaint.description)]),
            ], [WebURL.actions] + Web.actionActs.map { WebURL.action(action, $0) }
        )
    }()

    private static let over = Route.Need.anyOf([.workComplaints, .overseeComplaints])

    private static let acts: [String: Route.Need] = [
        "note": over, "assign": over, "reschedule": over, "finish": over,
        "postpone-check": over, "confirm": .permission(.overseeComplaints),
        "reject": .permission(.overseeComplaints), "drop": .permission(.overseeComplaints),
        "reopen": over,
    ]
}
