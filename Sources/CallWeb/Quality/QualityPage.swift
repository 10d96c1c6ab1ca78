import CallDesk
import Calls
import Foundation
import Hummingbird

/// Scores of a period: how high, how sure, how they went, and of whom.
struct QualityPage: PageModel {
    struct Tile: Sendable {
        let label: String
        let figure: ScoreFigure
    }

    struct Question: Sendable {
        let code: String
        let text: String
        let figure: ScoreFigure
        let disputes: String
    }

    struct TrendRow: Sendable {
        let name: String
        let figure: ScoreFigure
        let passed: ScoreFigure
        let failed: ScoreFigure
    }

    struct Link: Sendable {
        let text: String
        let url: String
        let isCurrent: Bool
    }

    static let template = "quality"
    let frame: Frame
    let title: String
    let subtitle: String
    let listURL: String
    let menus: [FilterMenu]
    let clearAllURL: String?
    /// How far older evaluations are counted; nil when all are.
    let filling: String?
    let isEmpty: Bool
    let emptyText: String
    let tiles: [Tile]
    let disputes: String
    /// What the means stand for.
    let basis: String
    let chart: ScoreChart?
    let trend: [TrendRow]
    let best: [Question]
    let worst: [Question]
    let questions: [Question]
    let comparison: QualityComparison?
}

extension Web {
    func qualityPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(QualityQuery.names)
        if visit.query.hasEmptyValues {
            return .seeOther(
                WebURL.quality(
                    visit.query.pairs.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }))
        }
        let query = try QualityQuery(visit.query, today: today(visit))
        let view = try await desk.quality(query.question, by: visit.principal)
        let choices =
            visit.principal.may(.listCalls)
            ? try await desk.filterChoices(by: visit.principal) : nil
        let menus = QualityMenus(
            query: query, view: view, choices: choices, words: visit.words,
            today: today(visit))
        let frame = await frame(visit.words("quality.title"), in: .quality, of: visit)
        return try page(QualityPage(frame, view, query, menus.all, visit.words), for: visit)
    }
}

extension QualityPage {
    private static let questionsShown = 5

    init(
        _ frame: Frame, _ view: QualityView, _ query: QualityQuery, _ menus: [FilterMenu],
        _ words: Words
    ) {
        self.frame = frame
        self.menus = menus
        listURL = WebURL.quality
        clearAllURL = query.pairs.isEmpty ? nil : WebURL.quality
        title = view.title ?? words("quality.all")
        let days = "\(view.period.from) – \(view.period.through)"
        subtitle = [days, view.card?.code].compactMap(\.self).joined(separator: " · ")
        filling = view.filling.map {
            words(
                "quality.filling",
                ["done": words.number(Int($0.done)), "total": words.number(Int($0.total))])
        }
        let sum = view.sum
        isEmpty = sum.count == 0
        emptyText = words(query.pairs.isEmpty ? "quality.empty" : "quality.emptyFiltered")
        tiles = [
            Tile(label: words("quality.mean"), figure: .mean(of: sum, words)),
            Tile(
                label: words("quality.passRate"),
                figure: .rate(sum.passRate, of: sum.count, words)),
            Tile(
                label: words("quality.autoFailRate"),
                figure: .rate(sum.autoFailRate, of: sum.count, words)),
        ]
        disputes = words.disputes(sum)
        basis = words("quality.basis.\(view.basis.rawValue)")
        chart = ScoreChart(view, title: words("quality.trendTitle", ["who": title]), words)
        trend = zip(view.period.points, view.trend).map { span, sum in
            TrendRow(
                name: ScoreChart.name(span, view.period.step), figure: .mean(of: sum, words),
                passed: .rate(sum.passRate, of: sum.count, words),
                failed: .rate(sum.autoFailRate, of: sum.count, words))
        }
        let ranked = view.rankedQuestions
        let half = min(Self.questionsShown, (ranked.count + 1) / 2)
        best = ranked.prefix(half).map { Question($0, words) }
        worst = ranked.dropFirst(half).suffix(Self.questionsShown).reversed()
            .map { Question($0, words) }
        questions = view.questions.map { Question($0, words) }
        comparison = QualityComparison(view, query, words)
    }
}

extension QualityPage.Question {
    init(_ question: QualityView.QuestionSum, _ words: Words) {
        code = question.code
        text = question.text?[words.language.rawValue] ?? question.code
        figure = .mean(of: question.sum, words)
        disputes = words.disputes(question.sum)
    }
}

extension Words {
    /// `3 raised, 1 upheld`
    func disputes(_ sum: ScoreSum) -> String {
        self("quality.disputesSaid", ["n": number(sum.disputed), "upheld": number(sum.upheld)])
    }
}
