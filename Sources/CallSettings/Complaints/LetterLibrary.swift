package import Calls
import Foundation

/// The letters of an installation, out of their folder.
package enum LetterLibrary {
    package static let folderDefault = "/etc/callaudit/letters"

    /// Reads `demands.yaml`, `house.yaml` when it is there, and every other `*.yaml` in `folder`
    /// as a template. Where the default folder isn't there, the nearest `etc/callaudit/letters`
    /// above the running binary is read, and none where there is none. Throws what is wrong with
    /// files, and with what they say together: `regimes` are the names that there are.
    package static func load(
        folder: String = folderDefault, binary: String?, regimes: Set<String>
    ) throws(SettingsProblems) -> LetterBook {
        let folder = ShippedFolder("letters").found([folder], binary).first ?? folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            if folder == folderDefault { return LetterBook(templates: [], rules: []) }
            throw SettingsProblems([
                SettingsProblem(
                    file: folder, line: nil,
                    sentence: "This folder of letters can't be read; check its permissions.")
            ])
        }
        var reading = LetterReading(folder: folder)
        let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        for name in files.prefix(LetterTemplate.Limits.templates) { reading.read(name) }
        if files.count > LetterTemplate.Limits.templates {
            reading.add(
                folder,
                "There are more than \(LetterTemplate.Limits.templates) files; remove old ones.")
        }
        reading.compare(with: regimes)
        guard reading.problems.isEmpty else { throw SettingsProblems(reading.problems) }
        return reading.book
    }
}

/// Gathers what the files hold, and what is wrong with them.
private struct LetterReading {
    let folder: String
    private(set) var problems: [SettingsProblem] = []
    private var templates: [(path: String, template: LetterTemplate)] = []
    private var rules: [LetterRules] = []
    private var house: LetterHouse?

    init(folder: String) {
        self.folder = folder
    }

    var book: LetterBook {
        LetterBook(templates: templates.map(\.template), rules: rules, house: house)
    }

    mutating func add(_ file: String, _ sentence: String) {
        problems.append(SettingsProblem(file: file, line: nil, sentence: sentence))
    }

    mutating func read(_ name: String) {
        let path = folder + "/" + name
        do throws(SettingsProblems) {
            switch name {
            case LetterRulesFile.fileName: rules = try LetterRulesFile.load(path: path)
            case LetterHouseFile.fileName: house = try LetterHouseFile.load(path: path)
            default: templates.append((path, try LetterTemplateFile.load(path: path)))
            }
        } catch {
            problems += error.problems
        }
    }

    /// What no file alone can tell.
    mutating func compare(with regimes: Set<String>) {
        let codes = Set(rules.flatMap(\.demands).map(\.code))
        var seen: Set<[String]> = []
        for (path, template) in templates {
            let name = [template.code, String(template.version), template.language.rawValue]
            if !seen.insert(name).inserted {
                add(
                    path,
                    "Version \(template.version) of \(template.code) stands twice in "
                        + "\(template.language.rawValue); raise `version` in the newer one.")
            }
            let said = template.paragraphs.reduce(into: Set<String>()) { $0.formUnion($1.says) }
            unknown(said, among: codes, path, "demand")
            unknown(template.regimes, among: regimes, path, "regime")
            lacking(template, path)
        }
        for rule in rules {
            unknown(
                rule.regimes, among: regimes, folder + "/" + LetterRulesFile.fileName, "regime")
        }
    }

    private mutating func unknown(
        _ names: Set<String>, among known: Set<String>, _ path: String, _ what: String
    ) {
        for name in names.subtracting(known).sorted() {
            let hint =
                NearestName.of(name, among: known.sorted()).map { "did you mean \($0)?" }
                ?? "take it out, or add it to its file."
            add(path, "There is no \(what) \(name); \(hint)")
        }
    }

    /// A template that is made for a regime has all that the regime wants, in every outcome.
    private mutating func lacking(_ template: LetterTemplate, _ path: String) {
        let outcomes: [Complaint.Outcome?] =
            template.kind == .answer ? Complaint.Outcome.allCases : [nil]
        for regime in template.regimes.sorted() {
            var lacks: Set<String> = []
            for outcome in outcomes {
                var facts = LetterFacts(language: template.language, outcome: outcome)
                for place in LetterPlace.allCases where place != .outcome { facts[place] = "–" }
                lacks.formUnion(book.lacks(template, with: facts, by: [regime]))
            }
            if !lacks.isEmpty {
                add(
                    path,
                    "The regime \(regime) wants \(lacks.sorted().joined(separator: ", ")), which "
                        + "isn't in it for every outcome; add the place, or a paragraph that "
                        + "says it.")
            }
        }
    }
}
