import CallStore
import Calls
import Foundation

/// Second scores of calls that were scored before: what they are of, and who sees them when.
extension CallDesk {
    /// Nil for an evaluation that is no review.
    func review(of row: EvaluationRow, in db: Transaction) throws -> ReviewRow? {
        guard row.stream == .calibration else { return nil }
        return try verified(db.review(row.id))
    }

    /// Once it is handed in, a review is seen by whoever scored first, and by those who see all
    /// calibrations of the call's team. Before that nobody but its reviewer has it, and those who
    /// share work out, unless they scored first.
    func isInSight(_ review: ReviewRow, _ row: EvaluationRow, of principal: Principal) -> Bool {
        let isScorer = principal.account == review.scorer
        if row.sheets > 0, isScorer { return true }
        if row.sheets == 0, isScorer { return false }
        let permission: Permission = row.sheets > 0 ? .seeCalibrations : .assignEvaluations
        let visibility = principal.visibility(permission)
        return visibility?.covers(agent: row.subject.agent, team: row.subject.team) ?? false
    }

    /// What a plan of reviews draws from.
    func reviewPopulation(of plan: SamplePlan, in db: Transaction) throws -> ReviewPopulation {
        guard let card = try verified(db.scorecard(code: plan.scorecard)) else {
            throw Refusal.noSuchScorecard
        }
        return ReviewPopulation(calls: plan.population, card: card.id)
    }

    /// 0 for a draw of anything else.
    func openReviews(of row: DrawRow, _ plan: SamplePlan, in db: Transaction) throws -> Int {
        guard plan.stream == .review, row.outcome == .drawn else { return 0 }
        return try db.openReviews(of: row.id)
    }

    /// Somebody who scores and doesn't share work out may be given a review, and mustn't know whose
    /// evaluations a draw is of.
    func mightReview(_ principal: Principal) -> Bool {
        principal.may(.score) && !principal.may(.assignEvaluations)
    }

    /// Which calls a draw of reviews picked would tell analysts that they are reviewed, and
    /// reviewers whom they review.
    func requireReviewsHandedIn(of row: DrawRow, in db: Transaction) throws {
        let plan = try version(row.planVersion, of: row.plan, in: db).plan
        guard try openReviews(of: row, plan, in: db) == 0 else {
            throw Refusal(
                .conflict, .reviewOpen,
                "The calls of a review are told once every one of them is scored again. Come back "
                    + "then, or look at what waits in the list of evaluations.")
        }
    }

    /// What an evaluation is compared with: the calibration that it is part of, or the other score
    /// of its call.
    func putComparisons(
        on detail: inout EvaluationDetail, of row: EvaluationRow, for principal: Principal,
        in db: Transaction
    ) throws {
        guard row.stream == .calibration else {
            let shown = 20
            for review in try db.reviews(of: row.id, limit: shown) {
                guard let second = try verified(db.evaluation(review.evaluation)),
                    try isInSight(second, of: principal, in: db)
                else { continue }
                detail.reviews.append(second.id)
            }
            return
        }
        guard let review = try review(of: row, in: db) else {
            detail.calibration = try verified(db.rating(of: row.id))?.calibration
            return
        }
        detail.isReview = true
        guard row.sheets > 0 else { return }
        do {
            detail.reviewOf =
                try existing(review.original, for: principal, needing: .seeEvaluations, in: db).id
        } catch let refusal as Refusal where refusal.code == .noSuchEvaluation {
            // Another review of it is open, and the reader's.
            return
        }
    }
}

extension Refusal {
    static var noReviewer: Refusal {
        Refusal(
            .conflict, .noReviewer,
            "Nobody but who scored it first may score one of these calls again. Give another "
                + "account the role of a QA analyst whose teams cover it.")
    }
}
