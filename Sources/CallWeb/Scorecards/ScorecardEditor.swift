import Calls

/// The editor's fields, made of a form and of what is wrong with it.
struct ScorecardEditor: Sendable {
    let card: [EditorField]
    let title: EditorText
    let bands: [EditorRow]
    let sections: [EditorSection]
    let problems: [Problem]

    /// A line of the list at the top, which leads to the field.
    struct Problem: Sendable {
        let url: String
        let place: String
        let sentence: String
    }

    /// `opened` is the path of a part that stays open, such as a question that was just added.
    init(
        _ form: ScorecardForm, _ read: ScorecardFormReader, opened: String?, isNew: Bool,
        _ words: Words
    ) {
        var maker = EditorFieldMaker(form, read, words, opened: opened)
        let tree = form.tree
        title = maker.text("title", "title", tree, "title")
        var fields = [maker.line("code", tree, "code", hint: "telesales-conduct")]
        if !isNew { fields = [] }
        fields.append(maker.line("passMark", tree, "passMark", hint: "80"))
        fields.append(maker.box("hidesWeights", tree, "hidesWeights"))
        card = fields
        bands = (tree.items("bands") + [FormTree()]).enumerated().map { place, row in
            maker.row("bands[\(place + 1)]", row, figure: "from")
        }
        let weights = read.card.sections.map { max(0, $0.weight.count) }
        let whole = weights.reduce(0, +)
        var number = 0
        var sections: [EditorSection] = []
        for (place, section) in tree.items("sections").enumerated() {
            let path = "sections[\(place + 1)]"
            let weight = place < weights.count ? weights[place] : 0
            sections.append(
                EditorSection(
                    id: EditorField.id(of: path),
                    heading: maker.heading(section, "title", orElse: "scorecard.section"),
                    share: whole == 0
                        ? "" : words.percent(Double(weight) / Double(whole)),
                    title: maker.text("sectionTitle", path + ".title", section, "title"),
                    fields: [
                        maker.line("code", section, path + ".code", hint: "opening"),
                        maker.line("sectionWeight", section, path + ".weight", hint: "20"),
                        maker.line("sectionPassMark", section, path + ".passMark", hint: "–"),
                    ],
                    questions: section.items("questions").enumerated().map { place, question in
                        number += 1
                        return maker.question(
                            question, "\(path).questions[\(place + 1)]", number: number)
                    },
                    acts: maker.acts(path),
                    add: EditorAct(
                        value: "add:\(path).questions", symbol: "+",
                        label: words("scorecard.addQuestion"))))
        }
        self.sections = sections
        problems = read.problems.prefix(Self.problemsShown).map { problem in
            Problem(
                url: "#" + EditorField.id(of: maker.field(nearest: problem.path)),
                place: maker.place(of: problem.path), sentence: words.sentence(problem))
        }
    }

    private static let problemsShown = 50
}

extension Words {
    /// English readers get the rules' own sentence, which knows more of the matter.
    func sentence(_ problem: EditorProblem) -> String {
        language == .english
            ? problem.sentence : catalogue("scorecard.problem.\(problem.code.rawValue)")
    }
}
