import CallDesk
import Calls
import Foundation
import Hummingbird

/// Evaluations, the latest made first, under the filters in the address.
struct EvaluationsPage: PageModel {
    static let template = "evaluations"
    let frame: Frame
    let subtitle: String
    let listURL: String
    let menus: [FilterMenu]
    let clearAllURL: String?
    let rows: [EvaluationLine]
    let isEmpty: Bool
    let emptyTitle: String
    let emptyText: String
    /// Nil for who doesn't score.
    let queueURL: String?
    /// Nil for who may not export, and where there is nothing.
    let exports: EvaluationExportLinks?
    let newestURL: String?
    let olderURL: String?
}

/// Where the list that is shown can be fetched as a file.
struct EvaluationExportLinks: Sendable {
    let csvURL: String
    let excelURL: String
    let linesURL: String
    let wordsURL: String

    init(_ query: EvaluationQuery) {
        func url(_ more: [(String, String)]) -> String {
            WebURL.exportEvaluations(query.pairs.map { ($0.name, $0.value) } + more)
        }
        csvURL = url([])
        excelURL = url([("bom", "yes")])
        linesURL = url([("format", "jsonl")])
        wordsURL = url([("format", "jsonl"), ("words", "yes")])
    }
}

extension Web {
    func evaluationsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(EvaluationQuery.names + ["after", "limit"])
        if visit.query.hasEmptyValues {
            return .seeOther(
                WebURL.evaluations(
                    visit.query.pairs.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }))
        }
        let query = try EvaluationQuery(visit.query)
        let (words, reader) = (visit.words, visit.principal)
        let found = try await desk.evaluations(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: reader)
        let menus = EvaluationMenus(
            query: query,
            agents: reader.may(.listCalls) ? try await desk.filterChoices(by: reader).agents : [],
            cards: try await cardCodes(for: reader), seesUnreleased: reader.seesUnreleased,
            words: words, now: visit.now)
        let isFirst = visit.query["after"] == nil
        let isFiltered = !query.pairs.isEmpty
        let why = !isFirst ? "pastEnd" : isFiltered ? "filtered" : "none"
        let keys = [
            Frame.Key(keys: ["J", "K"], does: words("keys.move")),
            Frame.Key(keys: ["Enter"], does: words("keys.open")),
            Frame.Key(keys: ["N"], does: words("keys.older")),
        ]
        return try page(
            EvaluationsPage(
                frame: await frame(
                    words("nav.evaluations"), in: .evaluations, of: visit, keys: keys),
                subtitle: words("evaluations.subtitle"), listURL: WebURL.evaluations,
                menus: menus.all, clearAllURL: isFiltered ? WebURL.evaluations : nil,
                rows: found.items.map { EvaluationLine($0, words, now: visit.now) },
                isEmpty: found.items.isEmpty, emptyTitle: words("evaluations.empty.\(why).title"),
                emptyText: words("evaluations.empty.\(why).text"),
                queueURL: reader.may(.score) ? WebURL.queue : nil,
                exports: reader.may(.exportEvaluations) && !found.items.isEmpty
                    ? EvaluationExportLinks(query) : nil,
                newestURL: isFirst ? nil : query.url(without: []),
                olderURL: found.next.map { query.url(without: [], adding: [("after", $0)]) }),
            for: visit)
    }

    /// Of the scorecards that the reader may see; none for others.
    func cardCodes(for reader: Principal) async throws -> [String] {
        guard reader.may(.seeScorecards) else { return [] }
        return try await desk.scorecards(after: nil, limit: CallDesk.pageMax, by: reader)
            .items.map(\.code)
    }

    func apiEvaluations(_ visit: Visit) async throws -> Response {
        try visit.query.allow(EvaluationQuery.names + ["after", "limit"])
        let found = try await desk.evaluations(
            EvaluationQuery(visit.query).filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: found.items.map { EvaluationJSON($0, home: home) }, next: found.next))
    }
}

/// Makes the menus for one state of the filters.
struct EvaluationMenus {
    let query: EvaluationQuery
    let agents: [FilterChoices.Choice]
    let cards: [String]
    let seesUnreleased: Bool
    let words: Words
    let now: Date

    var all: [FilterMenu] { [days, states, streams, agentMenu, cardMenu] }

    private var days: FilterMenu {
        query.recentDaysMenu(
            label: words("filter.days"), today: words.home.time(now).civilDay, words)
    }

    private var states: FilterMenu {
        let shown = Evaluation.State.allCases.filter { seesUnreleased || $0.isReleased }
        return choices("state", shown.map { ($0.rawValue, Tag($0, words).text) })
    }

    private var streams: FilterMenu {
        choices(
            "stream",
            Evaluation.Stream.allCases.map {
                ($0.rawValue, words("evaluation.stream.\($0.rawValue)"))
            })
    }

    private var agentMenu: FilterMenu {
        choices(
            "agent",
            agents.map { choice in
                (choice.code, choice.name.map { "\($0) · \(choice.code)" } ?? choice.code)
            })
    }

    private var cardMenu: FilterMenu { choices("card", cards.map { ($0, $0) }) }

    private func choices(_ name: String, _ known: [(value: String, label: String)]) -> FilterMenu {
        let current = query.value(name)
        var all = known
        if let current, !known.contains(where: { $0.value == current }) {
            all.append((value: current, label: current))
        }
        return menu(
            name, [name], chosen: all.first { $0.value == current }?.label,
            links: all.map { value, label in
                .init(text: label, url: query.url(name, value), isCurrent: value == current)
            })
    }

    private func menu(
        _ id: String, _ names: [String], chosen: String?, links: [FilterMenu.Link]
    ) -> FilterMenu {
        let label = words(id == "agent" ? "filter.agent" : "evaluations.\(id)")
        return query.menu(id, label: label, names, chosen: chosen, links: links, words)
    }
}
