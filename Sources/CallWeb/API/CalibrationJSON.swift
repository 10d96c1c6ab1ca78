import CallDesk
import Calls

/// A calibration as a line of `GET /api/v1/calibrations`.
struct CalibrationJSON: Encodable, Sendable {
    let id: Calibration.ID
    let title: String
    let scorecard: String
    let state: Calibration.State
    let madeAt: String
    let dueAt: String
    let endedAt: OrNull<String>
    let raters: Int
    let calls: Int
    let handedIn: Int
    let sheets: Int
    let isRater: Bool

    init(_ summary: CalibrationSummary, home: Zone) {
        id = summary.id
        title = summary.title
        scorecard = summary.cardCode
        state = summary.state
        madeAt = home.time(summary.madeAt).iso8601
        dueAt = home.time(summary.dueAt).iso8601
        endedAt = OrNull(summary.endedAt.map { home.time($0).iso8601 })
        raters = summary.raters
        calls = summary.calls
        handedIn = summary.handedIn
        sheets = summary.sheets
        isRater = summary.isRater
    }
}

/// `GET /api/v1/calibrations/:calibration`.
struct CalibrationDetailJSON: Encodable, Sendable {
    struct Rater: Encodable, Sendable {
        let account: Account.ID
        let name: String
        let handedIn: Int
        let isReference: Bool
    }

    struct Rating: Encodable, Sendable {
        let rater: Account.ID
        let evaluation: Evaluation.ID
        let state: Evaluation.State
        /// Hundredths of a percent.
        let score: OrNull<Percent>
        let passed: OrNull<Bool>
    }

    struct RatedCall: Encodable, Sendable {
        let call: Call.ID
        let startedAt: String
        let seconds: Double
        /// While it is open the reader's own alone.
        let ratings: [Rating]
    }

    let calibration: CalibrationJSON
    let madeBy: String
    let endedBy: OrNull<String>
    let because: OrNull<String>
    let raters: [Rater]
    let calls: [RatedCall]

    init(_ detail: CalibrationDetail, home: Zone) {
        calibration = CalibrationJSON(detail.summary, home: home)
        madeBy = detail.titles[detail.madeBy] ?? detail.madeBy
        endedBy = OrNull(detail.endedBy.map { detail.titles[$0] ?? $0 })
        because = OrNull(detail.because)
        raters = detail.raters.map {
            Rater(
                account: $0.id, name: $0.title, handedIn: $0.handedIn,
                isReference: $0.isReference)
        }
        calls = detail.calls.map { call in
            RatedCall(
                call: call.id, startedAt: Zone(named: call.zone).time(call.startedAt).iso8601,
                seconds: call.seconds.thousandths,
                ratings: detail.raters.compactMap { rater in
                    call.evaluations[rater.id].map {
                        Rating(
                            rater: rater.id, evaluation: $0.evaluation, state: $0.state,
                            score: OrNull($0.score), passed: OrNull($0.passed))
                    }
                })
        }
    }
}

/// A figure with its interval, or why it can't be said.
struct EstimateJSON: Encodable, Sendable {
    let value: OrNull<Double>
    let low: OrNull<Double>
    let high: OrNull<Double>
    /// Calls that it rests on.
    let count: OrNull<Int>
    let cannotSay: OrNull<String>

    init(_ result: Result<Estimate, CannotSay>) {
        let estimate = try? result.get()
        value = OrNull(estimate?.value)
        low = OrNull(estimate?.low)
        high = OrNull(estimate?.high)
        count = OrNull(estimate?.count)
        if case .failure(let reason) = result {
            cannotSay = OrNull(reason.rawValue)
        } else {
            cannotSay = OrNull(nil)
        }
    }
}

/// `GET /api/v1/calibrations/:calibration/report`.
struct CalibrationReportJSON: Encodable, Sendable {
    struct Figure: Encodable, Sendable {
        let figure: AgreementFigure.Kind
        let isWeighted: Bool
        let estimate: EstimateJSON

        init(_ figure: AgreementFigure) {
            self.figure = figure.kind
            isWeighted = figure.isWeighted
            estimate = EstimateJSON(figure.result)
        }
    }

    struct Line: Encodable, Sendable {
        /// `total`, `passed` or `question:<code>`.
        let subject: String
        let name: String
        let measure: String
        let sentence: String
        let figures: [Figure]
    }

    struct Pair: Encodable, Sendable {
        let raters: [Account.ID]
        let figures: [Figure]
    }

    struct Leniency: Encodable, Sendable {
        let rater: Account.ID
        let name: String
        /// Points of the score.
        let estimate: EstimateJSON
    }

    let calibration: Calibration.ID
    let subjects: [Line]
    let pairsOn: String
    let pairs: [Pair]
    let leniency: [Leniency]

    init(_ findings: CalibrationFindings, _ words: Words) {
        let (detail, report) = (findings.detail, findings.report)
        calibration = detail.summary.id
        subjects = report.subjects.map { line in
            Line(
                subject: line.subject.text,
                name: words.name(of: line.subject, findings.questions),
                measure: line.measure.rawValue,
                sentence: line[kind: .alpha].map(words.agreement) ?? "",
                figures: line.figures.map(Figure.init))
        }
        pairsOn = findings.subject.text
        pairs = findings.pairs.map { pair in
            Pair(
                raters: [detail.raters[pair.first].id, detail.raters[pair.second].id],
                figures: [Figure(pair.percent), Figure(pair.figure)])
        }
        leniency = zip(detail.raters, report.leniency).map { rater, result in
            Leniency(rater: rater.id, name: rater.title, estimate: EstimateJSON(result))
        }
    }
}

/// A line of `GET /api/v1/calibrations/raters`.
struct RaterHistoryJSON: Encodable, Sendable {
    struct Session: Encodable, Sendable {
        let calibration: Calibration.ID
        let endedAt: String
        let leniency: EstimateJSON
    }

    let rater: Account.ID
    let name: String
    let calls: Int
    /// Points of the score.
    let leniency: EstimateJSON
    /// Points of the score in thirty days.
    let drift: EstimateJSON
    let calibrations: [Session]

    init(_ history: RaterHistory, home: Zone) {
        rater = history.id
        name = history.title
        calls = history.calls
        leniency = EstimateJSON(history.leniency)
        drift = EstimateJSON(history.drift)
        calibrations = history.calibrations.map {
            Session(
                calibration: $0.id, endedAt: home.time($0.endedAt).iso8601,
                leniency: EstimateJSON($0.leniency))
        }
    }
}
