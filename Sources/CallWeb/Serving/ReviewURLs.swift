import Calls

/// Addresses of reviews.
extension WebURL {
    static let reviews = "/reviews"

    static func reviews(card: String) -> String { reviews + queryText([("card", card)]) }
    static func reviews(of analyst: Account.ID, card: String) -> String {
        "/reviews/\(analyst)" + queryText([("card", card)])
    }
}
