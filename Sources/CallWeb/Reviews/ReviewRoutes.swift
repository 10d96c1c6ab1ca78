import Calls
import Hummingbird

/// How analysts' scores compare with second ones of the same calls.
extension Web {
    static let reviewRoutes: [Route] = [
        Route(.get, "/reviews", .permission(.seeCalibrations), .page) {
            try await $0.reviewsPage($1)
        },
        Route(.get, "/reviews/:analyst", .permission(.seeCalibrations), .page) {
            try await $0.reviewPage($1)
        },
        Route(.get, "/api/v1/reviews", .permission(.seeCalibrations), .api) {
            try await $0.apiReviews($1)
        },
        Route(.get, "/api/v1/reviews/:analyst", .permission(.seeCalibrations), .api) {
            try await $0.apiReviewsOfAnalyst($1)
        },
    ]
}

extension Refusal {
    static let noSuchReviewed = Refusal(
        .notFound, .noSuchReviewed,
        "Nothing of this analyst was reviewed by this scorecard. Choose one from the list.")
}
