import CallDesk
import Calls
import Foundation

/// How many calls there are just now, and how many to draw for a wanted margin.
extension Web {
    /// Sentences; the first counts the population of the slice that the plan would begin with.
    func advice(on draft: PlanDraft, _ visit: Visit) async throws -> [String] {
        guard let plan = draft.reading?.plan else { return [] }
        let (fields, words) = (draft.fields, visit.words)
        let count = try await desk.countPopulation(of: plan.countable, by: visit.principal)
        var lines = [words("plan.advice.count", ["n": words.number(count)])]
        let percent = plan.confidencePercent
        guard let confidence = Confidence(Double(percent) / 100),
            let margin = Self.points(fields["margin"])
        else { return lines }
        // A plan for days to come has no population yet; then it is taken to have no end.
        let population = count > 0 ? count : nil
        if let size = SampleSize(.share(0.5), population: population, confidence: confidence),
            let needed = size.count(margin: margin / 100)
        {
            lines.append(
                words(
                    "plan.advice.share",
                    [
                        "margin": words.decimal(margin), "n": words.number(needed),
                        "confidence": "\(percent)",
                    ]))
        }
        if let deviation = Self.points(fields["deviation"]),
            let size = SampleSize(
                .deviation(deviation), population: population, confidence: confidence),
            let needed = size.count(margin: margin)
        {
            lines.append(
                words(
                    "plan.advice.mean",
                    [
                        "margin": words.decimal(margin), "n": words.number(needed),
                        "deviation": words.decimal(deviation), "confidence": "\(percent)",
                    ]))
        }
        if let drawn = plan.method.drawn(of: count),
            let size = SampleSize(.share(0.5), population: population, confidence: confidence),
            let reached = size.margin(count: drawn)
        {
            lines.append(
                words(
                    "plan.advice.reached",
                    ["n": words.number(drawn), "margin": words.decimal(reached * 100)]))
        }
        return lines
    }

    private static func points(_ text: String) -> Double? {
        guard let points = Double(text), points > 0, points <= 100 else { return nil }
        return points
    }
}

extension SamplePlan {
    /// The same population and period under a method that has nothing wrong with it, so that a
    /// form half filled in can be counted.
    fileprivate var countable: SamplePlan {
        let isReview = stream == .review
        return SamplePlan(
            name: "count", population: population, zone: zone, period: period.unspread,
            method: .everything, stream: isReview ? .review : .estimate,
            scorecard: isReview ? scorecard : "count")
    }
}

extension SamplePeriod {
    fileprivate var unspread: SamplePeriod {
        guard case .live(var live) = self else { return self }
        live.spread = false
        return .live(live)
    }
}

extension SampleMethod {
    /// How many are drawn of `count` calls, where that doesn't hang on their strata; nil else, and
    /// for none.
    fileprivate func drawn(of count: Int) -> Int? {
        let asked: Int? =
            switch self {
            case .simple(let number): number
            case .percentage(let hundredths, let least):
                max(least, (count * hundredths + 9_999) / 10_000)
            case .everything: count
            case .stratified(_, .proportional(let total, _)): total
            case .acceptance(let level, let limit):
                AcceptancePlan(lot: count, level: level, limit: limit, severity: .normal)?
                    .sampleSize
            case .perAgent, .stratified: nil
            }
        let drawn = asked.map { count > 0 ? min($0, count) : $0 }
        return drawn.flatMap { $0 > 0 ? $0 : nil }
    }
}
