import Calls

/// Makes the menus for one state of the filters of rates.
struct FigureMenus {
    let query: FigureQuery
    let view: FiguresView
    let classes: ComplaintClasses
    let words: Words
    let today: LocalDay

    var all: [FilterMenu] {
        var menus = [days, cycles, bases]
        if !classes.causes.isEmpty { menus.append(causes) }
        if let group = query.question.group {
            let name = words.group(
                group.key, of: group.dimension, view.groupTitle, in: classes)
            menus.append(
                menu(
                    "group", ["group"], chosen: name,
                    links: [
                        .init(
                            text: words("figures.house"), url: query.url("group", nil),
                            isCurrent: false)
                    ]))
        }
        return menus
    }

    private static let presets = [
        ("filter.ninetyDays", 89), ("quality.year", 364), ("figures.threeYears", 1_095),
    ]

    private var days: FilterMenu {
        let (from, to) = (query.value("from"), query.value("to"))
        let named = Self.presets.first {
            today.advanced(by: -$0.1).description == from && today.description == to
        }
        let days = query.question.days
        let span =
            from == nil && to == nil ? nil : "\(days.lowerBound) – \(days.upperBound)"
        return menu(
            "days", ["from", "to"], chosen: named.map { words($0.0) } ?? span,
            otherwise: words("figures.halfYear"),
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
            fields: [("from", days.lowerBound), ("to", days.upperBound)].map { name, day in
                .init(
                    name: name, value: day.description, label: words("filter.\(name)"),
                    kind: "date", hint: "")
            })
    }

    private var cycles: FilterMenu {
        choice("cycle", FigureQuery.cycles, of: query.question.cycle) {
            words("figures.cycle.\($0.rawValue)")
        }
    }

    private var bases: FilterMenu {
        choice("base", RateBase.allCases, of: query.question.base) { words.per($0) }
    }

    private func choice<Choice: RawRepresentable<String> & Equatable>(
        _ name: String, _ choices: [Choice], of current: Choice, _ text: (Choice) -> String
    ) -> FilterMenu {
        menu(
            name, [name], chosen: query.value(name).map { _ in text(current) },
            otherwise: text(current),
            links: choices.map {
                .init(
                    text: text($0), url: query.url(name, $0.rawValue), isCurrent: $0 == current)
            })
    }

    /// The whole tree: each branch stands for all below it.
    private var causes: FilterMenu {
        func lines(
            _ branches: [ComplaintClasses.Branch], depth: Int
        ) -> [FilterMenu.Link] {
            branches.flatMap { branch in
                [
                    FilterMenu.Link(
                        text: String(repeating: "\u{2003}", count: depth)
                            + words.spoken(branch.title),
                        url: query.url("cause", branch.code),
                        isCurrent: query.question.cause == branch.code)
                ] + lines(branch.branches, depth: depth + 1)
            }
        }
        return menu(
            "cause", ["cause"],
            chosen: query.question.cause.map { words.cause($0, in: classes) },
            links: lines(classes.causes, depth: 0))
    }

    private func menu(
        _ id: String, _ names: [String], chosen: String?, otherwise: String? = nil,
        links: [FilterMenu.Link], fields: [FilterMenu.Field] = []
    ) -> FilterMenu {
        let label = words("figures.filter.\(id)")
        return FilterMenu(
            id: id, label: label, chosen: chosen ?? otherwise ?? words("filter.any"),
            isSet: chosen != nil, clearURL: query.url(without: names),
            clearLabel: words("filter.clear", ["filter": label]), links: links,
            isLong: links.count > 12, hasForm: !fields.isEmpty, fields: fields, boxes: [],
            hidden: query.pairs.filter { !names.contains($0.name) }.map {
                .init(name: $0.name, value: $0.value)
            })
    }
}
