package import Calls

/// A script, or a template of an answer, as a YAML file holds it.
package enum ScriptFile {
    /// Reads the file at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> Script {
        try read(YAMLFile(path: path))
    }

    /// Reads `text`; problems name it `name`.
    package static func read(text: String, name: String) throws(SettingsProblems) -> Script {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> Script {
        var script: Script?
        if let root = file.root {
            script = Self.script(root)
            for problem in script?.problems() ?? [] {
                file.problems.add(root.line, problem.sentence)
            }
        }
        guard let script, file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return script
    }

    private static func script(_ root: YAMLMap) -> Script? {
        defer { root.finish() }
        let kind = root.value("kind")?.choice(Script.Kind.self)
        let code = root.value("code")?.text()
        let title = root.value("title")?.map().map(text)
        let body = root.value("body")?.map().map(text)
        let from = day("from", root)
        let campaign = root.value("campaign")?.text()
        let through = day("through", root)
        for key in ["code", "title", "body", "from"] where !root.has(key) {
            root.problems.add(root.line, "A script needs \(key); write it.")
        }
        guard let code, let title, let body, let from else { return nil }
        return Script(
            kind: kind ?? .script, code: code, campaign: campaign,
            words: Script.Words(
                title: title, body: body, validFrom: from, validThrough: through))
    }

    private static func text(_ map: YAMLMap) -> LocalText {
        defer { map.finish() }
        func words(_ tag: String) -> String { map.value(tag)?.plainText ?? "" }
        return LocalText(
            english: words("en"), simplifiedChinese: words("zh-Hans"),
            traditionalChinese: words("zh-Hant"))
    }

    private static func day(_ key: String, _ map: YAMLMap) -> LocalDay? {
        guard let value = map.value(key) else { return nil }
        guard let day = value.plainText.flatMap({ LocalDay($0) }) else {
            value.expected("a day such as 2026-11-21")
            return nil
        }
        return day
    }
}
