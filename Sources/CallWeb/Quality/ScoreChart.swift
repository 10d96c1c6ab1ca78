import Calls
import Foundation

/// A trend as a picture of 720 × 216: the mean of each week or month, and the band in which its
/// interval lies. The same numbers stand in the table beside it.
struct ScoreChart: Sendable {
    struct Line: Sendable {
        let y: String
        let label: String
    }

    struct Point: Sendable {
        let x: String
        let y: String
        /// A bar over the interval; empty where there is none.
        let bar: String
        let isThin: Bool
        let title: String
    }

    struct Label: Sendable {
        let x: String
        let text: String
        let anchor: String
    }

    let title: String
    let lines: [Line]
    let labels: [Label]
    /// Paths.
    let band: String
    let means: String
    let points: [Point]

    private static let left = 36.0
    private static let right = 708.0
    private static let top = 12.0
    private static let bottom = 184.0
    private static let labelsMax = 6

    /// Nil when no point has a score.
    init?(_ view: QualityView, title: String, _ words: Words) {
        let spans = view.period.points
        let means = view.trend.map(\.mean)
        guard means.contains(where: { $0 != nil }), spans.count == means.count else { return nil }
        let scale = Scale(means, count: spans.count)
        self.title = title
        lines = scale.lines
        let every = max(1, (spans.count + Self.labelsMax - 1) / Self.labelsMax)
        labels = spans.indices.filter { $0.isMultiple(of: every) }.map { index in
            Label(
                x: Self.text(scale.x(index)), text: Self.name(spans[index], view.period.step),
                anchor: "middle")
        }
        self.means = Self.runs(means.map { $0 != nil }).map { run in
            Self.path(run.map { (scale.x($0), scale.y(means[$0]?.value ?? 0)) })
        }.joined()
        band = Self.runs(means.map { $0?.interval != nil }).filter { $0.count > 1 }.map { run in
            let upper = run.map { (scale.x($0), scale.y(means[$0]?.high ?? 0)) }
            let lower = run.reversed().map { (scale.x($0), scale.y(means[$0]?.low ?? 0)) }
            return Self.path(upper + lower) + "Z"
        }.joined()
        points = spans.indices.compactMap { index in
            guard let mean = means[index] else { return nil }
            let place = Self.text(scale.x(index))
            let bar = mean.interval.map {
                "M\(place) \(Self.text(scale.y($0.upperBound)))"
                    + "V\(Self.text(scale.y($0.lowerBound)))"
            }
            let figure = ScoreFigure.mean(of: view.trend[index], words)
            return Point(
                x: place, y: Self.text(scale.y(mean.value)), bar: bar ?? "",
                isThin: !view.trend[index].isRanked,
                title: "\(Self.name(spans[index], view.period.step)): \(figure.value) "
                    + "(\(figure.interval)), \(figure.count)")
        }
    }

    /// Where places and percents lie in the picture.
    private struct Scale {
        let count: Int
        /// The percent at the lower edge, in whole tens.
        let floor: Double

        init(_ means: [Estimate?], count: Int) {
            self.count = count
            let lowest = means.compactMap { $0.map { $0.low ?? $0.value } }.min() ?? 0
            floor = max(0, min(80, (lowest / 10).rounded(.down) * 10))
        }

        func x(_ index: Int) -> Double {
            ScoreChart.left + (ScoreChart.right - ScoreChart.left)
                * (Double(index) + 0.5) / Double(max(1, count))
        }

        func y(_ percent: Double) -> Double {
            ScoreChart.bottom
                - (ScoreChart.bottom - ScoreChart.top) * (percent - floor) / (100 - floor)
        }

        var lines: [Line] {
            let step = 100 - floor <= 40 ? 10.0 : 100 - floor <= 60 ? 20 : 25
            return stride(from: 100, through: floor, by: -step).map {
                Line(y: ScoreChart.text(y($0)), label: "\(Int($0))")
            }
        }
    }

    /// `2026-W47` or `2026-11`.
    static func name(_ span: ClosedRange<LocalDay>, _ step: ScorePeriod.Step) -> String {
        step == .week ? span.lowerBound.weekText : span.lowerBound.monthText
    }

    /// Indices of neighbours that are true, run by run.
    private static func runs(_ flags: [Bool]) -> [[Int]] {
        var runs: [[Int]] = []
        for (index, flag) in flags.enumerated() where flag {
            if let last = runs.last?.last, last == index - 1 {
                runs[runs.count - 1].append(index)
            } else {
                runs.append([index])
            }
        }
        return runs
    }

    private static func path(_ places: [(Double, Double)]) -> String {
        places.enumerated().map { index, place in
            "\(index == 0 ? "M" : "L")\(text(place.0)) \(text(place.1))"
        }.joined()
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
