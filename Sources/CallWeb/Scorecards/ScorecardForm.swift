import Calls

/// A scorecard as the editor's fields have it, whether it is right or not.
struct ScorecardForm: Sendable, Equatable {
    /// For two hundred questions with everything that can stand beside them.
    static let pairsMax = 20_000
    /// Percent-encoding makes nine bytes of a Chinese character.
    static let bytesMax = 6 << 20
    static let languages = ["en", "zh-Hans", "zh-Hant"]

    var tree: FormTree

    init(_ tree: FormTree) {
        self.tree = tree
        dropBlanks()
    }

    init(_ card: Scorecard) {
        tree = FormTree(["code": card.code, "passMark": card.passMark.description])
        tree.put(card.title, "title")
        tree.put(card.hidesWeights, "hidesWeights")
        tree.setItems("bands", card.bands.map(Self.band))
        tree.setItems("sections", card.sections.map(Self.section))
    }

    /// What a new card begins with.
    static var blank: ScorecardForm {
        var form = ScorecardForm(FormTree(["passMark": "80"]))
        form.tree.setItems("sections", [newSection])
        return form
    }

    static var newSection: FormTree {
        var section = FormTree(["weight": "100"])
        section.setItems("questions", [newQuestion])
        return section
    }

    static var newQuestion: FormTree {
        FormTree(["kind": Scorecard.Kind.Name.yesNo.rawValue, "best": "yes", "weight": "5"])
    }

    private static func band(_ band: Scorecard.Band) -> FormTree {
        var tree = FormTree(["code": band.code, "from": band.from.description])
        tree.put(band.label, "label")
        return tree
    }

    private static func section(_ section: Scorecard.Section) -> FormTree {
        var tree = FormTree(["code": section.code, "weight": section.weight.description])
        tree.put(section.title, "title")
        tree.values["passMark"] = section.passMark?.description
        tree.setItems("questions", section.questions.map(question))
        return tree
    }

    private static func question(_ question: Scorecard.Question) -> FormTree {
        var tree = FormTree([
            "code": question.code, "weight": question.weight.description,
            "notApplicable": question.notApplicable.rawValue,
            "kind": question.kind.name.rawValue, "script": question.script ?? "",
        ])
        tree.put(question.text, "text")
        tree.put(question.help, "help")
        tree.put(question.goodExample, "goodExample")
        tree.put(question.badExample, "badExample")
        tree.put(question.isOptional, "isOptional")
        if let autoFail = question.autoFail {
            tree.values["autoFail.fails"] = autoFail.fails.rawValue
            tree.put(autoFail.when, "autoFail.when")
        }
        if let condition = question.condition {
            tree.values["condition.question"] = condition.question
            tree.put(condition.when, "condition.when")
        }
        for rule in question.commentWhen { tree.put(true, "commentWhen.\(rule.rawValue)") }
        tree.setItems(
            "causes",
            question.causes.map { cause in
                var row = FormTree(["code": cause.code])
                row.put(cause.label, "label")
                return row
            })
        tree.put(question.kind)
        return tree
    }

    /// Rows without a word are as good as none, so that numbers of problems and of fields agree.
    private mutating func dropBlanks() {
        tree.setItems("bands", tree.items("bands").filter { !$0.isBlank })
        tree.setItems(
            "sections",
            tree.items("sections").map { section in
                var section = section
                section.setItems(
                    "questions",
                    section.items("questions").map { question in
                        var question = question
                        for list in ["options", "causes"] {
                            question.setItems(
                                list, question.items(list).filter { !$0.isBlank })
                        }
                        return question
                    })
                return section
            })
    }
}

extension FormTree {
    fileprivate mutating func put(_ text: LocalText?, _ name: String) {
        for (tag, words) in text?.texts ?? [] { values["\(name).\(tag)"] = words }
    }

    fileprivate mutating func put(_ flag: Bool, _ name: String) {
        if flag { values[name] = "yes" }
    }

    fileprivate mutating func put(_ set: Scorecard.AnswerSet, _ name: String) {
        values["\(name).choices"] = set.choices.joined(separator: ", ")
        values["\(name).least"] = set.least?.description
        values["\(name).most"] = set.most?.description
        put(set.notApplicable, "\(name).notApplicable")
    }

    fileprivate mutating func put(_ kind: Scorecard.Kind) {
        switch kind {
        case .yesNo(let best): values["best"] = best.rawValue
        case .choice(let options):
            setItems(
                "options",
                options.map { option in
                    var row = FormTree([
                        "code": option.code, "points": option.points.description,
                    ])
                    row.put(option.label, "label")
                    return row
                })
        case .scale(let scale):
            values["scale.least"] = String(scale.least)
            values["scale.most"] = String(scale.most)
            put(scale.leastLabel, "scale.leastLabel")
            put(scale.mostLabel, "scale.mostLabel")
            values["scale.bands"] = Self.text(scale.bands)
        case .number(let range):
            values["number.least"] = range.least.description
            values["number.most"] = range.most.description
            values["number.unit"] = range.unit.rawValue
            values["number.measure"] = range.measure?.rawValue
            values["number.bands"] = Self.text(range.bands)
        case .text: break
        }
    }

    /// `1: 0, 3: 2.5` – from 1 on no points, from 3 on two and a half.
    private static func text(_ bands: [Scorecard.PointBand]) -> String {
        bands.map { "\($0.from): \($0.points)" }.joined(separator: ", ")
    }
}
