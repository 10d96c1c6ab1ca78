import CallDesk
import Calls
import Foundation
import Hummingbird

/// The list of scorecards, and those that ship and aren't taken over yet.
struct ScorecardsPage: PageModel {
    struct Row: Sendable {
        let title: String
        let code: String
        let url: String
        let questions: String
        let inForce: Tag
        /// Nil when the latest version is published.
        let draft: Tag?
        let made: String
    }

    struct Shipped: Sendable {
        let title: String
        let code: String
        let questions: String
    }

    static let template = "scorecards"
    let frame: Frame
    let subtitle: String
    let rows: [Row]
    let isEmpty: Bool
    let mayManage: Bool
    let newURL: String
    let scriptsURL: String
    let shipped: [Shipped]
    let hasShipped: Bool
    let shippedURL: String
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func scorecardsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let reader = visit.principal
        let cards = try await desk.scorecards(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50), by: reader)
        let visit = try await naming(cards.items.map(\.latest.madeBy), in: visit)
        let words = visit.words
        let mayManage = reader.may(.manageScorecards)
        let taken = try await desk.scorecardCodes(by: reader)
        let shipped = settings.shippedScorecards.filter { mayManage && !taken.contains($0.code) }
        return try page(
            ScorecardsPage(
                frame: await frame(words("scorecards.title"), in: .scorecards, of: visit),
                subtitle: words("scorecards.subtitle"),
                rows: cards.items.map { ScorecardsPage.Row($0, words) },
                isEmpty: cards.items.isEmpty, mayManage: mayManage,
                newURL: WebURL.newScorecard, scriptsURL: WebURL.scripts,
                shipped: shipped.map {
                    .init(
                        title: words.spoken($0.title), code: $0.code,
                        questions: words.count("scorecard.questions", $0.questions.count))
                },
                hasShipped: !shipped.isEmpty, shippedURL: WebURL.shippedScorecard,
                newestURL: visit.query["after"] == nil ? nil : WebURL.scorecards,
                olderURL: cards.next.map { WebURL.scorecards([("after", $0)]) }),
            for: visit)
    }

    /// Takes over a card that ships, as a draft.
    func addShippedScorecard(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["code"])
        guard let card = settings.shippedScorecards.first(where: { $0.code == form["code"] })
        else {
            throw Refusal(
                .notFound, .noSuchScorecard,
                "No scorecard with this code ships. Choose one from the list.")
        }
        let id = try await desk.addScorecard(card, by: visit.principal)
        return .seeOther(WebURL.scorecard(id, done: .added))
    }
}

extension ScorecardsPage.Row {
    fileprivate init(_ card: ScorecardSummary, _ words: Words) {
        title = words.spoken(card.title)
        code = card.code
        url = WebURL.scorecard(card.id)
        questions = words.number(card.questions)
        inForce =
            card.inForce.map {
                Tag(
                    symbol: "●", text: words("scorecard.version", ["n": "\($0)"]), tone: "good")
            } ?? Tag(symbol: "○", text: words("scorecard.notInForce"), tone: "plain")
        draft =
            card.latest.isDraft
            ? Tag(
                symbol: "✎", text: words("scorecard.version", ["n": "\(card.latest.number)"]),
                tone: "warn")
            : nil
        made = words(
            "scorecard.madeBy",
            ["who": words.who(card.latest.madeBy), "when": words.moment(card.latest.madeAt)])
    }
}
