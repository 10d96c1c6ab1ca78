import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiFigures(_ visit: Visit) async throws -> Response {
        try visit.query.allow(FigureQuery.names)
        let query = try FigureQuery(visit.query, today: today(visit))
        let view = try await desk.complaintFigures(query.question, by: visit.principal)
        return try .json(FigureJSON(view, home: home))
    }
}

/// `GET /api/v1/complaints/figures`. Rates are per 1,000, shares between 0 and 1, intervals of
/// 95 %.
struct FigureJSON: Encodable, Sendable {
    struct Figure: Encodable, Sendable {
        let value: Double
        let low: OrNull<Double>
        let high: OrNull<Double>

        init(_ estimate: Estimate) {
            value = Self.rounded(estimate.value)
            low = OrNull(estimate.low.map(Self.rounded))
            high = OrNull(estimate.high.map(Self.rounded))
        }

        private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
    }

    struct Group: Encodable, Sendable {
        let key: String
        let code: OrNull<String>
        let name: OrNull<String>
        let complaints: Int
        let exposure: Int
        /// Null with too little exposure.
        let rate: OrNull<Figure>

        init(_ row: ComplaintRates.Row, _ title: FiguresView.Title?) {
            key = row.key
            code = OrNull(title?.code)
            name = OrNull(title?.name)
            complaints = row.count.events
            exposure = row.count.exposure
            if case .rate(let estimate) = row.reading {
                rate = OrNull(Figure(estimate))
            } else {
                rate = OrNull(nil)
            }
        }
    }

    struct Period: Encodable, Sendable {
        let name: String
        let from: LocalDay
        let to: LocalDay
        let complaints: Int
        let exposure: Int
        let rate: OrNull<Figure>
        /// Whether it is one of those by which all are judged.
        let base: Bool
        /// The least and the most that chance explains.
        let limits: OrNull<[Int]>
        let signals: [String]

        init(_ point: ComplaintChart.Point, _ days: ClosedRange<LocalDay>) {
            name = point.period.name
            from = days.lowerBound
            to = days.upperBound
            complaints = point.period.count.events
            exposure = point.period.count.exposure
            rate = OrNull(point.rate.map(Figure.init))
            base = point.isOfBase
            limits = OrNull(point.limits.map { [$0.lowerBound, $0.upperBound] })
            signals = point.signals.map(\.rawValue)
        }
    }

    struct Cause: Encodable, Sendable {
        let code: String
        let path: [String]
        let own: Int
        let whole: Int
        let share: OrNull<Figure>
    }

    struct Signal: Encodable, Sendable {
        /// Null for the whole house.
        let dimension: OrNull<String>
        let key: OrNull<String>
        let name: OrNull<String>
        let period: String
        let from: LocalDay
        let to: LocalDay
        let complaints: Int
        let calls: Int
        let limit: OrNull<Int>
        let reason: String

        init(_ signal: RateSignal) {
            dimension = OrNull(signal.group?.dimension.rawValue)
            key = OrNull(signal.group?.key)
            name = OrNull(signal.title)
            period = signal.period
            from = signal.days.lowerBound
            to = signal.days.upperBound
            complaints = signal.count.events
            calls = signal.count.exposure
            limit = OrNull(signal.limit)
            reason = signal.reason.rawValue
        }
    }

    let from: LocalDay
    let to: LocalDay
    let base: String
    let by: String
    /// Null while calls are counted for the first time.
    let asOf: OrNull<String>
    let whole: Group
    let groups: [Group]
    let periods: [Period]
    /// Why nothing is said of limits.
    let silence: OrNull<String>
    let found: Int
    let withoutFindings: Int
    let causes: [Cause]
    let signals: [Signal]

    init(_ view: FiguresView, home: Zone) {
        let question = view.question
        from = question.days.lowerBound
        to = question.days.upperBound
        base = question.base.rawValue
        by = question.by.rawValue
        asOf = OrNull(view.asOf.map { home.time($0).iso8601 })
        whole = Group(view.rates.whole, view.groupTitle)
        groups = view.rates.rows.map { Group($0, view.titles[$0.key]) }
        periods = zip(view.chart.points, view.spans).map { Period($0, $1) }
        silence = OrNull(view.chart.silence?.rawValue)
        found = view.causes.found
        withoutFindings = view.causes.withoutFindings
        causes = view.causes.rows.map {
            Cause(
                code: $0.code, path: $0.path, own: $0.own, whole: $0.whole,
                share: OrNull($0.share.map(Figure.init)))
        }
        signals = view.signals.map(Signal.init)
    }
}
