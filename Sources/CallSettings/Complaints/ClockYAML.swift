import Calls

/// What files of calendars and of regimes have in common.
enum ClockYAML {
    /// A text in three languages; each must stand there.
    static func words(_ map: YAMLMap) -> LocalText {
        defer { map.finish() }
        func text(_ tag: String) -> String { map.value(tag)?.text() ?? "" }
        let words = LocalText(
            english: text("en"), simplifiedChinese: text("zh-Hans"),
            traditionalChinese: text("zh-Hant"))
        if let missing = words.texts.first(where: { $0.text.isEmpty })?.tag {
            map.problems.add(map.line, "\(map.path) lacks \(missing); write it in all languages.")
        }
        return words
    }

    /// `source`, `readOn` and `verified`.
    static func origin(_ map: YAMLMap) -> DataOrigin? {
        let source = map.value("source")?.text()
        let readOn = map.value("readOn").flatMap(day)
        let verified = map.value("verified")?.flag()
        map.require(["source", "readOn", "verified"], "What is read somewhere")
        guard let source, let readOn, let verified else { return nil }
        return DataOrigin(source: source, readOn: readOn, verified: verified)
    }

    static func day(_ value: YAMLValue) -> LocalDay? {
        guard let day = value.plainText.flatMap({ LocalDay($0) }) else {
            value.expected("a day such as 2026-11-21")
            return nil
        }
        return day
    }

    /// Seconds of the day.
    static func time(_ value: YAMLValue) -> Int? {
        let parts = (value.plainText ?? "").split(
            separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else {
            value.expected("a time of the day such as \"17:00\", in quotes")
            return nil
        }
        return hour * 3600 + minute * 60
    }

    /// Such as `8 weeks`.
    static func length(_ value: YAMLValue) -> ClockLength? {
        let parts = (value.plainText ?? "").split(separator: " ")
        guard parts.count == 2, let count = Int(parts[0]), ClockLength.countRange.contains(count),
            let unit = ClockLength.Unit(rawValue: String(parts[1]))
        else {
            let units = ClockLength.Unit.allCases.map(\.rawValue).joined(separator: ", ")
            value.expected("a number from 1 to 1000 and one of \(units), such as 8 weeks")
            return nil
        }
        return ClockLength(count, unit)
    }

    /// Letters of names: of files, and of what history says was granted.
    static func name(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        let isName = text.utf8.count <= 60 && text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        guard isName else {
            value.expected("a name of small letters, digits and hyphens, at most 60")
            return nil
        }
        return text
    }
}

extension YAMLMap {
    /// Reports every one of `keys` that isn't there; `what` needs them.
    func require(_ keys: [String], _ what: String) {
        for key in keys where value(key) == nil {
            problems.add(line, "\(what) needs \(key); write it.")
        }
    }
}
