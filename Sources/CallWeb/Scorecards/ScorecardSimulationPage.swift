import CallDesk
import Calls
import Foundation
import Hummingbird

/// What past evaluations would come to under a version of their scorecard.
struct ScorecardSimulationPage: PageModel {
    struct Figure: Sendable {
        let label: String
        let value: String
        let remark: String
    }

    struct Row: Sendable {
        let url: String
        let call: String
        let version: String
        let former: String
        let later: String
        let change: String
        /// Nil when it passes as before.
        let verdict: Tag?
        /// How many answers are lost or missing; empty for none.
        let gaps: String
    }

    static let template = "scorecard-simulation"
    let frame: Frame
    let title: String
    let subtitle: String
    let backURL: String
    let figures: [Figure]
    let rows: [Row]
    let isEmpty: Bool
    /// That only the largest changes are listed, or that older evaluations were left out.
    let remarks: [String]
}

extension Web {
    private static let outcomesShown = 200

    func scorecardSimulationPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let (id, words) = (try await scorecardID(visit), visit.words)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["version"])
        let detail = try await desk.scorecard(
            id, version: try form.version(), by: visit.principal)
        let simulated = try await desk.simulateScorecard(
            id, version: detail.version.number, by: visit.principal)
        let outcomes = zip(simulated.simulation.outcomes, simulated.evaluations)
            .sorted { $0.0.shift > $1.0.shift }
        var remarks: [String] = []
        if outcomes.count > Self.outcomesShown {
            remarks.append(
                words("simulation.shown", ["n": words.number(Self.outcomesShown)]))
        }
        if simulated.isCut {
            remarks.append(
                words(
                    "simulation.cut",
                    ["n": words.number(SimulatedScorecard.evaluationsMax)]))
        }
        return try page(
            ScorecardSimulationPage(
                frame: await frame(words("simulation.title"), in: .scorecards, of: visit),
                title: words.spoken(detail.card.title),
                subtitle: words(
                    "simulation.subtitle", ["version": "\(detail.version.number)"]),
                backURL: WebURL.scorecard(id, version: detail.version.number),
                figures: words.figures(simulated.simulation.totals),
                rows: outcomes.prefix(Self.outcomesShown).map {
                    ScorecardSimulationPage.Row($0, $1, words)
                },
                isEmpty: outcomes.isEmpty, remarks: remarks),
            for: visit)
    }
}

extension ScorecardSimulation.Outcome {
    /// How far the total moves, in hundredths of a percent; a verdict that turns comes first.
    fileprivate var shift: Int {
        let moved = abs((total?.hundredths ?? 0) - (formerTotal?.hundredths ?? 0))
        return moved + (passed == formerPassed ? 0 : 100_000)
    }
}

extension Words {
    /// `93.5 %`; a dash where nothing counts.
    fileprivate func percent(_ percent: Percent?) -> String {
        percent.map { "\($0) %" } ?? "–"
    }

    fileprivate func figures(
        _ totals: ScorecardSimulation.Totals
    ) -> [ScorecardSimulationPage.Figure] {
        [
            .init(
                label: self("simulation.evaluations"), value: number(totals.evaluations),
                remark: self("simulation.compared", ["n": number(totals.compared)])),
            .init(
                label: self("simulation.mean"), value: percent(totals.mean),
                remark: self("simulation.before", ["score": percent(totals.formerMean)])),
            .init(
                label: self("simulation.moved"),
                value: "\(number(totals.raised)) ↑ \(number(totals.lowered)) ↓", remark: ""),
            .init(
                label: self("simulation.verdicts"),
                value: "+\(number(totals.newlyPassed)) −\(number(totals.newlyFailed))",
                remark: self("simulation.verdictsText")),
            .init(
                label: self("simulation.incomplete"), value: number(totals.incomplete),
                remark: self("simulation.incompleteText")),
        ]
    }
}

extension ScorecardSimulationPage.Row {
    fileprivate init(
        _ outcome: ScorecardSimulation.Outcome, _ evaluation: EvaluationSummary, _ words: Words
    ) {
        url = WebURL.evaluation(evaluation.id)
        call = words.moment(evaluation.callStartedAt)
        version = "\(evaluation.cardVersion)"
        former = words.percent(outcome.formerTotal)
        later = words.percent(outcome.total)
        if let before = outcome.formerTotal, let after = outcome.total, before != after {
            let moved = Percent(abs(after.hundredths - before.hundredths))
            change = (after > before ? "+" : "−") + moved.description
        } else {
            change = ""
        }
        if outcome.passed == outcome.formerPassed {
            verdict = nil
        } else if outcome.passed == true {
            verdict = Tag(symbol: "✓", text: words("scoring.pass"), tone: "good")
        } else if outcome.passed == false {
            verdict = Tag(symbol: "△", text: words("scoring.fail"), tone: "warn")
        } else {
            verdict = Tag(symbol: "–", text: words("simulation.noTotal"), tone: "plain")
        }
        let gaps = outcome.lost.count + outcome.unanswered.count
        self.gaps = gaps == 0 ? "" : words.number(gaps)
    }
}
