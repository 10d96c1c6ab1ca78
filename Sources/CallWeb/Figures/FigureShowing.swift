import Calls

/// How the figures of one view are said.
struct FigureShowing {
    let query: FigureQuery
    let view: FiguresView
    let classes: ComplaintClasses
    let words: Words

    private var question: FiguresQuestion { view.question }
    private var links: FigureLinks {
        FigureLinks(question: question, groupTitle: view.groupTitle)
    }

    /// Of the group or the cause, or both, that alone is shown.
    var groupName: String? {
        let group = question.group.map {
            words.group($0.key, of: $0.dimension, view.groupTitle, in: classes)
        }
        let cause = question.cause.map { words.cause($0, in: classes) }
        let names = [group, cause].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: " · ")
    }

    var counting: String? {
        if let filling = view.filling {
            return words(
                "figures.counting",
                [
                    "done": words.number(Int(filling.done)),
                    "total": words.number(Int(filling.total)),
                ])
        }
        return view.asOf == nil ? words("figures.waiting") : nil
    }

    var whole: FigurePage.Row {
        let row = view.rates.whole
        return .init(
            name: groupName ?? words("figures.house"), code: nil, url: nil,
            count: count(row.count.events, links.url()),
            exposure: words.number(row.count.exposure), rate: rate(row.reading))
    }

    func row(_ row: ComplaintRates.Row) -> FigurePage.Row {
        let group = ComplaintGroup(question.by, row.key)
        let title = view.titles[row.key]
        let name = words.group(row.key, of: question.by, title, in: classes)
        let url: String? =
            switch question.by {
            case .cause: question.cause == row.key ? nil : query.url("cause", row.key)
            default: question.group == group ? nil : query.url("group", FigureQuery.text(group))
            }
        return .init(
            name: name, code: title?.code == name ? nil : title?.code, url: url,
            count: count(row.count.events, links.url(group: group, title: title)),
            exposure: words.number(row.count.exposure), rate: rate(row.reading))
    }

    func period(
        _ point: ComplaintChart.Point, _ days: ClosedRange<LocalDay>
    ) -> FigurePage.Period {
        let count = point.period.count
        return .init(
            name: point.period.name, count: self.count(count.events, links.url(days)),
            exposure: words.number(count.exposure), rate: rate(point.rate, to: highestPoint),
            limits: point.limits.map {
                "\(words.number($0.lowerBound)) – \(words.number($0.upperBound))"
            } ?? "–",
            signals: point.signals.map { words("prevention.signal.\($0.rawValue)") },
            isThin: count.exposure < FigureChart.thinBelow)
    }

    /// Nil when no period has a rate.
    var chart: FigureChart? {
        let title = words(
            "figures.chartTitle",
            ["who": groupName ?? words("figures.house"), "per": words.per(question.base)])
        return FigureChart(view.chart, title: title, said, words)
    }

    /// What the chart can't say yet; nil when it says everything.
    var silence: String? {
        view.chart.silence.map { words("prevention.silence.\($0.rawValue)") }
    }

    /// What stands beside each dot of the chart.
    private var said: [String] {
        view.chart.points.map { point in
            let count = point.period.count
            let figure = point.rate.map { "\(words.rate($0.value)) (\(words.interval($0)))" }
            return (
                [
                    "\(point.period.name): \(figure ?? "–")",
                    "n = \(words.number(count.events)) / \(words.number(count.exposure))",
                ] + point.signals.map { words("prevention.signal.\($0.rawValue)") }
            ).joined(separator: ", ")
        }
    }

    func cause(_ row: RootCauses.Row) -> FigurePage.Cause {
        .init(
            name: words.cause(row.code, in: classes), depth: min(row.path.count, 5),
            whole: count(row.whole, links.url(cause: row.code)), own: words.number(row.own),
            share: row.share.map { words.percent($0.value) } ?? "–",
            interval: row.share.map(percents) ?? "",
            bar: row.share.map { share in ScoreBar(scaled(share, to: 1)) })
    }

    func step(_ step: RootCauses.Step) -> FigurePage.Step {
        .init(
            name: words.cause(step.code, in: classes), own: words.number(step.own),
            covered: words.number(step.covered),
            share: step.coveredShare.map { words.percent($0.value) } ?? "–")
    }

    private func count(_ events: Int, _ url: String?) -> FigurePage.Count {
        .init(text: words.number(events), url: events == 0 ? nil : url)
    }

    private func percents(_ share: Estimate) -> String {
        guard let low = share.low, let high = share.high else { return "" }
        return "\(words.percent(low)) – \(words.percent(high))"
    }

    private func rate(_ reading: ComplaintRates.Reading) -> FigurePage.Rate {
        switch reading {
        case .rate(let estimate): rate(estimate, to: highestRow)
        case .littleExposure(let least):
            .init(
                value: nil,
                interval: words("prevention.rate.little", ["least": words.number(least)]),
                bar: nil)
        }
    }

    private func rate(_ estimate: Estimate?, to most: Double) -> FigurePage.Rate {
        guard let estimate else { return .init(value: nil, interval: "", bar: nil) }
        return .init(
            value: words.rate(estimate.value), interval: words.interval(estimate),
            bar: ScoreBar(scaled(estimate, to: most)))
    }

    /// The highest end of an interval among the rows, which is their bars' whole length.
    private var highestRow: Double {
        let ends = view.rates.rows.compactMap { row in
            if case .rate(let estimate) = row.reading { estimate.high } else { nil }
        }
        return ends.max().map { max($0, Self.leastLength) } ?? highestPoint
    }

    /// The same among the periods.
    private var highestPoint: Double {
        max(view.chart.points.compactMap { $0.rate?.high }.max() ?? 1, Self.leastLength)
    }

    /// Bars of nothing have a length too.
    private static let leastLength = 0.001

    /// Percents of `most`, for bars.
    private func scaled(_ estimate: Estimate, to most: Double) -> Estimate {
        Estimate(
            estimate.value / most * 100,
            interval: estimate.interval.map {
                $0.lowerBound / most * 100...$0.upperBound / most * 100
            }, count: estimate.count, confidence: estimate.confidence)
    }
}
