package import Calls
import Foundation

/// Regulators' figures as a YAML file holds them: those of one jurisdiction.
package enum RegulationFile {
    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> [Regulation] {
        let file = YAMLFile(path: path)
        var found: [Regulation] = []
        if let root = file.root {
            let jurisdiction = root.value("jurisdiction")?.text() ?? ""
            if jurisdiction.isEmpty {
                root.problems.add(root.line, "jurisdiction is missing; write a country such as CN.")
            }
            for item in root.value("figures")?.list() ?? [] {
                guard let map = item.map() else { continue }
                if let figure = Self.figure(map, jurisdiction) { found.append(figure) }
                map.finish()
            }
            root.finish()
        }
        guard file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return found
    }

    private static func figure(_ map: YAMLMap, _ jurisdiction: String) -> Regulation? {
        let name = map.value("name")?.text()
        let rule = map.value("rule")?.text()
        let unit = map.value("unit")?.choice(Regulation.Unit.self)
        let value = map.value("value")?.text()
        let clock = map.value("clock")?.choice(Regulation.Clock.self)
        let source = map.value("source")?.text()
        let readOn = map.value("readOn")?.text()
        let verified = map.value("verified")?.flag()
        for (key, isThere) in [
            ("name", name != nil), ("rule", rule != nil), ("unit", unit != nil),
            ("clock", clock != nil), ("source", source != nil), ("readOn", readOn != nil),
            ("verified", verified != nil),
        ] where !isThere && !map.has(key) {
            map.problems.add(map.line, "A figure needs \(key).")
        }
        guard let name, let rule, let unit, let clock, let source, let readOn, let verified
        else { return nil }
        return Regulation(
            name: name, jurisdiction: jurisdiction, rule: rule, value: value ?? "", unit: unit,
            clock: clock, source: source, readOn: readOn, verified: verified)
    }
}

/// The figures of an installation, by name.
package struct RegulationLibrary: Sendable {
    package static let filesMax = 200
    package let regulations: [String: Regulation]

    /// Reads every `*.yaml` in `folders` but for regimes of complaints; a figure of a later folder
    /// replaces one of the same name. When the only folder is /etc/callaudit/regulations and isn't
    /// there, the nearest `etc/callaudit/regulations` above the running binary is read, and none
    /// where there is none.
    package static func load(
        folders: [String], binary: String?
    ) throws(SettingsProblems) -> RegulationLibrary {
        var found: [String: Regulation] = [:]
        var problems: [SettingsProblem] = []
        let isDefault = folders == [Settings.regulationsDefault]
        for folder in ShippedFolder("regulations").found(folders, binary) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                if isDefault { continue }
                problems.append(
                    SettingsProblem(
                        file: folder, line: nil,
                        sentence: "This folder of regulations isn't there or can't be read; "
                            + "install it or mend `regulations` in the settings."))
                continue
            }
            let files = names.filter {
                $0.hasSuffix(".yaml") && !$0.hasPrefix(".")
                    && !$0.hasPrefix(RegimeLibrary.prefix)
            }.sorted()
            for file in files.prefix(filesMax) {
                do throws(SettingsProblems) {
                    for figure in try RegulationFile.load(path: folder + "/" + file) {
                        found[figure.name] = figure
                    }
                } catch {
                    problems += error.problems
                }
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        return RegulationLibrary(regulations: found)
    }
}

extension SettingsFile {
    /// The duty to keep calls that the settings name; nil for none. Throws when there is no such
    /// rule, or none by which a time can be told from the call alone.
    package func retentionDuty(
        from library: RegulationLibrary
    ) throws(SettingsProblems) -> RetentionDuty? {
        if let days = settings.retention.keepDays {
            return RetentionDuty(rule: "keepDays", count: days, unit: .days)
        }
        guard let name = settings.retention.rule else { return nil }
        guard let regulation = library.regulations[name] else {
            let fitting = library.regulations.values.filter { $0.duty != nil }.map(\.name).sorted()
            let hint =
                NearestName.of(name, among: library.regulations.keys.sorted())
                .map { "did you mean \($0)?" }
                ?? "rules that keep calls are " + fitting.joined(separator: ", ") + "."
            throw problem("There is no rule \(name); \(hint)")
        }
        guard let duty = regulation.duty else {
            throw problem(
                "The rule \(name) can't be reckoned from the call alone (it counts "
                    + "\(regulation.unit.rawValue) from \(regulation.clock.rawValue)); "
                    + "set keepDays to what it comes to.")
        }
        return duty
    }

    private func problem(_ sentence: String) -> SettingsProblems {
        SettingsProblems([SettingsProblem(file: path, line: retentionLine, sentence: sentence)])
    }
}
