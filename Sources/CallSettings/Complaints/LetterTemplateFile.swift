package import Calls

/// A template of letters as a YAML file holds it (docs/formats/letters.md).
package enum LetterTemplateFile {
    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> LetterTemplate {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(
        text: String, name: String
    ) throws(SettingsProblems) -> LetterTemplate {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> LetterTemplate {
        let template = file.root.flatMap { LetterTemplateReader(root: $0).template() }
        guard let template, file.problems.problems.isEmpty else {
            throw file.problems.inOrder("This is no template of letters; write it.")
        }
        return template
    }
}

/// Makes a template of a file's map.
private struct LetterTemplateReader {
    let root: YAMLMap

    func template() -> LetterTemplate? {
        defer { root.finish() }
        root.require(
            ["template", "version", "kind", "language", "title", "paragraphs"], "A template")
        let code = root.value("template").flatMap(ClockYAML.name)
        let version = root.value("version")?.whole(1...LetterTemplate.Limits.version)
        let kind = root.value("kind")?.choice(LetterTemplate.Kind.self)
        let language = root.value("language")?.choice(LetterLanguage.self)
        let regimes = root.value("regimes").map(LetterYAML.names) ?? []
        let title = root.value("title").flatMap(text)
        let paragraphs = self.paragraphs()
        guard let code, let version, let kind, let language, let title else { return nil }
        if kind != .answer, paragraphs.contains(where: { !$0.outcomes.isEmpty }) {
            root.problems.add(
                root.line, "Only answers have outcomes; take `outcomes` out of its paragraphs.")
        }
        return LetterTemplate(
            code: code, version: version, kind: kind, language: language,
            regimes: Set(regimes), title: title, paragraphs: paragraphs)
    }

    private func paragraphs() -> [LetterTemplate.Paragraph] {
        let items = root.value("paragraphs")?.list() ?? []
        if items.count > LetterTemplate.Limits.paragraphs {
            root.problems.add(
                root.line,
                "A letter has at most \(LetterTemplate.Limits.paragraphs) paragraphs; shorten it.")
        }
        return items.prefix(LetterTemplate.Limits.paragraphs).compactMap(paragraph)
    }

    /// Words alone, or a map with `text` and when it stands.
    private func paragraph(_ item: YAMLValue) -> LetterTemplate.Paragraph? {
        guard item.isMap else { return text(item).map { LetterTemplate.Paragraph(text: $0) } }
        guard let map = item.map() else { return nil }
        defer { map.finish() }
        map.require(["text"], "A paragraph")
        let outcomes = map.value("outcomes")?.choices(Complaint.Outcome.self) ?? []
        let place = map.value("ifThereIs")?.choice(LetterPlace.self)
        let says = map.value("says").map(LetterYAML.names) ?? []
        guard let text = map.value("text").flatMap(text) else { return nil }
        if says.count > LetterTemplate.Limits.says {
            item.problem("A paragraph says at most \(LetterTemplate.Limits.says) things; split it.")
        }
        return LetterTemplate.Paragraph(
            text: text, outcomes: Set(outcomes), ifThereIs: place, says: Set(says))
    }

    private func text(_ value: YAMLValue) -> LetterText? {
        guard let source = value.text() else { return nil }
        let (text, problems) = LetterText.reading(source)
        for problem in problems { value.problem(problem) }
        return text
    }
}

/// What files of letters have in common.
enum LetterYAML {
    /// A list of names, or a single one.
    static func names(_ value: YAMLValue) -> [String] {
        value.isList
            ? (value.list() ?? []).compactMap(ClockYAML.name)
            : [ClockYAML.name(value)].compactMap { $0 }
    }
}

extension ProblemList {
    /// By lines; `otherwise` when nothing else was found.
    func inOrder(_ otherwise: String) -> SettingsProblems {
        if problems.isEmpty { add(nil, otherwise) }
        return SettingsProblems(problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
}
