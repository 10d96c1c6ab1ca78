import Calls

/// Teams, agents or campaigns beside each other, in the order of how high their scores surely are.
struct QualityComparison: Sendable {
    struct Row: Sendable {
        let name: String
        let code: String?
        /// Nil for calls that have none of the kind.
        let url: String?
        let figure: ScoreFigure
        let passed: ScoreFigure
        let failed: ScoreFigure
        let disputes: String
        /// Nil when there are too few scores to put it in order.
        let place: String?
    }

    static let rowsMax = 200

    let tabs: [QualityPage.Link]
    let orders: [QualityPage.Link]
    let rows: [Row]
    /// That there are more than are shown; nil otherwise.
    let more: String?
    let unranked: String

    /// Nil when there is nothing to compare.
    init?(_ view: QualityView, _ query: QualityQuery, _ words: Words) {
        guard let by = view.by, !view.subjects.isEmpty else { return nil }
        tabs = view.slice.comparisons.map { scope in
            .init(
                text: words("quality.by.\(scope.rawValue)"), url: query.url("by", scope.rawValue),
                isCurrent: scope == by)
        }
        orders = QualityOrder.allCases.map { order in
            .init(
                text: words("quality.order.\(order.rawValue)"),
                url: query.url("sort", order.rawValue), isCurrent: order == query.order)
        }
        let sorted = query.order.sorted(view.subjects)
        let others = ["team", "campaign", "agent", "by"]
        rows = sorted.prefix(Self.rowsMax).enumerated().map { index, subject in
            Row(
                name: subject.name ?? subject.key ?? words("quality.none.\(by.rawValue)"),
                code: by == .team || subject.name == nil ? nil : subject.key,
                url: subject.key.map {
                    query.url(without: others, adding: [(by.rawValue, $0)])
                },
                figure: .mean(of: subject.sum, words),
                passed: .rate(subject.sum.passRate, of: subject.sum.count, words),
                failed: .rate(subject.sum.autoFailRate, of: subject.sum.count, words),
                disputes: words.disputes(subject.sum),
                place: subject.sum.isRanked ? "\(index + 1)" : nil)
        }
        more =
            sorted.count > Self.rowsMax
            ? words("quality.more", ["n": words.number(sorted.count - Self.rowsMax)]) : nil
        unranked = words("quality.unranked", ["n": "\(ScoreSum.rankedFrom)"])
    }
}

extension QualityComparison.Row: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "name": name
        case "code": code
        case "url": url
        case "figure": figure
        case "passed": passed
        case "failed": failed
        case "disputes": disputes
        case "place": place
        default: nil
        }
    }
}
