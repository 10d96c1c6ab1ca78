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

    private var days: FilterMenu {
        let (from, to) = (view.period.from.description, view.period.through.description)
        return query.daysMenu(
            label: words("filter.days"),
            presets: [
                .last(30, "filter.thirtyDays", today: today),
                .last(90, "filter.ninetyDays", today: today),
                .last(365, "quality.year", today: today),
            ],
            shown: (from, to), span: "\(from) – \(to)", otherwise: words("filter.ninetyDays"),
            words)
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
        _ id: String, _ names: [String], chosen: String?, links: [FilterMenu.Link]
    ) -> FilterMenu {
        let label = words(
            id == "card" ? "evaluations.card" : id == "team" ? "quality.team" : "filter.\(id)")
        return query.menu(id, label: label, names, chosen: chosen, links: links, words)
    }
}
