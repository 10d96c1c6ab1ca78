import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiReviews(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["card"])
        let found = try await desk.reviewOverview(
            byCard: visit.query["card"], by: visit.principal)
        return try .json(ReviewOverviewJSON(found, visit.words))
    }

    func apiReviewsOfAnalyst(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["card"])
        let id: Account.ID = try visit.id("analyst", or: .noSuchReviewed)
        let detail = try await desk.reviews(
            of: id, byCard: visit.query["card"], by: visit.principal)
        return try .json(ReviewDetailJSON(detail, visit.words))
    }
}
