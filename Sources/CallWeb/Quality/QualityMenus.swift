import Calls

/// Makes the menus for one state of the view's filters.
struct QualityMenus {
    let query: QualityQuery
    let view: QualityView
    /// Agents and campaigns; nil for who may not list them.
    let choices: FilterChoices?
    let words: Words
    let today: LocalDay

    var all: [FilterMenu] {
        var menus = [days, cards]
        if let choices {
            menus.append(subjects("agent", choices.agents))
            menus.append(subjects("campaign", choices.campaigns))
        }
        if let team = query.value("team") {
            menus.append(
                menu(
                    "team", ["team"], chosen: view.title ?? team,
                    links: [
                        .init(
                            text: words("quality.all"), url: query.url("team", nil),
                            isCurrent: false)
                    ]))
        }
        return menus
    }

    private static let presets = [
        ("filter.thirtyDays", 29), ("filter.ninetyDays", 89), ("quality.year", 364),
    ]

    private var days: FilterMenu {
        let (from, to) = (query.value("from"), query.value("to"))
        let named = Self.presets.first {
            today.advanced(by: -$0.1).description == from && today.description == to
        }
        let span = from == nil && to == nil ? nil : "\(view.period.from) – \(view.period.through)"
        return menu(
            "days", ["from", "to"], chosen: named.map { words($0.0) } ?? span,
            otherwise: words("filter.ninetyDays"),
            links: Self.presets.map { key, days in
                .init(
                    text: words(key),
                    url: query.url(
                        without: ["from", "to"],
                        adding: [
                            ("from", today.advanced(by: -days).description),
                            ("to", today.description),
                        ]),
                    isCurrent: named?.0 == key)
            },
            fields: [("from", view.period.from), ("to", view.period.through)].map { name, day in
                .init(
                    name: name, value: day.description, label: words("filter.\(name)"),
                    kind: "date", hint: "")
            })
    }

    private var cards: FilterMenu {
        menu(
            "card", ["card"], chosen: query.value("card"),
            links: view.cards.map { card in
                .init(
                    text: "\(card.code) · \(words.number(card.count))",
                    url: query.url("card", card.code), isCurrent: card.code == view.card?.code)
            })
    }

    private func subjects(_ name: String, _ known: [FilterChoices.Choice]) -> FilterMenu {
        let current = query.value(name)
        return menu(
            name, [name], chosen: current.map { _ in view.title ?? current ?? "" },
            links: known.map { choice in
                .init(
                    text: choice.name.map { "\($0) · \(choice.code)" } ?? choice.code,
                    url: query.url(
                        without: ["team", "campaign", "agent", "by"],
                        adding: [(name, choice.code)]),
                    isCurrent: choice.code == current)
            })
    }

    private func menu(
        _ id: String, _ names: [String], chosen: String?, otherwise: String? = nil,
        links: [FilterMenu.Link], fields: [FilterMenu.Field] = []
    ) -> FilterMenu {
        let label = words(
            id == "card" ? "evaluations.card" : id == "team" ? "quality.team" : "filter.\(id)")
        return FilterMenu(
            id: id, label: label, chosen: chosen ?? otherwise ?? words("filter.any"),
            isSet: chosen != nil,
            clearURL: query.url(without: names),
            clearLabel: words("filter.clear", ["filter": label]), links: links,
            isLong: links.count > 12, hasForm: !fields.isEmpty, fields: fields, boxes: [],
            hidden: query.pairs.filter { !names.contains($0.name) }.map {
                .init(name: $0.name, value: $0.value)
            })
    }
}
