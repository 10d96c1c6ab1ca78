package import Calls

/// A scorecard as a YAML file holds it (docs/formats/scorecard.md).
package enum ScorecardFile {
    /// Reads the file at `path`. Throws everything that is wrong, with lines; a card that is
    /// returned has no problems.
    package static func load(path: String) throws(SettingsProblems) -> Scorecard {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(text: String, name: String) throws(SettingsProblems) -> Scorecard {
        try read(YAMLFile(text: text, name: name))
    }

    /// The YAML text of `card`, which reads back equal. Comments of a file that was read before
    /// aren't kept.
    package static func text(of card: Scorecard) -> String {
        card.yaml
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> Scorecard {
        var card: Scorecard?
        var lines: ScorecardLines?
        if let root = file.root {
            let reader = ScorecardReader(root)
            card = reader.card()
            lines = reader.lines
        }
        if file.problems.problems.isEmpty, let card, let lines {
            for problem in card.problems() {
                file.problems.add(lines.line(of: problem.path), problem.sentence)
            }
        }
        guard let card, file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return card
    }
}

/// The lines on which the values of a file stand, by their paths.
final class ScorecardLines {
    private var lines: [String: Int] = [:]

    func add(_ path: String, _ line: Int?) {
        lines[path] = line
    }

    /// The line of `path`, or of the nearest thing around it.
    func line(of path: String) -> Int? {
        var path = Substring(path)
        while true {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<cut]
        }
    }
}
