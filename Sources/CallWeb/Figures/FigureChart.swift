import Calls
import Foundation

/// Rates in the course of time as a picture of 720 × 216: a dot for each week or month, the rate of
/// the base, and the limits within which chance explains each. The same numbers stand in the table
/// below it.
struct FigureChart: Sendable {
    struct Line: Sendable {
        let y: String
        let label: String
    }

    struct Dot: Sendable {
        let x: String
        let y: String
        let isThin: Bool
        let isOut: Bool
        /// A larger ring around what stands out, so that colour alone doesn't say it.
        let title: String
    }

    struct Label: Sendable {
        let x: String
        let text: String
    }

    let title: String
    let lines: [Line]
    let labels: [Label]
    /// Paths; empty where there are no limits.
    let limits: String
    let centre: String
    let course: String
    /// Where the base ends; nil when all is base.
    let split: String?
    let dots: [Dot]

    /// Below that, a dot is drawn in grey.
    static let thinBelow = 30
    private static let left = 40.0
    private static let right = 708.0
    private static let top = 12.0
    private static let bottom = 184.0
    private static let labelsMax = 6

    /// Nil when no period has a rate.
    init?(_ chart: ComplaintChart, title: String, _ said: [String], _ words: Words) {
        let points = chart.points
        guard points.contains(where: { $0.rate != nil }), said.count == points.count else {
            return nil
        }
        let scale = Scale(chart)
        self.title = title
        lines = scale.lines(words)
        let every = max(1, (points.count + Self.labelsMax - 1) / Self.labelsMax)
        labels = points.indices.filter { $0.isMultiple(of: every) }.map {
            Label(x: Self.text(scale.x($0)), text: points[$0].period.name)
        }
        limits = points.indices.compactMap { place in
            points[place].limitRates.map { scale.step(place, $0) }
        }.joined()
        centre = chart.silence == nil
            ? chart.centre.map {
                "M\(Self.text(Self.left)) \(Self.text(scale.y($0.value)))H\(Self.text(Self.right))"
            } ?? "" : ""
        let known = points.indices.filter { points[$0].rate != nil }
        course = known.enumerated().map { index, place in
            "\(index == 0 ? "M" : "L")\(Self.text(scale.x(place))) "
                + Self.text(scale.y(points[place].rate?.value ?? 0))
        }.joined()
        split = points.firstIndex { !$0.isOfBase }.map { Self.text(scale.edge($0)) }
        dots = known.map { place in
            Dot(
                x: Self.text(scale.x(place)), y: Self.text(scale.y(points[place].rate?.value ?? 0)),
                isThin: points[place].period.count.exposure < Self.thinBelow,
                isOut: !points[place].signals.isEmpty, title: said[place])
        }
    }

    /// Where periods and rates lie in the picture.
    private struct Scale {
        let count: Int
        let high: Double

        init(_ chart: ComplaintChart) {
            count = chart.points.count
            let solid = chart.points.filter { $0.period.count.exposure >= FigureChart.thinBelow }
            let all = (solid.isEmpty ? chart.points : solid).flatMap { point in
                [point.rate?.value, point.limitRates?.upperBound].compactMap(\.self)
            }
            high = Self.round(max(all.max() ?? 1, 0.1))
        }

        /// The next 1, 2 or 5 with noughts.
        private static func round(_ value: Double) -> Double {
            let power = pow(10, floor(log10(value)))
            return ([1, 2, 5, 10].first { $0 * power >= value } ?? 10) * power
        }

        func edge(_ place: Int) -> Double {
            FigureChart.left + (FigureChart.right - FigureChart.left)
                * Double(place) / Double(max(1, count))
        }

        func x(_ place: Int) -> Double { (edge(place) + edge(place + 1)) / 2 }

        func y(_ rate: Double) -> Double {
            FigureChart.bottom
                - (FigureChart.bottom - FigureChart.top) * min(rate, high) / high
        }

        /// A box over the width of a period.
        func step(_ place: Int, _ rates: ClosedRange<Double>) -> String {
            let (from, to) = (FigureChart.text(edge(place)), FigureChart.text(edge(place + 1)))
            let (up, down) = (y(rates.upperBound), y(rates.lowerBound))
            return "M\(from) \(FigureChart.text(up))H\(to)V\(FigureChart.text(down))H\(from)Z"
        }

        func lines(_ words: Words) -> [Line] {
            (0...4).map { quarter in
                let rate = high * Double(quarter) / 4
                return Line(y: FigureChart.text(y(rate)), label: words.decimal(
                    rate, places: high < 4 ? 2 : high < 40 ? 1 : 0))
            }
        }
    }

    fileprivate static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}

extension ComplaintChart.Point {
    /// The limits per 1,000.
    fileprivate var limitRates: ClosedRange<Double>? {
        guard let limits, period.count.exposure > 0 else { return nil }
        let scale = ComplaintRates.unit / Double(period.count.exposure)
        return Double(limits.lowerBound) * scale...Double(limits.upperBound) * scale
    }
}
