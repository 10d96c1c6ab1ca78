import CallDesk
import Calls
import Foundation
import Hummingbird

/// Analysts whose evaluations were scored a second time.
struct ReviewsPage: PageModel {
    struct Card: Sendable {
        let code: String
        let url: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let name: String
        let url: String
        let calls: String
        let figures: [CalibrationReportPart.Figure]
        /// `+15.0`; nil where it can't be said.
        let difference: String?
        let between: String?
        let sentence: String
    }

    static let template = "reviews"
    let frame: Frame
    let backURL: String
    let cards: [Card]
    let hasCards: Bool
    let columns: [String]
    let rows: [Row]
    let isEmpty: Bool
}

extension Web {
    func reviewsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["card"])
        let words = visit.words
        let found = try await desk.reviewOverview(
            byCard: visit.query["card"], by: visit.principal)
        return try page(
            ReviewsPage(
                frame: await frame(words("reviews.title"), in: .calibrations, of: visit),
                backURL: WebURL.calibrations,
                cards: found.cards.map {
                    .init(code: $0, url: WebURL.reviews(card: $0), isCurrent: $0 == found.card)
                }, hasCards: found.cards.count > 1,
                columns: ReviewsPage.kinds.map { words("calibration.figure.\($0.rawValue)") },
                rows: found.analysts.map { .init($0, card: found.card ?? "", words) },
                isEmpty: found.analysts.isEmpty),
            for: visit)
    }
}

extension ReviewsPage {
    /// What is told of passing or not.
    static let kinds: [AgreementFigure.Kind] = [.percent, .kappa, .gwet]
}

extension ReviewsPage.Row {
    fileprivate init(_ analyst: ReviewedAnalyst, card: String, _ words: Words) {
        let report = analyst.report
        name = analyst.title
        url = WebURL.reviews(of: analyst.id, card: card)
        calls = words.number(report.calls)
        figures = ReviewsPage.kinds.map { .init($0, of: report[.passed], words) }
        let estimate = try? report.difference.get()
        difference = estimate.map { words.signed($0.value) }
        between = estimate.flatMap { words.interval($0, places: 1) }
        sentence = words.reviewed(report.difference)
    }
}

extension CalibrationReportPart.Figure {
    /// Empty where the line has no such figure.
    init(
        _ kind: AgreementFigure.Kind, of line: CalibrationReport.Line?, _ words: Words
    ) {
        if let figure = line?[kind: kind] {
            self.init(figure, words)
        } else {
            self.init(
                label: words("calibration.figure.\(kind.rawValue)"), value: nil, interval: nil,
                reason: nil)
        }
    }
}

extension Words {
    /// `Second scores are 4.0 points higher: this analyst is stricter.`, and whether that may be
    /// chance.
    func reviewed(_ difference: Result<Estimate, CannotSay>) -> String {
        guard case .success(let estimate) = difference else { return self("review.cannot") }
        let isEven = abs(estimate.value) < Self.noDifference
        let key = isEven ? "even" : estimate.value > 0 ? "higher" : "lower"
        let what = self(
            "review.\(key)",
            [
                "points": decimal(abs(estimate.value), places: 1),
                "calls": count("calibration.calls", estimate.count),
            ])
        guard !isEven, estimate.interval?.contains(0) ?? true else { return what }
        return self(
            "calibration.sentences",
            ["one": what, "two": self("calibration.leniency.chance")])
    }

    /// Points of the score that are no difference.
    private static let noDifference = 0.05
}
