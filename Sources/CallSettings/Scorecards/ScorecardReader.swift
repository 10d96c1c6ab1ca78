import Calls

/// Makes a scorecard of a file's map, and remembers on which lines its values stand.
struct ScorecardReader {
    let lines = ScorecardLines()
    private let root: YAMLMap

    init(_ root: YAMLMap) {
        self.root = root
    }

    /// What could be read; whether it is right is said by the problems of the file, then by those
    /// of the card.
    func card() -> Scorecard {
        let card = Scorecard(
            code: word("code", root) ?? "", title: text("title", root) ?? Self.nothing,
            passMark: percent("passMark", root) ?? .zero,
            bands: list("bands", root).map(band), hidesWeights: flag("hidesWeights", root),
            sections: list("sections", root).map(section))
        needs(["code", "title", "passMark", "sections"], root)
        root.finish()
        return card
    }

    private func band(_ map: YAMLMap) -> Scorecard.Band {
        defer { map.finish() }
        needs(["code", "label", "from"], map)
        return Scorecard.Band(
            code: word("code", map) ?? "", label: text("label", map) ?? Self.nothing,
            from: percent("from", map) ?? .zero)
    }

    private func section(_ map: YAMLMap) -> Scorecard.Section {
        defer { map.finish() }
        needs(["code", "title", "weight", "questions"], map)
        return Scorecard.Section(
            code: word("code", map) ?? "", title: text("title", map) ?? Self.nothing,
            weight: number("weight", map) ?? .zero, passMark: percent("passMark", map),
            questions: list("questions", map).map(question))
    }

    // MARK: Values by key, their lines remembered

    static let nothing = LocalText(english: "", simplifiedChinese: "", traditionalChinese: "")

    func value(_ key: String, _ map: YAMLMap) -> YAMLValue? {
        let value = map.value(key)
        if let value { lines.add(value.path, value.line) }
        return value
    }

    /// Says which of `keys` aren't there.
    func needs(_ keys: [String], _ map: YAMLMap) {
        for key in keys where !map.has(key) {
            let place = map.path.isEmpty ? "A scorecard" : map.path
            map.problems.add(map.line, "\(place) needs \(key); write it.")
        }
        for key in keys where map.has(key) && map.value(key) == nil {
            map.problems.add(map.line, "\(key) is empty in \(map.path); write a value.")
        }
    }

    /// A plain text; empty when the value isn't one.
    func word(_ key: String, _ map: YAMLMap) -> String? {
        value(key, map).map(word)
    }

    func word(_ value: YAMLValue) -> String {
        guard let text = value.plainText else {
            value.expected("text")
            return ""
        }
        return text
    }

    func text(_ key: String, _ map: YAMLMap) -> LocalText? {
        guard let inner = value(key, map)?.map() else { return nil }
        defer { inner.finish() }
        return LocalText(
            english: word("en", inner) ?? "", simplifiedChinese: word("zh-Hans", inner) ?? "",
            traditionalChinese: word("zh-Hant", inner) ?? "")
    }

    func number(_ key: String, _ map: YAMLMap) -> Thousandths? {
        guard let value = value(key, map) else { return nil }
        guard let number = value.plainText.flatMap({ Thousandths(text: $0) }) else {
            value.expected("a number with at most three places, such as 12 or 2.5")
            return nil
        }
        return number
    }

    func percent(_ key: String, _ map: YAMLMap) -> Percent? {
        guard let value = value(key, map) else { return nil }
        guard let percent = value.plainText.flatMap({ Percent(text: $0) }) else {
            value.expected("a percentage from 0 to 100 with at most two places, such as 87.5")
            return nil
        }
        return percent
    }

    func flag(_ key: String, _ map: YAMLMap) -> Bool {
        value(key, map)?.flag() ?? false
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ map: YAMLMap, _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        value(key, map)?.choice(type)
    }

    /// The maps of a list.
    func list(_ key: String, _ map: YAMLMap) -> [YAMLMap] {
        (value(key, map)?.list() ?? []).compactMap { item in
            lines.add(item.path, item.line)
            return item.map()
        }
    }
}
