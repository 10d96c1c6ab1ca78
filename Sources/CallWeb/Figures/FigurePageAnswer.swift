import CallDesk
import Calls
import Hummingbird

extension Web {
    func figurePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(FigureQuery.names)
        if visit.query.hasEmptyValues {
            return .seeOther(
                WebURL.figures(
                    visit.query.pairs.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }))
        }
        let query = try FigureQuery(visit.query, today: today(visit))
        let view = try await desk.complaintFigures(query.question, by: visit.principal)
        let classes = try await desk.complaintRules(by: visit.principal).classes
        let words = visit.words
        let menus = FigureMenus(
            query: query, view: view, classes: classes, words: words, today: today(visit))
        return try page(
            FigurePage(
                await frame(words("figures.title"), in: .complaints, of: visit),
                await complaintTabs(.figures, visit),
                FigureShowing(query: query, view: view, classes: classes, words: words),
                menus.all),
            for: visit)
    }
}

extension FigurePage {
    init(
        _ frame: Frame, _ tabs: ComplaintTabs, _ showing: FigureShowing, _ menus: [FilterMenu]
    ) {
        let (query, view, words) = (showing.query, showing.view, showing.words)
        let question = view.question
        self.frame = frame
        self.tabs = tabs
        self.menus = menus
        let days = "\(question.days.lowerBound) – \(question.days.upperBound)"
        subtitle = "\(days) · \(words.per(question.base))"
        heading = showing.groupName ?? words("figures.house")
        listURL = WebURL.figures
        clearAllURL = query.pairs.isEmpty ? nil : WebURL.figures
        counting = showing.counting
        asOf = view.asOf.map { words("figures.asOf", ["time": words.moment($0)]) }
        signals = view.signals.map { FigureSignal($0, in: showing.classes, words) }
        hasSignals = !signals.isEmpty
        let sum = view.rates.whole.count
        isEmpty = sum.events == 0 && sum.exposure == 0
        whole = showing.whole
        per = words.per(question.base)
        exposed = words("figures.exposed.\(question.base.rawValue)")
        dimensions = view.dimensions.map {
            .init(
                text: words("prevention.dimension.\($0.rawValue)"),
                url: query.url("by", $0.rawValue), isCurrent: $0 == question.by)
        }
        rows = view.rates.rows.map(showing.row)
        cut = view.isCut
            ? words("figures.cut", ["n": words.number(FiguresQuestion.Limits.groups)]) : nil
        periods = zip(view.chart.points, view.spans).map(showing.period)
        chart = showing.chart
        silence = showing.silence
        let baseCount = view.chart.points.count(where: \.isOfBase)
        base = view.chart.silence == nil
            ? words("figures.base", ["n": words.number(baseCount)]) : nil
        found = words(
            "figures.found",
            [
                "n": words.number(view.causes.found),
                "all": words.number(view.causes.found + view.causes.withoutFindings),
            ])
        causes = view.causes.rows.map(showing.cause)
        steps = view.causes.steps.map(showing.step)
    }
}
