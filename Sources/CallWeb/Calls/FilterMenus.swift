import Calls
import Foundation

/// Makes the menus for one state of the filters.
struct FilterMenus {
    let query: FilterQuery
    let choices: FilterChoices
    let words: Words
    let now: Date

    var all: [FilterMenu] { [days, agents, campaigns, directions, lengths, sound] }

    private var days: FilterMenu {
        let today = words.home.time(now).civilDay
        let yesterday = today.adding(days: -1).description
        let (from, to) = (query.value("from"), query.value("to"))
        return query.daysMenu(
            label: words("filter.days"),
            presets: [
                .last(1, "filter.today", today: today),
                DayPreset(key: "filter.yesterday", from: yesterday, to: yesterday),
                .last(7, "filter.sevenDays", today: today),
                .last(30, "filter.thirtyDays", today: today),
            ],
            shown: (from ?? "", to ?? ""), span: span(from, to), words)
    }

    private var agents: FilterMenu { names("agent", choices.agents) }
    private var campaigns: FilterMenu { names("campaign", choices.campaigns) }

    private var directions: FilterMenu {
        let current = query.filter.direction
        return menu(
            "direction", ["direction"], chosen: current.map(words.name),
            links: Direction.allCases.map { direction in
                .init(
                    text: "\(CallRow.arrow(direction)) \(words.name(direction))",
                    url: query.url("direction", direction.rawValue),
                    isCurrent: direction == current)
            })
    }

    private var lengths: FilterMenu {
        let names = ["minSeconds", "maxSeconds"]
        let (least, most) = (query.filter.secondsMin, query.filter.secondsMax)
        let presets: [(String, [(String, String)])] = [
            ("filter.under30", [("maxSeconds", "30")]),
            ("filter.over5", [("minSeconds", "300")]),
            ("filter.over15", [("minSeconds", "900")]),
        ]
        return menu(
            "length", names, chosen: span(least.map(words.length), most.map(words.length)),
            links: presets.map { key, pairs in
                .init(
                    text: words(key), url: query.url(without: names, adding: pairs),
                    isCurrent: pairs.allSatisfy { query.value($0.0) == $0.1 }
                        && query.pairs.filter { names.contains($0.name) }.count == pairs.count)
            },
            fields: zip(names, ["filter.least", "filter.most"]).map { name, key in
                .init(
                    name: name, value: query.value(name) ?? "", label: words(key), kind: "text",
                    hint: words("filter.lengthHint"))
            })
    }

    private var sound: FilterMenu {
        let set = query.filter.verdicts
        let names = Verdict.allCases.filter(set.contains).map(words.name)
        return menu(
            "sound", ["verdict"],
            chosen: names.isEmpty ? nil : names.joined(separator: words("list.separator")),
            boxes: Verdict.allCases.map {
                .init(
                    value: $0.rawValue, isChecked: set.contains($0), tag: Tag($0, words),
                    meaning: words("verdict.\($0.rawValue).meaning"))
            })
    }

    private func names(_ name: String, _ known: [FilterChoices.Choice]) -> FilterMenu {
        let current = query.value(name)
        let isKnown = known.contains { $0.code == current }
        let all = known + (isKnown ? [] : [current].compactMap { $0.map { .init(code: $0) } })
        return menu(
            name, [name], chosen: all.first { $0.code == current }.map(Self.text),
            links: all.map { choice in
                .init(
                    text: Self.text(choice),
                    url: query.url(name, choice.code),
                    isCurrent: choice.code == current)
            })
    }

    private static func text(_ choice: FilterChoices.Choice) -> String {
        choice.name.map { "\($0) · \(choice.code)" } ?? choice.code
    }

    private func span(_ from: String?, _ to: String?) -> String? {
        switch (from, to) {
        case (nil, nil): nil
        case (let from?, nil): words("filter.since", ["from": from])
        case (nil, let to?): words("filter.until", ["to": to])
        case (let from?, let to?): from == to ? from : "\(from) – \(to)"
        }
    }

    private func menu(
        _ id: String, _ names: [String], chosen: String?, links: [FilterMenu.Link] = [],
        fields: [FilterMenu.Field] = [], boxes: [FilterMenu.Box] = []
    ) -> FilterMenu {
        query.menu(
            id, label: words("filter.\(id)"), names, chosen: chosen, links: links,
            fields: fields, boxes: boxes, words)
    }
}
