package import Calls

/// What regimes want in letters, as a YAML file holds it (docs/formats/letters.md).
package enum LetterRulesFile {
    package static let fileName = "demands.yaml"

    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> [LetterRules] {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(
        text: String, name: String
    ) throws(SettingsProblems) -> [LetterRules] {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> [LetterRules] {
        var rules: [LetterRules] = []
        if let root = file.root {
            root.require(["rules"], "A file of demands")
            let items = root.value("rules")?.list() ?? []
            if items.count > LetterRules.Limits.rules {
                root.problems.add(
                    root.line, "There are more than \(LetterRules.Limits.rules) rules; join some.")
            }
            rules = items.prefix(LetterRules.Limits.rules).compactMap { $0.map() }.map(Self.rules)
            root.finish()
        }
        guard file.root != nil, file.problems.problems.isEmpty else {
            throw file.problems.inOrder("This is no file of demands; write it.")
        }
        return rules
    }

    private static func rules(_ map: YAMLMap) -> LetterRules {
        defer { map.finish() }
        map.require(["regimes"], "A rule")
        let regimes = map.value("regimes").map(LetterYAML.names) ?? []
        let items = map.value("demands")?.list() ?? []
        let demands = items.prefix(LetterRules.Limits.demands).compactMap { $0.map() }
            .compactMap(demand)
        if items.count > LetterRules.Limits.demands {
            map.problems.add(
                map.line, "A rule has at most \(LetterRules.Limits.demands) demands; split it.")
        }
        return LetterRules(
            regimes: Set(regimes),
            outsideBody: map.value("outsideBody")?.map().flatMap(outsideBody), demands: demands)
    }

    private static func outsideBody(_ map: YAMLMap) -> OutsideBody? {
        defer { map.finish() }
        map.require(["name"], "An outside body")
        let name = map.value("name")?.map().map(ClockYAML.words)
        let address = map.value("address")?.map().map(ClockYAML.words)
        let website = map.value("website")?.text()
        guard let name, let origin = ClockYAML.origin(map) else { return nil }
        return OutsideBody(name: name, address: address, website: website, origin: origin)
    }

    private static func demand(_ map: YAMLMap) -> LetterDemand? {
        defer { map.finish() }
        map.require(["demand", "title", "letters"], "A demand")
        let code = map.value("demand").flatMap(ClockYAML.name)
        let title = map.value("title")?.map().map(ClockYAML.words)
        let letters = map.value("letters")?.choices(LetterTemplate.Kind.self) ?? []
        let outcomes = map.value("outcomes")?.choices(Complaint.Outcome.self) ?? []
        let place = map.value("place")?.choice(LetterPlace.self)
        guard let code, let title, let origin = ClockYAML.origin(map) else { return nil }
        return LetterDemand(
            code: code, title: title, letters: Set(letters), outcomes: Set(outcomes),
            place: place, origin: origin)
    }
}

/// Who writes the letters, as `house.yaml` holds it (docs/formats/letters.md).
package enum LetterHouseFile {
    package static let fileName = "house.yaml"

    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> LetterHouse {
        let file = YAMLFile(path: path)
        var house: LetterHouse?
        if let root = file.root {
            root.require(["name", "contact"], "The house")
            if let name = root.value("name")?.map().map(ClockYAML.words),
                let contact = root.value("contact")?.map().map(ClockYAML.words)
            {
                house = LetterHouse(name: name, contact: contact)
            }
            root.finish()
        }
        guard let house, file.problems.problems.isEmpty else {
            throw file.problems.inOrder("Write the house’s name and contact.")
        }
        return house
    }
}
