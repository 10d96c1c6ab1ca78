import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of the queue, of evaluations and of disputes.
    static let evaluations: [String: Route.Need] = [
        "GET /queue": .permission(.score),
        "POST /queue/next": .permission(.score),
        "GET /evaluations": .permission(.seeEvaluations),
        "GET /evaluations/:evaluation": .permission(.seeEvaluations),
        "POST /evaluations/:evaluation": .permission(.score),
        "POST /evaluations/:evaluation/claim": .permission(.score),
        "POST /evaluations/:evaluation/free": .permission(.score),
        "POST /evaluations/:evaluation/replace": .permission(.score),
        "POST /evaluations/:evaluation/assign": .permission(.assignEvaluations),
        "POST /evaluations/:evaluation/confirm": .permission(.confirmEvaluations),
        "POST /evaluations/:evaluation/return": .permission(.confirmEvaluations),
        "POST /evaluations/:evaluation/acknowledge": .permission(.acknowledge),
        "POST /evaluations/:evaluation/disputes": .permission(.dispute),
        "POST /disputes/:dispute/decide": .permission(.decideDisputes),
        "POST /calls/:call/evaluations": .permission(.assignEvaluations),
        "GET /api/v1/queue": .permission(.score),
        "POST /api/v1/queue/next": .permission(.score),
        "GET /api/v1/evaluations": .permission(.seeEvaluations),
        "GET /api/v1/evaluations/:evaluation": .permission(.seeEvaluations),
        "GET /api/v1/evaluations/:evaluation/draft": .permission(.score),
        "PUT /api/v1/evaluations/:evaluation/draft": .permission(.score),
        "POST /api/v1/evaluations/:evaluation/submit": .permission(.score),
        "POST /api/v1/evaluations/:evaluation/claim": .permission(.score),
        "POST /api/v1/evaluations/:evaluation/free": .permission(.score),
        "POST /api/v1/evaluations/:evaluation/replace": .permission(.score),
        "POST /api/v1/evaluations/:evaluation/assign": .permission(.assignEvaluations),
        "POST /api/v1/evaluations/:evaluation/confirm": .permission(.confirmEvaluations),
        "POST /api/v1/evaluations/:evaluation/return": .permission(.confirmEvaluations),
        "POST /api/v1/evaluations/:evaluation/acknowledge": .permission(.acknowledge),
        "POST /api/v1/evaluations/:evaluation/disputes": .permission(.dispute),
        "POST /api/v1/disputes/:dispute/decide": .permission(.decideDisputes),
        "POST /api/v1/calls/:call/evaluations": .permission(.assignEvaluations),
    ]
}
