import Calls

/// A view's filters as they stand in its address, in a fixed order.
protocol FilterAddress {
    var pairs: [(name: String, value: String)] { get }

    /// The address of the view with these filters.
    static func url(_ pairs: [(String, String)]) -> String
}

extension FilterAddress {
    func value(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The address with `name` set to `value`, or without it.
    func url(_ name: String, _ value: String?) -> String {
        url(without: [name], adding: value.map { [(name, $0)] } ?? [])
    }

    func url(without names: [String] = [], adding added: [(String, String)] = []) -> String {
        Self.url(pairs.filter { !names.contains($0.name) }.map { ($0.name, $0.value) } + added)
    }

    /// The filters but `names`, to be sent along with a form.
    func hidden(without names: [String]) -> [FilterMenu.Hidden] {
        pairs.filter { !names.contains($0.name) }.map { .init(name: $0.name, value: $0.value) }
    }

    /// The menu `id` of the filters `names`. Where nothing is chosen it says `otherwise`, or that
    /// anything is shown.
    func menu(
        _ id: String, label: String, _ names: [String], chosen: String?,
        otherwise: String? = nil, links: [FilterMenu.Link] = [], fields: [FilterMenu.Field] = [],
        boxes: [FilterMenu.Box] = [], _ words: Words
    ) -> FilterMenu {
        FilterMenu(
            id: id, label: label, chosen: chosen ?? otherwise ?? words("filter.any"),
            isSet: chosen != nil, clearURL: url(without: names),
            clearLabel: words("filter.clear", ["filter": label]), links: links,
            isLong: links.count > 12, hasForm: !fields.isEmpty || !boxes.isEmpty, fields: fields,
            boxes: boxes, hidden: hidden(without: names))
    }

    /// The menu `id` of days of a list that shows those of every day unless some are chosen.
    func recentDaysMenu(
        _ id: String = "days", label: String, today: CivilDay, _ words: Words
    ) -> FilterMenu {
        let (from, to) = (value("from"), value("to"))
        return daysMenu(
            id, label: label,
            presets: [
                .last(7, "filter.sevenDays", today: today),
                .last(30, "filter.thirtyDays", today: today),
                .last(90, "filter.ninetyDays", today: today),
            ],
            shown: (from ?? "", to ?? ""), span: "\(from ?? "…") – \(to ?? "…")", words)
    }

    /// The menu `id` of days. `shown` are the first and the last, as the fields hold them, and
    /// `span` says them in words where they are chosen, but are none of `presets`.
    func daysMenu(
        _ id: String = "days", label: String, presets: [DayPreset],
        shown: (from: String, to: String), span: String?, otherwise: String? = nil, _ words: Words
    ) -> FilterMenu {
        let named = presets.first { value("from") == $0.from && value("to") == $0.to }
        let isSet = value("from") != nil || value("to") != nil
        return menu(
            id, label: label, ["from", "to"],
            chosen: named.map { words($0.key) } ?? (isSet ? span : nil), otherwise: otherwise,
            links: presets.map { preset in
                .init(
                    text: words(preset.key),
                    url: url(
                        without: ["from", "to"],
                        adding: [("from", preset.from), ("to", preset.to)]),
                    isCurrent: preset.key == named?.key)
            },
            fields: [("from", shown.from), ("to", shown.to)].map { name, day in
                .init(
                    name: name, value: day, label: words("filter.\(name)"), kind: "date",
                    hint: "")
            }, words)
    }
}

/// Days that are chosen with one click.
struct DayPreset: Sendable {
    /// Of the words that name them.
    let key: String
    let from: String
    let to: String

    /// The last `days` days, today among them.
    static func last(_ days: Int, _ key: String, today: LocalDay) -> DayPreset {
        DayPreset(
            key: key, from: today.advanced(by: 1 - days).description, to: today.description)
    }

    static func last(_ days: Int, _ key: String, today: CivilDay) -> DayPreset {
        DayPreset(key: key, from: today.adding(days: 1 - days).description, to: today.description)
    }
}
