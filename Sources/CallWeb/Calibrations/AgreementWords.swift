import Calls

/// How figures of agreement are said.
extension Words {
    /// `0.39`
    func figure(_ value: Double) -> String { figure(value, places: 2) }

    /// What is rounded to nothing has no sign.
    private func figure(_ value: Double, places: Int) -> String {
        let text = decimal(value, places: places)
        return text.contains { ("1"..."9").contains($0) } ? text : decimal(0, places: places)
    }

    /// `0.31 – 0.88`; nil where there is none.
    func interval(_ estimate: Estimate, places: Int = 2) -> String? {
        guard let low = estimate.low, let high = estimate.high else { return nil }
        return self(
            "calibration.interval",
            ["low": figure(low, places: places), "high": figure(high, places: places)])
    }

    /// `Raters agree substantially. With 6 calls this is uncertain: between 0.31 and 0.88.`, or why
    /// nothing can be said.
    func agreement(_ figure: AgreementFigure) -> String {
        switch figure.result {
        case .failure(let reason): return self("calibration.cannot.\(reason.rawValue)")
        case .success(let estimate):
            let strength = AgreementStrength(estimate.value)
            let sure: String
            if let low = estimate.low, let high = estimate.high {
                let key = estimate.isThin ? "calibration.sure.thin" : "calibration.sure.enough"
                sure = self(
                    key,
                    [
                        "calls": count("calibration.calls", estimate.count),
                        "low": self.figure(low), "high": self.figure(high),
                    ])
            } else {
                sure = self(
                    "calibration.sure.none",
                    ["calls": count("calibration.calls", estimate.count)])
            }
            return self(
                "calibration.sentences",
                ["one": self("calibration.strength.\(strength.rawValue)"), "two": sure])
        }
    }

    /// `15.0 points higher than the others`, and whether that may be chance.
    func leniency(
        _ result: Result<Estimate, CannotSay>, against: String
    ) -> String {
        switch result {
        case .failure: return self("calibration.leniency.cannot")
        case .success(let estimate):
            let points = decimal(abs(estimate.value), places: 1)
            let key =
                abs(estimate.value) < Self.evenBelow
                ? "even" : estimate.value > 0 ? "higher" : "lower"
            let what = self(
                "calibration.leniency.\(key)", ["points": points, "whom": against])
            let mayBeChance = estimate.interval.map { $0.contains(0) } ?? true
            guard mayBeChance, key != "even" else { return what }
            return self(
                "calibration.sentences",
                ["one": what, "two": self("calibration.leniency.chance")])
        }
    }

    /// `+2.1 points in 30 days`, and whether that may be chance.
    func drift(_ result: Result<Estimate, CannotSay>) -> String {
        switch result {
        case .failure(let reason):
            return self(
                reason == .oneMoment || reason == .oneItem
                    ? "calibration.drift.onePoint" : "calibration.leniency.cannot")
        case .success(let estimate):
            let key = estimate.value < 0 ? "calibration.drift.stricter" : "calibration.drift.milder"
            let what = self(key, ["points": decimal(abs(estimate.value), places: 1)])
            let mayBeChance = estimate.interval.map { $0.contains(0) } ?? true
            guard mayBeChance else { return what }
            return self(
                "calibration.sentences",
                ["one": what, "two": self("calibration.leniency.chance")])
        }
    }

    /// Points of the score that are no difference.
    private static let evenBelow = 0.05

    func name(of subject: CalibrationSubject, _ questions: [Scorecard.Question]) -> String {
        switch subject {
        case .total: self("calibration.subject.total")
        case .passed: self("calibration.subject.passed")
        case .question(let code):
            questions.first { $0.code == code }.map { spoken($0.text) } ?? code
        }
    }
}
