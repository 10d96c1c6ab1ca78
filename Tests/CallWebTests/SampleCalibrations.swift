import Calls
import Foundation

@testable import CallWeb

/// Pages of calibrations with every list and every optional filled.
enum SampleCalibrations {
    private static let hostile = Sample.hostile
    private static let tag = Sample.tag

    static let pages: [any PageModel] = [list, form, page, raters, reviews, review]

    private static let list = CalibrationsPage(
        frame: Sample.frame, subtitle: "Calibrations", newURL: "/calibrations/new",
        ratersURL: "/calibrations/raters", reviewsURL: "/reviews",
        rows: [
            .init(
                title: hostile, url: "/calibrations/x", card: "conduct", size: "3 raters",
                handedIn: "2 of 6", due: "tomorrow", state: tag, isMine: true, isOverdue: true)
        ], isEmpty: true, newestURL: "/calibrations", olderURL: "/calibrations?after=x")

    private static let choice = CalibrationForm.Choice(
        value: hostile, text: hostile, isChosen: true)

    private static let form = CalibrationForm(
        frame: Sample.frame, backURL: "/calibrations", postURL: "/calibrations",
        refusal: hostile, title: hostile, titleMax: "80", days: "7", daysMax: "90",
        calls: hostile, callsMax: "At most 50", draw: hostile, cards: [choice],
        raters: [choice], hasNoRaters: true, references: [choice])

    private static let figure = CalibrationReportPart.Figure(
        label: hostile, value: "0.39", interval: "0.01 to 0.88", reason: hostile)

    private static let report = CalibrationReportPart(
        headline: hostile, columns: [hostile],
        lines: [
            .init(
                name: hostile, sentence: hostile,
                plot: AgreementPlot(label: hostile, dot: "110", from: "10", to: "210"),
                figures: [figure], url: "/calibrations/x?pairs=total", isCurrent: true)
        ], pairsOn: hostile, pairFigure: hostile,
        pairs: [.init(raters: hostile, percent: figure, figure: figure)],
        leniency: [
            .init(
                rater: hostile, isReference: true, value: "+15.0", interval: "1 to 2",
                sentence: hostile)
        ], leniencyNote: hostile)

    private static let page = CalibrationPage(
        frame: Sample.frame, backURL: "/calibrations", done: "Done", title: hostile, state: tag,
        facts: [PlanFact(label: hostile, value: hostile, isCode: true)], isOpen: true,
        blindNote: hostile,
        raters: [.init(name: hostile, handedIn: "1 of 2", isDone: true, isReference: true)],
        columns: [hostile],
        calls: [
            .init(
                when: "now", url: "/calls/x", length: "1:00",
                cells: [
                    .init(rater: hostile, sheetURL: "/evaluations/x", score: "60 %", tag: tag)
                ])
        ], queueURL: "/queue", closeURL: "/calibrations/x/close",
        cancelURL: "/calibrations/x/cancel", needsReason: true, report: report,
        historyURL: "/ledger?object=calibration:x")

    private static let raters = CalibrationRatersPage(
        frame: Sample.frame, backURL: "/calibrations", subtitle: hostile,
        rows: [
            .init(
                name: hostile, calls: "4", leniency: "+15.0", interval: "1 to 2",
                sentence: hostile, drift: hostile,
                sessions: [.init(day: "today", url: "/calibrations/x", value: "+15.0")])
        ], isEmpty: true)

    private static let reviews = ReviewsPage(
        frame: Sample.frame, backURL: "/calibrations",
        cards: [.init(code: hostile, url: "/reviews?card=x", isCurrent: true)], hasCards: true,
        columns: [hostile],
        rows: [
            .init(
                name: hostile, url: "/reviews/x?card=x", calls: "4", figures: [figure],
                difference: "+4.0", between: "1 to 2", sentence: hostile)
        ], isEmpty: true)

    private static let review = ReviewPage(
        frame: Sample.frame, backURL: "/reviews?card=x", title: hostile,
        facts: [PlanFact(label: hostile, value: hostile, isCode: true)], sentence: hostile,
        columns: [hostile],
        lines: [
            .init(
                name: hostile, sentence: hostile,
                plot: AgreementPlot(label: hostile, dot: "110", from: "10", to: "210"),
                figures: [figure])
        ],
        scored: [
            .init(
                when: "now", firstURL: "/evaluations/x", first: "60.00 %",
                secondURL: "/evaluations/y", second: "64.00 %", difference: "+4.0")
        ])
}
