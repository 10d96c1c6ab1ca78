import CallDesk
import Calls
import Foundation
import Hummingbird

/// One calibration: who has handed in what and, once it is closed, how well they agree.
struct CalibrationPage: PageModel {
    struct Rater: Sendable {
        let name: String
        let handedIn: String
        let isDone: Bool
        let isReference: Bool
    }

    /// A rater's score of a call; nil parts where the reader sees none.
    struct Cell: Sendable {
        let rater: String
        let sheetURL: String?
        let score: String
        let tag: Tag?
    }

    struct RatedCall: Sendable {
        let when: String
        let url: String
        let length: String
        let cells: [Cell]
    }

    static let template = "calibration"
    let frame: Frame
    let backURL: String
    let done: String?
    let title: String
    let state: Tag
    let facts: [PlanFact]
    let isOpen: Bool
    let blindNote: String
    let raters: [Rater]
    /// Of the columns of `calls`.
    let columns: [String]
    let calls: [RatedCall]
    let queueURL: String?
    let closeURL: String?
    let cancelURL: String?
    /// Not all is handed in: who closes says why.
    let needsReason: Bool
    let report: CalibrationReportPart?
    let historyURL: String?
}

extension Web {
    func calibrationPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["pairs", "done"])
        let id: Calibration.ID = try visit.id("calibration", or: .noSuchCalibration)
        let (words, reader) = (visit.words, visit.principal)
        let detail = try await desk.calibration(id, by: reader)
        let summary = detail.summary
        let findings =
            summary.state == .closed
            ? try await desk.calibrationReport(
                id, pairsOn: try visit.query.calibrationSubject(), by: reader) : nil
        let isOpen = summary.state == .open
        let mayEnd = isOpen && reader.may(.manageCalibrations)
        let done = visit.query["done"].flatMap { CalibrationDone(rawValue: $0) }
        let shown = summary.state == .closed ? detail.raters : detail.raters.filter {
            $0.id == reader.account
        }
        return try page(
            CalibrationPage(
                frame: await frame(summary.title, in: .calibrations, of: visit),
                backURL: WebURL.calibrations,
                done: done.map { words("calibration.done.\($0.rawValue)") },
                title: summary.title, state: Tag(summary.state, words),
                facts: detail.facts(words), isOpen: isOpen,
                blindNote: words("calibration.blind"),
                raters: detail.raters.map { .init($0, of: summary, words) },
                columns: shown.map(\.title),
                calls: detail.calls.map { .init($0, shown, words) },
                queueURL: isOpen && summary.isRater ? WebURL.queue : nil,
                closeURL: mayEnd ? WebURL.closeCalibration(id) : nil,
                cancelURL: mayEnd ? WebURL.cancelCalibration(id) : nil,
                needsReason: !summary.isComplete,
                report: findings.map { CalibrationReportPart($0, words) },
                historyURL: WebURL.history(of: "calibration:\(id)", for: reader)),
            for: visit)
    }
}

extension Query {
    /// What pairs are told of; the whole form's score when nothing is said.
    func calibrationSubject() throws -> CalibrationSubject {
        guard let text = self["pairs"] else { return .total }
        guard let subject = CalibrationSubject(text: text) else {
            throw Refusal(
                .invalid, .badFilter,
                "pairs is total, passed, or question: and a question's code.", subject: "pairs")
        }
        return subject
    }
}

extension CalibrationDetail {
    fileprivate func facts(_ words: Words) -> [PlanFact] {
        func who(_ principal: String) -> String { titles[principal] ?? words.who(principal) }
        var facts = [
            PlanFact(label: words("calibration.field.scorecard"), value: summary.cardCode),
            PlanFact(label: words("calibration.sizeLabel"), value: words.size(of: summary)),
            PlanFact(
                label: words("calibration.handedIn"),
                value: words(
                    "calibration.handedInOf",
                    ["n": words.number(summary.handedIn), "of": words.number(summary.sheets)])),
            PlanFact(label: words("calibration.due"), value: words.moment(summary.dueAt)),
            PlanFact(
                label: words("calibration.opened"),
                value: words(
                    "calibration.byWhen",
                    ["who": who(madeBy), "when": words.moment(summary.madeAt)])),
        ]
        if let endedAt = summary.endedAt, let endedBy {
            facts.append(
                PlanFact(
                    label: words("calibration.state.\(summary.state.rawValue)"),
                    value: words(
                        "calibration.byWhen",
                        ["who": who(endedBy), "when": words.moment(endedAt)])))
        }
        if let because {
            facts.append(PlanFact(label: words("calibration.because"), value: because))
        }
        return facts
    }
}

extension CalibrationPage.Rater {
    fileprivate init(
        _ rater: CalibrationDetail.Rater, of summary: CalibrationSummary, _ words: Words
    ) {
        name = rater.title
        handedIn = words(
            "calibration.handedInOf",
            ["n": words.number(rater.handedIn), "of": words.number(summary.calls)])
        isDone = rater.handedIn == summary.calls
        isReference = rater.isReference
    }
}

extension CalibrationPage.RatedCall {
    fileprivate init(
        _ call: CalibrationDetail.RatedCall, _ raters: [CalibrationDetail.Rater], _ words: Words
    ) {
        let time = Zone(named: call.zone).time(call.startedAt)
        when = words("date.moment", ["day": words.shortDay(time), "clock": time.clock])
        url = WebURL.call(call.id)
        length = words.length(call.seconds)
        cells = raters.map { rater in
            guard let rating = call.evaluations[rater.id] else {
                return .init(rater: rater.title, sheetURL: nil, score: "–", tag: nil)
            }
            return .init(
                rater: rater.title, sheetURL: WebURL.evaluation(rating.evaluation),
                score: rating.score.map { "\(words.points($0)) %" }
                    ?? words("evaluation.state.\(rating.state.rawValue)"),
                tag: Tag(passed: rating.passed, words))
        }
    }
}
