import Calls

/// Makes fields, and knows which there are, so that each problem leads to one.
struct EditorFieldMaker {
    let words: Words
    private let form: ScorecardForm
    private let read: ScorecardFormReader
    private let opened: String?
    private var made: Set<String> = ["sections"]

    init(
        _ form: ScorecardForm, _ read: ScorecardFormReader, _ words: Words, opened: String?
    ) {
        (self.form, self.read, self.words, self.opened) = (form, read, words, opened)
    }

    /// A line for the value at the end of `path`.
    mutating func line(
        _ label: String, _ tree: FormTree, _ path: String, hint: String = ""
    ) -> EditorField {
        made.insert(path)
        return EditorField(
            name: path, label: words("scorecard.field.\(label)"), value: value(tree, path),
            choices: [], isBox: false, isTicked: false, hint: hint, tongue: nil, isTurn: false,
            problem: problem(at: path))
    }

    mutating func box(_ label: String, _ tree: FormTree, _ path: String) -> EditorField {
        made.insert(path)
        return EditorField(
            name: path, label: words("scorecard.field.\(label)"), value: "yes", choices: [],
            isBox: true, isTicked: value(tree, path) == "yes", hint: "", tongue: nil,
            isTurn: false, problem: problem(at: path))
    }

    /// `choices` are values and what they are called.
    mutating func select(
        _ label: String, _ tree: FormTree, _ path: String,
        _ choices: [(String, String)], isTurn: Bool = false
    ) -> EditorField {
        made.insert(path)
        let chosen = value(tree, path)
        return EditorField(
            name: path, label: words("scorecard.field.\(label)"), value: chosen,
            choices: choices.map {
                .init(value: $0.0, label: $0.1, isChosen: $0.0 == chosen)
            }, isBox: false, isTicked: false, hint: "", tongue: nil, isTurn: isTurn,
            problem: problem(at: path))
    }

    /// A text in the three languages; `key` is its name in `tree`.
    mutating func text(
        _ label: String, _ path: String, _ tree: FormTree, _ key: String
    ) -> EditorText {
        EditorText(
            label: words("scorecard.field.\(label)"),
            fields: Language.allCases.map { language in
                let path = "\(path).\(language.rawValue)"
                made.insert(path)
                return EditorField(
                    name: path, label: language.name,
                    value: tree.values["\(key).\(language.rawValue)"] ?? "", choices: [],
                    isBox: false, isTicked: false, hint: language.shortName,
                    tongue: language.rawValue, isTurn: false, problem: problem(at: path))
            })
    }

    /// Code, a number and a label.
    mutating func row(_ path: String, _ tree: FormTree, figure: String?) -> EditorRow {
        var fields = [line("code", tree, path + ".code")]
        if let figure { fields.append(line(figure, tree, "\(path).\(figure)")) }
        return EditorRow(fields: fields + text("label", path + ".label", tree, "label").fields)
    }

    /// In the reader's language, else in any, else what `key` says.
    func heading(_ tree: FormTree, _ name: String, orElse key: String) -> String {
        let own = tree["\(name).\(words.language.rawValue)"]
        if !own.isEmpty { return own }
        let other = ScorecardForm.languages.lazy.map { tree["\(name).\($0)"] }
            .first { !$0.isEmpty }
        return other ?? (tree["code"].isEmpty ? words.catalogue(key) : tree["code"])
    }

    func acts(_ path: String) -> [EditorAct] {
        [
            EditorAct(value: "up:\(path)", symbol: "↑", label: words("scorecard.moveUp")),
            EditorAct(value: "down:\(path)", symbol: "↓", label: words("scorecard.moveDown")),
            EditorAct(value: "remove:\(path)", symbol: "✕", label: words("scorecard.remove")),
        ]
    }

    // MARK: Problems

    /// Whether something is wrong with the part at `path`, or it was just worked on.
    func isOpen(_ path: String) -> Bool {
        opened == path || read.problems.contains { Self.holds(path, $0.path) }
    }

    func hasProblem(_ paths: [String]) -> Bool {
        paths.contains { path in read.problems.contains { Self.holds(path, $0.path) } }
    }

    /// The path of the field that is nearest to what is wrong.
    func field(nearest path: String) -> String {
        var path = Substring(path)
        while !made.contains(String(path)), !Self.isPart(path) {
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else {
                return "card"
            }
            path = path[..<cut]
        }
        return String(path)
    }

    /// `Section 2, question 1`, in the reader's words; the card itself has none.
    func place(of path: String) -> String {
        guard let section = FormPath(Substring(path + ".")) else {
            return words("scorecard.theCard")
        }
        guard section.list == "sections" else {
            return words("scorecard.place.band", ["n": "\(section.number)"])
        }
        guard let question = FormPath(section.rest), question.list == "questions" else {
            return words("scorecard.place.section", ["n": "\(section.number)"])
        }
        return words(
            "scorecard.place.question", ["n": "\(section.number)", "m": "\(question.number)"])
    }

    private static func isPart(_ path: Substring) -> Bool {
        path.wholeMatch(of: /sections\[[0-9]+\](\.questions\[[0-9]+\])?/) != nil
    }

    private func problem(at path: String) -> String? {
        let own = read.problems.filter { Self.holds(path, $0.path) }
        return own.isEmpty ? nil : own.prefix(3).map(words.sentence).joined(separator: " ")
    }

    /// Whether `inner` is `path` or lies within it.
    private static func holds(_ path: String, _ inner: String) -> Bool {
        guard inner.hasPrefix(path) else { return false }
        guard inner.utf8.count > path.utf8.count else { return true }
        let next = inner.utf8[inner.utf8.index(inner.startIndex, offsetBy: path.utf8.count)]
        return next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }

    /// What stands in `tree` for the last part of `path`.
    private func value(_ tree: FormTree, _ path: String) -> String {
        var rest = path[...]
        while let item = FormPath(rest) { rest = item.rest }
        return tree.values[String(rest)] ?? ""
    }
}
