import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of what scores come to, and of evaluations on their way out.
    static let quality: [String: Route.Need] = [
        "GET /quality": .permission(.seeEvaluations),
        "GET /api/v1/quality": .permission(.seeEvaluations),
        "GET /evaluations/export": .permission(.exportEvaluations),
        "GET /api/v1/evaluations/export": .permission(.exportEvaluations),
    ]
}
