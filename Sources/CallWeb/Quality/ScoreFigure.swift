import Calls
import Foundation

/// A figure with how sure it is: `86.4 %`, `82.1 – 90.7`, `n = 57`.
struct ScoreFigure: Sendable {
    let value: String
    /// Or why there is none.
    let interval: String
    let count: String
    /// Where value and interval lie, in a bar of 120 units; nil without a value.
    let bar: ScoreBar?

    /// `estimate` in percent.
    private init(_ estimate: Estimate?, count: Int, _ words: Words) {
        self.count = words("quality.n", ["n": words.number(count)])
        guard let estimate else {
            value = "–"
            interval = ""
            bar = nil
            return
        }
        value = "\(words.decimal(estimate.value)) %"
        if let low = estimate.low, let high = estimate.high {
            interval = "\(words.decimal(low)) – \(words.decimal(high))"
        } else {
            interval = words(count == 1 ? "quality.oneScore" : "quality.allTheSame")
        }
        bar = ScoreBar(estimate)
    }

    static func mean(of sum: ScoreSum, _ words: Words) -> ScoreFigure {
        ScoreFigure(sum.mean, count: sum.count, words)
    }

    static func rate(_ share: Estimate?, of count: Int, _ words: Words) -> ScoreFigure {
        let percent = share.map { share in
            Estimate(
                share.value * 100,
                interval: share.interval.map { $0.lowerBound * 100...$0.upperBound * 100 },
                count: share.count, confidence: share.confidence)
        }
        return ScoreFigure(percent, count: count, words)
    }
}

/// An interval from 0 to 100 as a line of 120 units with a dot for the value.
struct ScoreBar: Sendable {
    let line: String
    let dot: String

    init(_ estimate: Estimate) {
        func place(_ percent: Double) -> String {
            String(format: "%.1f", 4 + min(100, max(0, percent)) * 1.12)
        }
        line = estimate.interval.map { "M\(place($0.lowerBound)) 8H\(place($0.upperBound))" } ?? ""
        dot = place(estimate.value)
    }
}

extension ScoreFigure: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "value": value
        case "interval": interval
        case "count": count
        case "bar": bar
        default: nil
        }
    }
}

extension ScoreBar: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "line": line
        case "dot": dot
        default: nil
        }
    }
}
