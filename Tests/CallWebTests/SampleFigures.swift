import Calls
import Foundation

@testable import CallWeb

/// Rates with every list and every optional filled.
enum SampleFigures {
    static let pages: [any PageModel] = [page]

    private static let days = FiguresQuestion.recent(LocalDay(number: 20_489))
    private static let key = Campaign.ID(6 << 40).description

    private static let signal = RateSignal(
        group: ComplaintGroup(.campaign, key), title: Sample.hostile, period: "2026-W04",
        days: days, count: ExposedCount(9, in: 90), limit: 4, reason: .aboveLimits)

    static let signals = [FigureSignal(signal, in: classes, SampleCalls.words)]

    private static let classes = ComplaintClasses(
        severities: [], types: [],
        causes: [
            .init(
                code: "person",
                title: LocalText(
                    english: Sample.hostile, simplifiedChinese: Sample.hostile,
                    traditionalChinese: Sample.hostile),
                branches: [])
        ],
        redress: [], currency: "CNY", limits: [:], representativesMost: 5)

    static let view: FiguresView = {
        var question = FiguresQuestion(days)
        question.group = ComplaintGroup(.team, Team.ID(6 << 40).description)
        question.cause = "person"
        let slices = ComplaintChart.slices(by: .week, within: days)
        let periods = slices.enumerated().map { place, slice in
            ComplaintChart.Period(
                name: slice.name,
                count: ExposedCount(place == 24 ? 60 : 3, in: place == 3 ? 9 : 900))
        }
        var view = FiguresView(
            question, dimensions: ComplaintDimension.allCases,
            rates: ComplaintRates(
                whole: ExposedCount(135, in: 22_000),
                groups: [
                    key: ExposedCount(130, in: 21_990),
                    Campaign.ID(9).description: ExposedCount(5, in: 10),
                ]),
            chart: ComplaintChart(periods, base: ComplaintChart.base(of: periods.count)),
            causes: RootCauses([["person"], ["gone"], []], tree: classes.causes))
        view.titles = [key: .init(code: Sample.hostile, name: "Winter")]
        view.groupTitle = .init(name: Sample.hostile)
        view.asOf = Date(timeIntervalSince1970: 1_770_000_000)
        view.filling = .init(done: 1, total: 2)
        view.isCut = true
        view.spans = slices.map { $0.from...$0.until }
        view.signals = [signal]
        return view
    }()

    static let showing = FigureShowing(
        query: FigureQuery(question: view.question, pairs: [("group", Sample.hostile)]),
        view: view, classes: classes, words: SampleCalls.words)

    private static let page: FigurePage = {
        let (words, query) = (showing.words, showing.query)
        let menus = FigureMenus(
            query: query, view: view, classes: classes, words: words,
            today: LocalDay(number: 20_489))
        var page = FigurePage(
            Sample.frame, SampleComplaints.tabs(.figures),
            showing, menus.all + [Sample.menu(isSet: true)])
        page.silence = Sample.hostile
        page.periods = page.periods.filter { !$0.signals.isEmpty }
        return page
    }()
}
