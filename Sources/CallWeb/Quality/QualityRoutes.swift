import Calls
import Hummingbird

/// What scores come to, and evaluations on their way out.
extension Web {
    static let qualityRoutes: [Route] = [
        Route(.get, "/quality", .permission(.seeEvaluations), .page) {
            try await $0.qualityPage($1)
        },
        Route(.get, "/api/v1/quality", .permission(.seeEvaluations), .api) {
            try await $0.apiQuality($1)
        },
        Route(.get, "/evaluations/export", .permission(.exportEvaluations), .page) {
            try await $0.exportEvaluations($1)
        },
        Route(.get, "/api/v1/evaluations/export", .permission(.exportEvaluations), .api) {
            try await $0.exportEvaluations($1)
        },
    ]
}
