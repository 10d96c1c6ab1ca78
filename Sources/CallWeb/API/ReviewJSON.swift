import Calls

/// `GET /api/v1/reviews`.
struct ReviewOverviewJSON: Encodable, Sendable {
    let cards: [String]
    let card: OrNull<String>
    let items: [ReviewedAnalystJSON]

    init(_ overview: ReviewOverview, _ words: Words) {
        cards = overview.cards
        card = OrNull(overview.card)
        items = overview.analysts.map { ReviewedAnalystJSON($0, [], words) }
    }
}

/// How an analyst compares with whoever scored the same calls again.
struct ReviewedAnalystJSON: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        /// `total`, `passed` or `question:<code>`.
        let subject: String
        let name: String
        let figures: [CalibrationReportJSON.Figure]
    }

    let analyst: Account.ID
    let name: String
    let calls: Int
    /// The second score less the analyst's, in points of the score.
    let difference: EstimateJSON
    let sentence: String
    /// The share of the questions of a call that both answered alike; nothing in the list of all.
    let alike: EstimateJSON
    let subjects: [Line]

    init(_ reviewed: ReviewedAnalyst, _ questions: [Scorecard.Question], _ words: Words) {
        analyst = reviewed.id
        name = reviewed.title
        calls = reviewed.report.calls
        difference = EstimateJSON(reviewed.report.difference)
        sentence = words.reviewed(reviewed.report.difference)
        alike = EstimateJSON(reviewed.report.alike)
        subjects = reviewed.report.lines.map { line in
            Line(
                subject: line.subject.text, name: words.name(of: line.subject, questions),
                figures: line.figures.map(CalibrationReportJSON.Figure.init))
        }
    }
}

/// `GET /api/v1/reviews/:analyst`.
struct ReviewDetailJSON: Encodable, Sendable {
    struct Scored: Encodable, Sendable {
        let evaluation: Evaluation.ID
        let original: Evaluation.ID
        let callStartedAt: String
        let reviewer: OrNull<Account.ID>
        /// Hundredths of a percent.
        let scored: OrNull<Percent>
        let reviewed: OrNull<Percent>

        init(_ review: Review) {
            evaluation = review.evaluation
            original = review.original
            callStartedAt = Zone(named: review.zone).time(review.callStartedAt).iso8601
            reviewer = OrNull(review.reviewer)
            scored = OrNull(review.scored)
            reviewed = OrNull(review.reviewed)
        }
    }

    let card: String
    let figures: ReviewedAnalystJSON
    let reviews: [Scored]

    init(_ detail: ReviewDetail, _ words: Words) {
        card = detail.card
        figures = ReviewedAnalystJSON(detail.analyst, detail.questions, words)
        reviews = detail.reviews.map(Scored.init)
    }
}
