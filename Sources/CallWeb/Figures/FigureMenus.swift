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

    private var days: FilterMenu {
        let days = query.question.days
        let (from, to) = (days.lowerBound.description, days.upperBound.description)
        return query.daysMenu(
            label: words("figures.filter.days"),
            presets: [
                .last(90, "filter.ninetyDays", today: today),
                .last(365, "quality.year", today: today),
                .last(1_096, "figures.threeYears", today: today),
            ],
            shown: (from, to), span: "\(from) – \(to)", otherwise: words("figures.halfYear"),
            words)
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
        links: [FilterMenu.Link]
    ) -> FilterMenu {
        query.menu(
            id, label: words("figures.filter.\(id)"), names, chosen: chosen,
            otherwise: otherwise, links: links, words)
    }
}
