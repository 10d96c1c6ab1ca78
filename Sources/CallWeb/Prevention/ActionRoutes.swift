import Calls
import Hummingbird

/// What is done against causes of complaints: a route for each line of the table of acts, by its
/// permissions.
extension Web {
    static let actionRoutes: [Route] = actionPages + actionAPI

    /// A text of Chinese characters as a form writes them, nine bytes each, and what stands beside.
    static let actionBytesMax = 64 << 10

    /// What is done with an action that there is.
    static let actionActs = ActionAct.allCases.filter { $0 != .open }

    private static let actionPages: [Route] = [
        Route(.get, "/actions", .permission(.seeComplaints), .page) {
            try await $0.actionsPage($1)
        },
        Route(
            .post, "/actions", .ofAct(.open), .page, bodyBytesMax: actionBytesMax
        ) { try await $0.openActionFromPage($1) },
        Route(.get, "/actions/new", .ofAct(.open), .page) { try await $0.newActionPage($1) },
        Route(.get, "/actions/:action", .permission(.seeComplaints), .page) {
            try await $0.actionPage($1)
        },
        Route(.get, "/complaints/causes/:cause", .permission(.seeComplaints), .page) {
            try await $0.causePage($1)
        },
    ] + actionActs.map { act in
        Route(
            .post, "/actions/:action/\(act.rawValue)", .ofAct(act), .page,
            bodyBytesMax: actionBytesMax
        ) { try await $0.actOnAction($1, act) }
    }

    private static let actionAPI: [Route] = [
        Route(.get, "/api/v1/actions", .permission(.seeComplaints), .api) {
            try await $0.apiActions($1)
        },
        Route(
            .post, "/api/v1/actions", .ofAct(.open), .api, bodyBytesMax: actionBytesMax
        ) { try await $0.apiOpenAction($1) },
        Route(.get, "/api/v1/actions/number", .permission(.seeComplaints), .api) {
            try await $0.apiActionNumber($1)
        },
        Route(.get, "/api/v1/actions/:action", .permission(.seeComplaints), .api) {
            try await $0.apiAction($1)
        },
        Route(.get, "/api/v1/complaints/causes/:cause", .permission(.seeComplaints), .api) {
            try await $0.apiCause($1)
        },
    ] + actionActs.map { act in
        Route(
            .post, "/api/v1/actions/:action/\(act.rawValue)", .ofAct(act), .api,
            bodyBytesMax: actionBytesMax
        ) { try await $0.apiActOnAction($1, act) }
    }
}

extension Route.Need {
    /// What the table of acts asks for.
    static func ofAct(_ act: ActionAct) -> Self {
        let permissions = ActionTable.rule(act).permissions
        return permissions.count == 1 ? .permission(permissions[0]) : .anyOf(permissions)
    }
}
