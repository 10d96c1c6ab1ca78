import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiQuality(_ visit: Visit) async throws -> Response {
        try visit.query.allow(QualityQuery.names)
        let query = try QualityQuery(visit.query, today: today(visit))
        let view = try await desk.quality(query.question, by: visit.principal)
        return try .json(QualityJSON(view, order: query.order))
    }
}

/// `GET /api/v1/quality`. Scores and rates are in percent, intervals of 95 %.
struct QualityJSON: Encodable, Sendable {
    struct Figure: Encodable, Sendable {
        let value: Double
        let low: OrNull<Double>
        let high: OrNull<Double>

        init(_ estimate: Estimate, scale: Double) {
            value = Self.rounded(estimate.value * scale)
            low = OrNull(estimate.low.map { Self.rounded($0 * scale) })
            high = OrNull(estimate.high.map { Self.rounded($0 * scale) })
        }

        private static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
    }

    struct Sums: Encodable, Sendable {
        let n: Int
        let score: OrNull<Figure>
        let passRate: OrNull<Figure>
        let autoFailRate: OrNull<Figure>
        let disputed: Int
        let upheld: Int

        init(_ sum: ScoreSum) {
            n = sum.count
            score = OrNull(sum.mean.map { Figure($0, scale: 1) })
            passRate = OrNull(sum.passRate.map { Figure($0, scale: 100) })
            autoFailRate = OrNull(sum.autoFailRate.map { Figure($0, scale: 100) })
            disputed = sum.disputed
            upheld = sum.upheld
        }
    }

    struct Point: Encodable, Sendable {
        let from: LocalDay
        let to: LocalDay
        let sums: Sums
    }

    struct Question: Encodable, Sendable {
        let code: String
        let sums: Sums
    }

    struct Subject: Encodable, Sendable {
        /// Null for calls without one.
        let key: OrNull<String>
        let name: OrNull<String>
        /// Whether there are enough scores to put it in order.
        let ranked: Bool
        let sums: Sums
    }

    struct Filling: Encodable, Sendable {
        let done: Int64
        let total: Int64
    }

    struct Card: Encodable, Sendable {
        let code: String
        let n: Int
    }

    let scope: ScoreScope
    let name: OrNull<String>
    let from: LocalDay
    let to: LocalDay
    let step: ScorePeriod.Step
    let scorecard: OrNull<String>
    let scorecards: [Card]
    let basis: ScoreBasis
    /// Null when sums of all evaluations are there.
    let filling: OrNull<Filling>
    let sums: Sums
    let trend: [Point]
    let questions: [Question]
    let by: OrNull<ScoreScope>
    let subjects: [Subject]

    init(_ view: QualityView, order: QualityOrder) {
        scope = view.slice.scope
        name = OrNull(view.title)
        from = view.period.from
        to = view.period.through
        step = view.period.step
        scorecard = OrNull(view.card?.code)
        scorecards = view.cards.map { Card(code: $0.code, n: $0.count) }
        basis = view.basis
        filling = OrNull(view.filling.map { Filling(done: $0.done, total: $0.total) })
        sums = Sums(view.sum)
        trend = zip(view.period.points, view.trend).map { span, sum in
            Point(from: span.lowerBound, to: span.upperBound, sums: Sums(sum))
        }
        questions = view.questions.map { Question(code: $0.code, sums: Sums($0.sum)) }
        by = OrNull(view.by)
        subjects = order.sorted(view.subjects).map {
            Subject(
                key: OrNull($0.key), name: OrNull($0.name), ranked: $0.sum.isRanked,
                sums: Sums($0.sum))
        }
    }
}
