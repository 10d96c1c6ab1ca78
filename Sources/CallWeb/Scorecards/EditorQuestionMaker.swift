import Calls

extension EditorFieldMaker {
    mutating func question(
        _ tree: FormTree, _ path: String, number: Int
    ) -> EditorQuestion {
        let kind = Scorecard.Kind.Name(rawValue: tree["kind"]) ?? .yesNo
        var fields = [
            line("code", tree, path + ".code", hint: "own-name"),
            select(
                "kind", tree, path + ".kind",
                Scorecard.Kind.Name.allCases.map {
                    ($0.rawValue, words("scorecard.kind.\($0.rawValue)"))
                }, isTurn: true),
        ]
        if kind != .text {
            fields.append(line("weight", tree, path + ".weight", hint: "5"))
        }
        if kind == .yesNo {
            fields.append(
                select(
                    "best", tree, path + ".best",
                    Scorecard.YesNo.allCases.map {
                        ($0.rawValue, words("scoring.\($0.rawValue)"))
                    }))
        }
        fields.append(
            select(
                "notApplicable", tree, path + ".notApplicable",
                Scorecard.NotApplicable.allCases.map {
                    ($0.rawValue, words("scorecard.na.\($0.rawValue)"))
                }))
        fields.append(box("isOptional", tree, path + ".isOptional"))
        let answers = answers(of: kind, tree, path)
        return EditorQuestion(
            id: EditorField.id(of: path), number: "\(number)",
            heading: heading(tree, "text", orElse: "scorecard.newQuestion"),
            remarks: remarks(tree, kind), isOpen: isOpen(path),
            text: text("text", path + ".text", tree, "text"), fields: fields,
            parts: answers + [
                autoFail(tree, path), condition(tree, path), causes(tree, path),
                guide(tree, path),
            ], acts: acts(path))
    }

    private func remarks(_ tree: FormTree, _ kind: Scorecard.Kind.Name) -> [Tag] {
        var tags = [
            Tag(symbol: "·", text: words("scorecard.kind.\(kind.rawValue)"), tone: "plain")
        ]
        if kind != .text, !tree["weight"].isEmpty {
            tags.append(
                Tag(
                    symbol: "◔", text: words("scorecard.points", ["n": tree["weight"]]),
                    tone: "plain"))
        }
        if !tree["autoFail.fails"].isEmpty {
            tags.append(Tag(symbol: "✕", text: words("scoring.autoFail"), tone: "bad"))
        }
        if !tree["condition.question"].isEmpty {
            tags.append(Tag(symbol: "↳", text: words("scorecard.conditional"), tone: "plain"))
        }
        return tags
    }

    /// The answers of what isn't simply yes or no.
    private mutating func answers(
        of kind: Scorecard.Kind.Name, _ tree: FormTree, _ path: String
    ) -> [EditorPart] {
        let title = words("scorecard.answers")
        switch kind {
        case .yesNo, .text: return []
        case .choice:
            let rows = tree.items("options") + [FormTree(), FormTree()]
            return [
                EditorPart(
                    title: title, isOpen: true, fields: [], texts: [],
                    rows: rows.enumerated().map { place, option in
                        row("\(path).options[\(place + 1)]", option, figure: "points")
                    }, hint: words("scorecard.rowsHint"))
            ]
        case .scale:
            let path = path + ".scale"
            return [
                EditorPart(
                    title: title, isOpen: true,
                    fields: [
                        line("least", tree, path + ".least", hint: "1"),
                        line("most", tree, path + ".most", hint: "5"),
                        line("bands", tree, path + ".bands", hint: "1: 0, 3: 2.5, 5: 5"),
                    ],
                    texts: [
                        text("leastLabel", path + ".leastLabel", tree, "scale.leastLabel"),
                        text("mostLabel", path + ".mostLabel", tree, "scale.mostLabel"),
                    ], rows: [], hint: words("scorecard.bandsHint"))
            ]
        case .number:
            let path = path + ".number"
            let measures = [("", words("scorecard.noMeasure"))]
                + CallMeasure.allCases.map {
                    ($0.rawValue, words("scorecard.measure.\($0.rawValue)"))
                }
            return [
                EditorPart(
                    title: title, isOpen: true,
                    fields: [
                        line("least", tree, path + ".least", hint: "0"),
                        line("most", tree, path + ".most", hint: "600"),
                        select(
                            "unit", tree, path + ".unit",
                            Scorecard.NumberUnit.allCases.map {
                                ($0.rawValue, words("unit.\($0.rawValue)"))
                            }),
                        select("measure", tree, path + ".measure", measures),
                        line("bands", tree, path + ".bands", hint: "0: 5, 10: 2.5, 30: 0"),
                    ], texts: [], rows: [], hint: words("scorecard.bandsHint"))
            ]
        }
    }

    private mutating func autoFail(_ tree: FormTree, _ path: String) -> EditorPart {
        let when = path + ".autoFail.when"
        let fails = [("", words("scorecard.fails.nothing"))]
            + Scorecard.Failing.allCases.map {
                ($0.rawValue, words("scorecard.fails.\($0.rawValue)"))
            }
        return EditorPart(
            title: words("scorecard.field.autoFail"),
            isOpen: !tree["autoFail.fails"].isEmpty || hasProblem([path + ".autoFail"]),
            fields: [select("fails", tree, path + ".autoFail.fails", fails)]
                + answerSet(tree, when),
            texts: [], rows: [], hint: words("scorecard.answersHint"))
    }

    private mutating func condition(_ tree: FormTree, _ path: String) -> EditorPart {
        EditorPart(
            title: words("scorecard.field.condition"),
            isOpen: !tree["condition.question"].isEmpty || hasProblem([path + ".condition"]),
            fields: [line("conditionQuestion", tree, path + ".condition.question")]
                + answerSet(tree, path + ".condition.when"),
            texts: [], rows: [], hint: words("scorecard.conditionHint"))
    }

    private mutating func answerSet(_ tree: FormTree, _ path: String) -> [EditorField] {
        [
            line("choices", tree, path + ".choices", hint: "no"),
            line("least", tree, path + ".least"),
            line("most", tree, path + ".most"),
            box("whenNotApplicable", tree, path + ".notApplicable"),
        ]
    }

    private mutating func causes(_ tree: FormTree, _ path: String) -> EditorPart {
        let rows = tree.items("causes") + [FormTree(), FormTree()]
        let comments = Scorecard.CommentRule.allCases.map { rule in
            box("commentWhen.\(rule.rawValue)", tree, "\(path).commentWhen.\(rule.rawValue)")
        }
        return EditorPart(
            title: words("scorecard.causesAndComments"),
            isOpen: hasProblem([path + ".causes", path + ".commentWhen"]),
            fields: comments, texts: [],
            rows: rows.enumerated().map { place, cause in
                row("\(path).causes[\(place + 1)]", cause, figure: nil)
            }, hint: words("scorecard.causesHint"))
    }

    private mutating func guide(_ tree: FormTree, _ path: String) -> EditorPart {
        let names = ["help", "goodExample", "badExample"]
        return EditorPart(
            title: words("scoring.guide"),
            isOpen: hasProblem(names.map { "\(path).\($0)" } + [path + ".script"]),
            fields: [line("script", tree, path + ".script", hint: "opening-2026")],
            texts: names.map { text($0, "\(path).\($0)", tree, $0) }, rows: [], hint: "")
    }
}
