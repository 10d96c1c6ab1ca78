package import Calls
package import Foundation

/// Says of which evaluation another one is the second score.
package struct ReviewRow: RegulatedRow {
    package static let table = "review"

    package var evaluation: Evaluation.ID
    package var original: Evaluation.ID
    /// Who handed the original in.
    package var scorer: Account.ID
    package var rowMAC: [UInt8] = []

    package init(evaluation: Evaluation.ID, original: Evaluation.ID, scorer: Account.ID) {
        self.evaluation = evaluation
        self.original = original
        self.scorer = scorer
    }

    package init(_ row: Row) throws {
        self.init(
            evaluation: try row.get("evaluation_id"), original: try row.get("original_id"),
            scorer: try row.get("scorer_id"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [evaluation, original, scorer]
        return values.map(\.sqlValue)
    }
}

/// Which reviews are asked for; every set field must hold.
package struct ReviewFilter: Sendable {
    package var card: Scorecard.ID
    package var scorer: Account.ID?

    package init(card: Scorecard.ID, scorer: Account.ID? = nil) {
        self.card = card
        self.scorer = scorer
    }
}

/// A review that was handed in, with both evaluations.
package struct ReviewedRow: Sendable {
    package var review: ReviewRow
    package var second: EvaluationRow
    package var original: EvaluationRow
    package var callStartedAt: Date
    package var zone: String
}

extension Transaction {
    package func insert(_ review: ReviewRow) throws {
        try execute("""
            INSERT INTO review (evaluation_id, original_id, scorer_id, row_mac)
            VALUES (\(review.evaluation), \(review.original), \(review.scorer), \(review.rowMAC))
            """)
    }

    /// By its own evaluation.
    package func review(_ evaluation: Evaluation.ID) throws -> ReviewRow? {
        try row("SELECT * FROM review WHERE evaluation_id = \(evaluation)").map(ReviewRow.init)
    }

    /// The reviews of an evaluation that were handed in, the earliest first.
    package func reviews(of original: Evaluation.ID, limit: Int) throws -> [ReviewRow] {
        try rows("""
            SELECT v.* FROM review v JOIN evaluation e ON e.id = v.evaluation_id
            WHERE v.original_id = \(original) AND e.sheets > 0
            ORDER BY v.evaluation_id LIMIT \(limit)
            """).map(ReviewRow.init)
    }

    /// `account` has an evaluation to score a second time and hasn't handed that in.
    package func isReviewing(_ original: Evaluation.ID, _ account: Account.ID) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM review v JOIN evaluation e ON e.id = v.evaluation_id
            WHERE v.original_id = \(original) AND e.assigned_to = \(account) AND e.sheets = 0
              AND e.state <> 'replaced' LIMIT 1
            """) != nil
    }

    /// Reviews of a draw that aren't handed in.
    package func openReviews(of draw: Draw.ID) throws -> Int {
        try row("""
            SELECT count(*) AS count FROM evaluation
            WHERE draw_id = \(draw) AND stream = 'calibration' AND sheets = 0
              AND state <> 'replaced'
            """)?.get("count") ?? 0
    }

    /// Scorecards by which something was reviewed, the one reviewed last first.
    package func reviewedCards(limit: Int) throws -> [(id: Scorecard.ID, code: String)] {
        try rows("""
            SELECT k.id, k.code, max(v.evaluation_id) AS last
            FROM review v JOIN evaluation e ON e.id = v.evaluation_id
              JOIN scorecard k ON k.id = e.card_id
            WHERE e.sheets > 0 GROUP BY k.id, k.code ORDER BY last DESC LIMIT \(limit)
            """).map { (id: try $0.get("id"), code: try $0.get("code")) }
    }

    /// What was handed in, the latest made first.
    package func reviews(
        _ filter: ReviewFilter, within visibility: Visibility, limit: Int
    ) throws -> [ReviewedRow] {
        var conditions: [SQL] = ["e.sheets > 0", "e.card_id = \(filter.card)"]
        if let scorer = filter.scorer { conditions.append("v.scorer_id = \(scorer)") }
        conditions += visibility.conditionsOnEvaluation
        let from: SQL = """
            FROM review v JOIN evaluation e ON e.id = v.evaluation_id
              JOIN evaluation o ON o.id = v.original_id JOIN call c ON c.id = e.call_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY v.evaluation_id DESC LIMIT \(limit)
            """
        // Both have the same columns, so they are read one after the other.
        let originals = try rows("SELECT o.* " + from).map(EvaluationRow.init)
        let seconds = try rows("""
            SELECT e.*, v.evaluation_id, v.original_id, v.scorer_id, v.row_mac AS review_mac,
              c.started_at, c.zone
            """ + " " + from)
        return try zip(seconds, originals).map { row, original in
            var review = ReviewRow(
                evaluation: try row.get("evaluation_id"), original: try row.get("original_id"),
                scorer: try row.get("scorer_id"))
            review.rowMAC = try row.get("review_mac")
            return ReviewedRow(
                review: review, second: try EvaluationRow(row), original: original,
                callStartedAt: try row.get("started_at"), zone: try row.get("zone"))
        }
    }
}
