import Calls
import Foundation

/// Makes the menus for one state of the filters.
struct FilterMenus {
    let query: FilterQuery
    let choices: FilterChoices
    let words: Words
    let now: Date

    var all: [FilterMenu] { [days, agents, campaigns, directions, lengths, sound] }

    /// The address with `names` left out and `added` put in.
    func url(without names: [String], adding added: [(String, String)] = []) -> String {
        let kept = query.pairs.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
        return WebURL.calls(kept + added)
    }

    func hidden(without names: [String]) -> [FilterMenu.Hidden] {
        query.pairs.filter { !names.contains($0.name) }.map {
            .init(name: $0.name, value: $0.value)
        }
    }

    func value(_ name: String) -> String? { query.pairs.first { $0.name == name }?.value }

    private var days: FilterMenu {
        let today = words.home.time(now).civilDay
        let presets: [(String, CivilDay, CivilDay)] = [
            ("filter.today", today, today),
            ("filter.yesterday", today.adding(days: -1), today.adding(days: -1)),
            ("filter.sevenDays", today.adding(days: -6), today),
            ("filter.thirtyDays", today.adding(days: -29), today),
        ]
        let (from, to) = (value("from"), value("to"))
        let named = presets.first { $0.1.description == from && $0.2.description == to }
        let chosen = named.map { words($0.0) } ?? span(from, to)
        return menu(
            "days", ["from", "to"], chosen: chosen,
            links: presets.map { key, first, last in
                .init(
                    text: words(key),
                    url: url(
                        without: ["from", "to"],
                        adding: [("from", first.description), ("to", last.description)]),
                    isCurrent: named?.0 == key)
            },
            fields: [
                .init(
                    name: "from", value: from ?? "", label: words("filter.from"), kind: "date",
                    hint: ""),
                .init(
                    name: "to", value: to ?? "", label: words("filter.to"), kind: "date", hint: ""),
            ])
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
                    url: url(
                        without: ["direction"], adding: [("direction", direction.rawValue)]),
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
                    text: words(key), url: url(without: names, adding: pairs),
                    isCurrent: pairs.allSatisfy { value($0.0) == $0.1 }
                        && query.pairs.filter { names.contains($0.name) }.count == pairs.count)
            },
            fields: zip(names, ["filter.least", "filter.most"]).map { name, key in
                .init(
                    name: name, value: value(name) ?? "", label: words(key), kind: "text",
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
        let current = value(name)
        let isKnown = known.contains { $0.code == current }
        let all = known + (isKnown ? [] : [current].compactMap { $0.map { .init(code: $0) } })
        return menu(
            name, [name], chosen: all.first { $0.code == current }.map(Self.text),
            links: all.map { choice in
                .init(
                    text: Self.text(choice),
                    url: url(without: [name], adding: [(name, choice.code)]),
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
        let label = words("filter.\(id)")
        return FilterMenu(
            id: id, label: label, chosen: chosen ?? words("filter.any"), isSet: chosen != nil,
            clearURL: url(without: names), clearLabel: words("filter.clear", ["filter": label]),
            links: links, isLong: links.count > 12, hasForm: !fields.isEmpty || !boxes.isEmpty,
            fields: fields, boxes: boxes, hidden: hidden(without: names))
    }
}
