import Calls
import Hummingbird

/// What is agreed with agents, and what came of it.
extension Web {
    /// A text of Chinese characters as a form writes them, nine bytes each, and the topics.
    static let coachingBytesMax = 64 << 10

    static let coachingRoutes: [Route] = coachingPages + coachingAPI

    private static let coachingPages: [Route] = [
        Route(.get, "/coaching", .permission(.seeCoaching), .page) {
            try await $0.coachingsPage($1)
        },
        Route(
            .post, "/coaching", .permission(.manageCoaching), .page,
            bodyBytesMax: coachingBytesMax
        ) { try await $0.addCoachingFromPage($1) },
        Route(.get, "/coaching/new", .permission(.manageCoaching), .page) {
            try await $0.newCoachingPage($1)
        },
        Route(.get, "/coaching/:coaching", .permission(.seeCoaching), .page) {
            try await $0.coachingPage($1)
        },
    ] + CoachingAct.allCases.map { act in
        Route(.post, "/coaching/:coaching/\(act.rawValue)", .permission(act.permission), .page) {
            try await $0.actOnCoaching($1, act)
        }
    }

    private static let coachingAPI: [Route] = [
        Route(.get, "/api/v1/coaching", .permission(.seeCoaching), .api) {
            try await $0.apiCoachings($1)
        },
        Route(
            .post, "/api/v1/coaching", .permission(.manageCoaching), .api,
            bodyBytesMax: coachingBytesMax
        ) { try await $0.apiAddCoaching($1) },
        Route(.get, "/api/v1/coaching/:coaching", .permission(.seeCoaching), .api) {
            try await $0.apiCoaching($1)
        },
    ] + CoachingAct.allCases.map { act in
        Route(
            .post, "/api/v1/coaching/:coaching/\(act.rawValue)", .permission(act.permission), .api
        ) { try await $0.apiActOnCoaching($1, act) }
    }
}

/// What somebody may do with a coaching, as it stands in its address.
enum CoachingAct: String, CaseIterable, Sendable {
    case acknowledge, finish, withdraw

    var permission: Permission {
        switch self {
        case .acknowledge: .acknowledgeCoaching
        case .finish, .withdraw: .manageCoaching
        }
    }
}

/// What was just done, for the notice on the page one is led back to.
enum CoachingDone: String, CaseIterable, Sendable {
    case made, acknowledged, finished, withdrawn
}
