import CallDesk
import Calls
import Foundation
import Hummingbird

/// One analyst's scores beside second ones, question by question.
struct ReviewPage: PageModel {
    struct Line: Sendable {
        let name: String
        let sentence: String
        let plot: AgreementPlot
        let figures: [CalibrationReportPart.Figure]
    }

    /// A call that was scored twice.
    struct Scored: Sendable {
        let when: String
        let firstURL: String
        let first: String
        let secondURL: String
        let second: String
        /// `+4.0`; nil where one of them isn't scored.
        let difference: String?
    }

    static let template = "review"
    let frame: Frame
    let backURL: String
    let title: String
    let facts: [PlanFact]
    let sentence: String
    let columns: [String]
    let lines: [Line]
    let scored: [Scored]
}

extension Web {
    func reviewPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["card"])
        let words = visit.words
        let id: Account.ID = try visit.id("analyst", or: .noSuchReviewed)
        let detail = try await desk.reviews(
            of: id, byCard: visit.query["card"], by: visit.principal)
        let report = detail.analyst.report
        let title = words("reviews.of", ["name": detail.analyst.title])
        return try page(
            ReviewPage(
                frame: await frame(title, in: .calibrations, of: visit),
                backURL: WebURL.reviews(card: detail.card), title: title,
                facts: detail.facts(words), sentence: words.reviewed(report.difference),
                columns: ReviewPage.kinds.map { words("calibration.figure.\($0.rawValue)") },
                lines: report.lines.map { .init($0, detail.questions, words) },
                scored: detail.reviews.prefix(ReviewPage.scoredMax).map { .init($0, words) }),
            for: visit)
    }
}

extension ReviewPage {
    fileprivate static let kinds: [AgreementFigure.Kind] = [.percent, .kappa, .gwet, .intraclass]
    fileprivate static let scoredMax = 50
}

extension ReviewDetail {
    fileprivate func facts(_ words: Words) -> [PlanFact] {
        let report = analyst.report
        var facts = [
            PlanFact(label: words("calibration.field.scorecard"), value: card, isCode: true),
            PlanFact(label: words("reviews.calls"), value: words.number(report.calls)),
        ]
        if case .success(let alike) = report.alike {
            var value = words.percent(alike.value)
            if let low = alike.low, let high = alike.high {
                let interval = words(
                    "calibration.interval",
                    ["low": words.percent(low), "high": words.percent(high)])
                value = words("review.figure", ["value": value, "interval": interval])
            }
            facts.append(PlanFact(label: words("reviews.alike"), value: value))
        }
        if case .success(let difference) = report.difference {
            var value = words.signed(difference.value)
            if let interval = words.interval(difference, places: 1) {
                value = words("review.figure", ["value": value, "interval": interval])
            }
            facts.append(PlanFact(label: words("reviews.difference"), value: value))
        }
        return facts
    }
}

extension ReviewPage.Line {
    fileprivate init(
        _ line: CalibrationReport.Line, _ questions: [Scorecard.Question], _ words: Words
    ) {
        name = words.name(of: line.subject, questions)
        let telling = line[kind: .kappa] ?? line[kind: .intraclass] ?? line.figures[0]
        sentence = words.agreement(telling)
        plot = AgreementPlot(telling, label: sentence)
        figures = ReviewPage.kinds.map { .init($0, of: line, words) }
    }
}

extension ReviewPage.Scored {
    fileprivate init(_ review: Review, _ words: Words) {
        let time = Zone(named: review.zone).time(review.callStartedAt)
        when = words("date.moment", ["day": words.shortDay(time), "clock": time.clock])
        firstURL = WebURL.evaluation(review.original)
        secondURL = WebURL.evaluation(review.evaluation)
        first = review.scored.map { "\(words.points($0)) %" } ?? "–"
        second = review.reviewed.map { "\(words.points($0)) %" } ?? "–"
        difference =
            if let scored = review.scored, let reviewed = review.reviewed {
                words.signed(Double(reviewed.hundredths - scored.hundredths) / 100)
            } else {
                nil
            }
    }
}
