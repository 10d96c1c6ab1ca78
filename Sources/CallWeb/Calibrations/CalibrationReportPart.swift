import CallDesk
import Calls

/// What a closed calibration's page says of agreement.
struct CalibrationReportPart: Sendable {
    /// A cell of figures.
    struct Figure: Sendable {
        let label: String
        /// `0.39`; nil where it can't be said.
        let value: String?
        let interval: String?
        /// Why it can't be said.
        let reason: String?
    }

    struct Line: Sendable {
        let name: String
        let sentence: String
        let plot: AgreementPlot
        let figures: [Figure]
        /// Leads to the pairs on this.
        let url: String
        let isCurrent: Bool
    }

    struct Pair: Sendable {
        let raters: String
        let percent: Figure
        let figure: Figure
    }

    struct Leniency: Sendable {
        let rater: String
        let isReference: Bool
        /// `+15.0`
        let value: String?
        let interval: String?
        let sentence: String
    }

    let headline: String
    let columns: [String]
    let lines: [Line]
    let pairsOn: String
    let pairFigure: String
    let pairs: [Pair]
    let leniency: [Leniency]
    let leniencyNote: String
}

/// A dot with its interval on a line from −1 to 1, drawn by the server.
struct AgreementPlot: Sendable {
    let label: String
    /// Where the dot and the interval's ends stand; nil where there is none.
    let dot: String?
    let from: String?
    let to: String?

    static let width = 220.0
    fileprivate static let edge = 10.0
}

extension AgreementPlot {
    init(_ figure: AgreementFigure, label: String) {
        self.label = label
        let estimate = figure.estimate
        dot = estimate.map { Self.place($0.value) }
        from = estimate?.low.map(Self.place)
        to = estimate?.high.map(Self.place)
    }

    /// Alpha has no least value; below −1 all is as bad.
    private static func place(_ value: Double) -> String {
        let share = (min(1, max(-1, value)) + 1) / 2
        return "\(Int((edge + share * (width - 2 * edge)).rounded()))"
    }
}

extension CalibrationReportPart {
    init(_ findings: CalibrationFindings, _ words: Words) {
        let (detail, report) = (findings.detail, findings.report)
        let raters = detail.raters
        let alpha = report.subjects.first?[kind: .alpha]
        headline = alpha.map(words.agreement) ?? ""
        let kinds: [AgreementFigure.Kind] = [.percent, .kappa, .alpha, .gwet, .intraclass]
        columns = kinds.map { words("calibration.figure.\($0.rawValue)") }
        lines = report.subjects.map { line in
            Line(line, kinds, findings, words)
        }
        pairsOn = words.name(of: findings.subject, findings.questions)
        pairFigure = words(
            findings.subject == .total
                ? "calibration.figure.intraclass" : "calibration.figure.kappa")
        pairs = findings.pairs.map { pair in
            Pair(
                raters: words(
                    "calibration.pair",
                    ["one": raters[pair.first].title, "two": raters[pair.second].title]),
                percent: Figure(pair.percent, words), figure: Figure(pair.figure, words))
        }
        let reference = raters.first { $0.isReference }?.title
        let against = reference ?? words("calibration.theOthers")
        leniency = zip(raters, report.leniency).map { rater, result in
            Leniency(rater, result, against: against, words)
        }
        leniencyNote =
            reference.map { words("calibration.leniency.reference", ["who": $0]) }
            ?? words("calibration.leniency.others")
    }
}

extension CalibrationReportPart.Line {
    fileprivate init(
        _ line: CalibrationReport.Line, _ kinds: [AgreementFigure.Kind],
        _ findings: CalibrationFindings, _ words: Words
    ) {
        name = words.name(of: line.subject, findings.questions)
        sentence = line[kind: .alpha].map(words.agreement) ?? ""
        let alpha = line[kind: .alpha] ?? line.figures[0]
        plot = AgreementPlot(alpha, label: sentence)
        figures = kinds.map { kind in
            line[kind: kind].map { .init($0, words) }
                ?? .init(
                    label: words("calibration.figure.\(kind.rawValue)"), value: nil,
                    interval: nil, reason: nil)
        }
        url = WebURL.calibration(
            findings.detail.summary.id, [("pairs", line.subject.text)])
        isCurrent = line.subject == findings.subject
    }
}

extension CalibrationReportPart.Figure {
    init(_ figure: AgreementFigure, _ words: Words) {
        label = words("calibration.figure.\(figure.kind.rawValue)")
        let isShare = figure.kind == .percent
        value = figure.estimate.map { isShare ? words.percent($0.value) : words.figure($0.value) }
        interval = figure.estimate.flatMap { estimate in
            guard isShare, let low = estimate.low, let high = estimate.high else {
                return words.interval(estimate)
            }
            return words(
                "calibration.interval", ["low": words.percent(low), "high": words.percent(high)])
        }
        reason = figure.reason.map { words("calibration.cannot.\($0.rawValue)") }
    }
}

extension CalibrationReportPart.Leniency {
    fileprivate init(
        _ rater: CalibrationDetail.Rater, _ result: Result<Estimate, CannotSay>,
        against: String, _ words: Words
    ) {
        self.rater = rater.title
        isReference = rater.isReference
        let estimate = try? result.get()
        value = estimate.map { words.signed($0.value) }
        interval = estimate.flatMap { words.interval($0, places: 1) }
        sentence =
            rater.isReference
            ? words("calibration.isReference") : words.leniency(result, against: against)
    }
}
