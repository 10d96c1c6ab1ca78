import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of coaching.
    static let coaching: [String: Route.Need] = [
        "GET /coaching": .permission(.seeCoaching),
        "POST /coaching": .permission(.manageCoaching),
        "GET /coaching/new": .permission(.manageCoaching),
        "GET /coaching/:coaching": .permission(.seeCoaching),
        "POST /coaching/:coaching/acknowledge": .permission(.acknowledgeCoaching),
        "POST /coaching/:coaching/finish": .permission(.manageCoaching),
        "POST /coaching/:coaching/withdraw": .permission(.manageCoaching),
        "GET /api/v1/coaching": .permission(.seeCoaching),
        "POST /api/v1/coaching": .permission(.manageCoaching),
        "GET /api/v1/coaching/:coaching": .permission(.seeCoaching),
        "POST /api/v1/coaching/:coaching/acknowledge": .permission(.acknowledgeCoaching),
        "POST /api/v1/coaching/:coaching/finish": .permission(.manageCoaching),
        "POST /api/v1/coaching/:coaching/withdraw": .permission(.manageCoaching),
    ]

    /// What pages of coaching are built from.
    static let coachingURLs: (gets: [String], posts: [String]) = {
        let id = Coaching.ID(8 << 40)
        return (
            [
                WebURL.coachings, WebURL.newCoaching(), WebURL.newCoaching(.init(6 << 40)),
                WebURL.newCoaching(.init(6 << 40), question: "greets"), WebURL.coaching(id),
                WebURL.coaching(id, done: .made),
            ],
            CoachingAct.allCases.map { WebURL.coaching(id, $0) } + [WebURL.coachings]
        )
    }()
}
