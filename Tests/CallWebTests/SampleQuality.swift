import Calls
import Foundation

@testable import CallWeb

/// A view of scores with every list and every optional filled.
enum SampleQuality {
    static let pages: [any PageModel] = [page]

    static let view: QualityView = {
        let first = LocalDay(number: 20_400)
        var question = QualityQuestion(period: ScorePeriod(from: first, days: 90))
        question.slice = .team(Team.ID(6 << 40))
        var view = QualityView(question)
        view.title = Sample.hostile
        view.card = .init(code: "conduct", count: 40)
        view.cards = [.init(code: "conduct", count: 40)]
        view.trend = view.period.points.indices.map { sum(of: [9000, 7000, 8000 + 10 * $0]) }
        view.sum = view.trend.reduce(ScoreSum(), +)
        view.questions = ["one", "two"].map { code in
            .init(code: code, text: nil, sum: sum(of: [0, 5000, 10_000, 10_000, 9000, 100]))
        }
        view.by = .agent
        view.subjects = [
            .init(key: "201", name: Sample.hostile, sum: view.sum),
            .init(key: nil, name: nil, sum: sum(of: [5000])),
        ] + (0..<QualityComparison.rowsMax).map {
            .init(key: "\($0)", name: nil, sum: sum(of: [5000]))
        }
        view.filling = .init(done: 1, total: 2)
        return view
    }()

    static func sum(of hundredths: [Int]) -> ScoreSum {
        hundredths.map { ScoreSum(Percent($0), isPassed: $0 >= 8000, hasFailed: $0 == 0) }
            .reduce(ScoreSum(), +)
    }

    private static let page: QualityPage = {
        let words = SampleCalls.words
        let query = QualityQuery(
            question: QualityQuestion(period: view.period), pairs: [("card", Sample.hostile)])
        var menus = QualityMenus(
            query: query, view: view, choices: nil, words: words, today: LocalDay(number: 20_489)
        ).all
        menus.insert(
            FilterMenu(
                id: "agent", label: "Agent", chosen: Sample.hostile, isSet: true,
                clearURL: "/quality", clearLabel: "Remove",
                links: [.init(text: Sample.hostile, url: "/quality", isCurrent: true)],
                isLong: true,
                hasForm: true,
                fields: [.init(name: "from", value: "", label: "From", kind: "date", hint: "x")],
                boxes: [], hidden: [.init(name: "card", value: Sample.hostile)]), at: 0)
        return QualityPage(Sample.frame, view, query, menus, words)
    }()
}
