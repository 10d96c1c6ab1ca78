import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    private static let ownShown = 20

    func actionsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(ActionQuery.names + ["after", "limit"])
        let (words, reader, today) = (visit.words, visit.principal, localToday)
        let query = try ActionQuery(visit.query, by: reader)
        if visit.query.hasEmptyValues { return .seeOther(query.url()) }
        let classes = try await desk.complaintRules(by: reader).classes
        let found = try await desk.actions(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: reader)
        let isFirst = visit.query["after"] == nil
        let why = !isFirst ? "pastEnd" : query.isFiltered ? "filtered" : "none"
        var own: [ActionLine] = []
        if isFirst, !query.isFiltered {
            var mine = ActionFilter()
            mine.owner = reader.person
            own = try await desk.actions(mine, after: nil, limit: Self.ownShown, by: reader)
                .items.map { ActionLine($0, classes, words, today: today) }
        }
        return try page(
            ActionsPage(
                frame: await frame(
                    words("actions.title"), in: .complaints, of: visit,
                    keys: [
                        Frame.Key(keys: ["J", "K"], does: words("keys.move")),
                        Frame.Key(keys: ["Enter"], does: words("keys.open")),
                    ]),
                tabs: await complaintTabs(.actions, visit),
                subtitle: words("actions.subtitle"), listURL: WebURL.actions,
                openURL: reader.mayOpenActions ? WebURL.newAction() : nil,
                views: Self.views(query, words), hidden: query.hidden(without: Self.menuNames),
                causes: words.causeChoices(classes, chosen: query.value("cause")),
                kinds: CorrectiveAction.Kind.allCases.map {
                    ScoringChoice(
                        value: $0.rawValue, label: words("action.kind.\($0.rawValue)"),
                        isChosen: $0.rawValue == query.value("kind"))
                },
                owners: Self.owners(query, found.items, words),
                clearURL: query.isFiltered ? WebURL.actions : nil,
                own: own.isEmpty ? nil : .init(ownRows: own),
                rows: found.items.map { ActionLine($0, classes, words, today: today) },
                empty: found.items.isEmpty ? words("actions.empty.\(why)") : nil,
                firstURL: isFirst ? nil : query.url(),
                moreURL: found.next.map { query.url(adding: [("after", $0)]) }), for: visit)
    }

    private static let menuNames = ["cause", "kind", "owner"]

    /// What runs, what presses, and what has ended.
    private static func views(_ query: ActionQuery, _ words: Words) -> [ActionsPage.Choice] {
        let views: [(key: String, pair: (String, String)?)] =
            [("running", nil)]
            + ActionFilter.Due.allCases.map { ($0.rawValue, ("due", $0.rawValue)) }
            + CorrectiveAction.State.allCases.filter(\.isEnded).map {
                ($0.rawValue, ("state", $0.rawValue))
            }
        return views.map { key, pair in
            let isCurrent =
                pair.map { query.value($0.0) == $0.1 }
                ?? (query.value("state") == nil && query.value("due") == nil)
            return ActionsPage.Choice(
                label: words("actions.view.\(key)"),
                url: query.url(without: ["state", "due"], adding: pair.map { [$0] } ?? []),
                isCurrent: isCurrent)
        }
    }

    private static func owners(
        _ query: ActionQuery, _ items: [ActionSummary], _ words: Words
    ) -> [ScoringChoice] {
        let chosen = query.value("owner")
        var all = [
            ScoringChoice(
                value: ActionQuery.me, label: words("actions.owner.me"),
                isChosen: chosen == ActionQuery.me)
        ]
        if let chosen, chosen != ActionQuery.me {
            let title = items.first { $0.owner == chosen }?.ownerTitle
            all.append(
                ScoringChoice(value: chosen, label: title ?? words.who(chosen), isChosen: true))
        }
        return all
    }
}

extension Principal {
    var mayOpenActions: Bool {
        ActionTable.rule(.open).permissions.contains(where: may)
    }
}
