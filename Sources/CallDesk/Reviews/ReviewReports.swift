import CallStore
package import Calls
import Foundation

/// How analysts' scores compare with second scores of the same calls.
extension CallDesk {
    /// Analysts whose evaluations by a scorecard were reviewed; by the one reviewed last when
    /// `code` is nil. Who sees none but their own calibrations is told of themselves.
    package func reviewOverview(
        byCard code: String?, by principal: Principal
    ) async throws -> ReviewOverview {
        let desk = self
        let read = try await see(by: principal, needing: .seeCalibrations) { db in
            try desk.readOverview(byCard: code, for: principal, in: db)
        }
        return try await BlockingWork.run {
            let analysts = read.analysts.map { analyst in
                ReviewedAnalyst(
                    id: analyst.id, title: analyst.title,
                    report: ReviewReport(
                        of: CalibrationScores(cards: [], rows: analyst.rows),
                        analyst: analyst.id))
            }
            return ReviewOverview(
                cards: read.cards, card: read.card,
                analysts: analysts.sorted { ($1.off, $0.id) < ($0.off, $1.id) })
        }
    }

    /// One of them, question by question, over the latest reviews.
    package func reviews(
        of analyst: Account.ID, byCard code: String?, by principal: Principal
    ) async throws -> ReviewDetail {
        let desk = self
        let (read, reviews, scores) = try await see(
            by: principal, needing: .seeCalibrations
        ) { db in
            try desk.readReviews(of: analyst, byCard: code, for: principal, in: db)
        }
        return try await BlockingWork.run {
            ReviewDetail(
                analyst: ReviewedAnalyst(
                    id: analyst, title: read.title,
                    report: ReviewReport(of: scores, analyst: analyst)),
                card: read.card, questions: scores.questions, reviews: reviews)
        }
    }

    private struct ReadOverview: Sendable {
        struct Analyst: Sendable {
            var id: Account.ID
            var title: String
            var rows: [[CalibrationScores.Sheet?]]
        }

        var cards: [String]
        var card: String?
        var analysts: [Analyst]
    }

    private func readOverview(
        byCard code: String?, for principal: Principal, in db: Transaction
    ) throws -> ReadOverview {
        let cards = try db.reviewedCards(limit: Review.Limits.cardsMax)
        var read = ReadOverview(cards: cards.map(\.code), card: nil, analysts: [])
        guard let card = try chosen(code, of: cards, in: db),
            let reach = reviewReach(of: principal, to: nil)
        else { return read }
        read.card = card.code
        let rows = try db.reviews(
            ReviewFilter(card: card.id, scorer: reach.scorer), within: reach.visibility,
            limit: Review.Limits.reviewsMax)
        var pairs: [Account.ID: [[CalibrationScores.Sheet?]]] = [:]
        for row in rows {
            try verify(row)
            let first =
                row.original.sheets > 1
                ? try scorersSheet(of: row.original, in: db)?.score : row.original.score
            pairs[row.review.scorer, default: []].append([
                first.map { CalibrationScores.Sheet($0) },
                CalibrationScores.Sheet(row.second.score),
            ])
        }
        read.analysts = try pairs.sorted { $0.key < $1.key }.prefix(Review.Limits.analystsMax)
            .map { id, rows in
                ReadOverview.Analyst(id: id, title: try reviewedTitle(of: id, in: db), rows: rows)
            }
        return read
    }

    private func readReviews(
        of analyst: Account.ID, byCard code: String?, for principal: Principal,
        in db: Transaction
    ) throws -> (read: (title: String, card: String), reviews: [Review], CalibrationScores) {
        let cards = try db.reviewedCards(limit: Review.Limits.cardsMax)
        guard let card = try chosen(code, of: cards, in: db),
            let reach = reviewReach(of: principal, to: analyst)
        else { throw Refusal.noSuchReviewed }
        let rows = try db.reviews(
            ReviewFilter(card: card.id, scorer: analyst), within: reach.visibility,
            limit: Review.Limits.reviewsOfOneMax)
        guard !rows.isEmpty else { throw Refusal.noSuchReviewed }
        var versions: [Int: Scorecard] = [:]
        var reviews: [Review] = []
        var pairs: [[CalibrationScores.Sheet?]] = []
        for row in rows {
            try verify(row)
            if versions[row.second.cardVersion] == nil {
                versions[row.second.cardVersion] = try self.card(of: row.second, in: db)
            }
            let first = try scorersSheet(of: row.original, in: db)
            var review = Review(
                evaluation: row.second.id, original: row.original.id,
                callStartedAt: row.callStartedAt, zone: row.zone)
            review.reviewer = row.second.assignedTo
            review.scored = first?.score.hundredths.map { Percent($0) }
            review.reviewed = row.second.score.hundredths.map { Percent($0) }
            reviews.append(review)
            let second = try lastSheet(of: row.second, in: db)
            pairs.append([
                try first.map { CalibrationScores.Sheet($0.score, try open($0)) },
                CalibrationScores.Sheet(row.second.score, second ?? AnswerSheet()),
            ])
        }
        let scores = CalibrationScores(
            cards: versions.sorted { $0.key < $1.key }.map(\.value), rows: pairs)
        return ((try reviewedTitle(of: analyst, in: db), card.code), reviews, scores)
    }

    /// The card of this code, or the one reviewed last; nil while nothing was reviewed.
    private func chosen(
        _ code: String?, of cards: [(id: Scorecard.ID, code: String)], in db: Transaction
    ) throws -> (id: Scorecard.ID, code: String)? {
        guard let code else { return cards.first }
        if let known = cards.first(where: { $0.code == code }) { return known }
        guard let card = try db.scorecard(code: code) else { throw Refusal.noSuchScorecard }
        return (card.id, code)
    }

    /// Whose reviews `principal` is told of, `analyst`'s where one is asked for; nil for nobody's.
    private func reviewReach(
        of principal: Principal, to analyst: Account.ID?
    ) -> (visibility: Visibility, scorer: Account.ID?)? {
        guard let visibility = principal.visibility(.seeCalibrations) else { return nil }
        guard case .agent = visibility else { return (visibility, analyst) }
        guard let own = principal.account, analyst == nil || analyst == own else { return nil }
        return (.everything, own)
    }

    private func reviewedTitle(of id: Account.ID, in db: Transaction) throws -> String {
        try title(of: "account:\(id)", in: db) ?? "\(id)"
    }

    private func verify(_ row: ReviewedRow) throws {
        try verify(row.review)
        try verify(row.second)
        try verify(row.original)
    }

    /// What the analyst handed in last, whatever was decided since.
    private func scorersSheet(
        of row: EvaluationRow, in db: Transaction
    ) throws -> EvaluationSheetRow? {
        try verified(
            db.sheets(of: row.id, limit: Self.evaluationStepsMax)
                .first { $0.madeBy == row.scoredBy })
    }
}

extension CalibrationScores.Sheet {
    fileprivate init(_ score: EvaluationRow.Score, _ answers: AnswerSheet = AnswerSheet()) {
        self.init(
            total: score.hundredths.map { Percent($0) }, passed: score.isPassed,
            answers: answers)
    }
}

extension ReviewedAnalyst {
    /// Points that the analyst is off; below 0 where that can't be said.
    fileprivate var off: Double {
        if case .success(let estimate) = report.difference { abs(estimate.value) } else { -1 }
    }
}

extension Refusal {
    static var noSuchReviewed: Refusal {
        Refusal(
            .notFound, .noSuchReviewed,
            "Nothing of this analyst was reviewed by this scorecard. Choose one from the list.")
    }
}
