import Calls
import Foundation

/// Something that is wrong in the editor, beside the field of its path.
struct EditorProblem: Sendable, Equatable {
    let code: ScorecardProblem.Code
    let path: String
    /// In English.
    let sentence: String
}

/// Makes a scorecard of the editor's fields; what can't be read counts as nothing and is a problem.
struct ScorecardFormReader {
    private(set) var problems: [EditorProblem] = []
    private(set) var card = Scorecard(
        code: "", title: Self.nothing, passMark: .zero, sections: [])

    private static let nothing = LocalText(
        english: "", simplifiedChinese: "", traditionalChinese: "")
    /// What is read of longer lists is enough to say that they are too long.
    private static let itemsMax = ScorecardLimits.questionsMax + 1

    init(_ form: ScorecardForm) {
        let tree = form.tree
        card.code = tree["code"]
        card.title = text(tree, "title") ?? Self.nothing
        card.passMark = percent(tree["passMark"], at: "passMark") ?? .zero
        card.hidesWeights = tree.has("hidesWeights")
        card.bands = numbered(tree.items("bands"), "bands").map { row, path in
            Scorecard.Band(
                code: row["code"], label: text(row, "label") ?? Self.nothing,
                from: percent(row["from"], at: path + ".from") ?? .zero)
        }
        card.sections = numbered(tree.items("sections"), "sections").map { section($0, $1) }
        let unread = Set(problems.map(\.path))
        problems += card.problems().filter { !unread.contains($0.path) }.map {
            EditorProblem(code: $0.code, path: $0.path, sentence: $0.sentence)
        }
    }

    private func numbered(_ items: [FormTree], _ path: String) -> [(FormTree, String)] {
        items.prefix(Self.itemsMax).enumerated().map {
            ($0.element, "\(path)[\($0.offset + 1)]")
        }
    }

    private mutating func section(_ tree: FormTree, _ path: String) -> Scorecard.Section {
        var section = Scorecard.Section(
            code: tree["code"], title: text(tree, "title") ?? Self.nothing,
            weight: number(tree["weight"], at: path + ".weight", .badWeight) ?? .zero,
            questions: [])
        if !tree["passMark"].isEmpty {
            section.passMark = percent(tree["passMark"], at: path + ".passMark")
        }
        for (question, path) in numbered(tree.items("questions"), path + ".questions") {
            section.questions.append(self.question(question, path))
        }
        return section
    }

    private mutating func question(_ tree: FormTree, _ path: String) -> Scorecard.Question {
        let kind = kind(tree, path)
        let weight = number(tree["weight"], at: path + ".weight", .badWeight, orElse: .zero)
        var question = Scorecard.Question(
            code: tree["code"], text: text(tree, "text") ?? Self.nothing, kind: kind,
            weight: weight ?? .zero,
            notApplicable: Scorecard.NotApplicable(rawValue: tree["notApplicable"])
                ?? .notAllowed)
        question.help = text(tree, "help")
        question.goodExample = text(tree, "goodExample")
        question.badExample = text(tree, "badExample")
        question.isOptional = tree.has("isOptional")
        if let fails = Scorecard.Failing(rawValue: tree["autoFail.fails"]) {
            question.autoFail = Scorecard.AutoFail(
                when: answers(tree, "autoFail.when", path), fails: fails)
        }
        if !tree["condition.question"].isEmpty {
            question.condition = Scorecard.Condition(
                question: tree["condition.question"],
                when: answers(tree, "condition.when", path))
        }
        question.causes = tree.items("causes").prefix(Self.itemsMax).map { row in
            Scorecard.Cause(code: row["code"], label: text(row, "label") ?? Self.nothing)
        }
        question.commentWhen = Scorecard.CommentRule.allCases.filter {
            tree.has("commentWhen.\($0.rawValue)")
        }
        question.script = tree["script"].isEmpty ? nil : tree["script"]
        return question
    }

    private mutating func kind(_ tree: FormTree, _ path: String) -> Scorecard.Kind {
        switch Scorecard.Kind.Name(rawValue: tree["kind"]) ?? .yesNo {
        case .yesNo: return .yesNo(best: Scorecard.YesNo(rawValue: tree["best"]) ?? .yes)
        case .choice:
            var options: [Scorecard.Option] = []
            for (row, path) in numbered(tree.items("options"), path + ".options") {
                options.append(
                    Scorecard.Option(
                        code: row["code"], label: text(row, "label") ?? Self.nothing,
                        points: number(
                            row["points"], at: path + ".points", .badPoints, orElse: .zero)
                            ?? .zero))
            }
            return .choice(options: options)
        case .scale:
            let path = path + ".scale"
            return .scale(
                Scorecard.Scale(
                    least: step(tree["scale.least"], at: path + ".least"),
                    most: step(tree["scale.most"], at: path + ".most"),
                    leastLabel: text(tree, "scale.leastLabel") ?? Self.nothing,
                    mostLabel: text(tree, "scale.mostLabel") ?? Self.nothing,
                    bands: bands(tree["scale.bands"], at: path + ".bands")))
        case .number:
            let path = path + ".number"
            return .number(
                Scorecard.NumberRange(
                    least: number(tree["number.least"], at: path + ".least", .badRange) ?? .zero,
                    most: number(tree["number.most"], at: path + ".most", .badRange) ?? .zero,
                    unit: Scorecard.NumberUnit(rawValue: tree["number.unit"]) ?? .seconds,
                    measure: CallMeasure(rawValue: tree["number.measure"]),
                    bands: bands(tree["number.bands"], at: path + ".bands")))
        case .text: return .text
        }
    }

    // MARK: Values

    /// Nil when it is empty in every language.
    private func text(_ tree: FormTree, _ name: String) -> LocalText? {
        let text = LocalText(
            english: tree["\(name).en"], simplifiedChinese: tree["\(name).zh-Hans"],
            traditionalChinese: tree["\(name).zh-Hant"])
        return text == Self.nothing ? nil : text
    }

    private mutating func number(
        _ text: String, at path: String, _ code: ScorecardProblem.Code,
        orElse empty: Thousandths? = nil
    ) -> Thousandths? {
        if text.isEmpty, let empty { return empty }
        let number = Thousandths(text: text)
        if number == nil {
            add(code, path, "Write a number with at most three places, such as 12 or 2.5.")
        }
        return number
    }

    private mutating func percent(_ text: String, at path: String) -> Percent? {
        let percent = Percent(text: text)
        if percent == nil {
            add(.badPassMark, path, "Write a percentage from 0 to 100, such as 80 or 87.5.")
        }
        return percent
    }

    private mutating func step(_ text: String, at path: String) -> Int {
        guard let step = Int(text), (-1000...1000).contains(step) else {
            add(.badRange, path, "Write a whole number, such as 1 or 5.")
            return 0
        }
        return step
    }

    private mutating func bands(_ text: String, at path: String) -> [Scorecard.PointBand] {
        var bands: [Scorecard.PointBand] = []
        for part in text.split(separator: ",").prefix(ScorecardLimits.optionsMax + 1) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard halves.count == 2, let from = Thousandths(text: halves[0]),
                let points = Thousandths(text: halves[1])
            else {
                add(
                    .badBands, path,
                    "Write bands as from: points, such as 0: 5, 10: 2.5, 30: 0.")
                return bands
            }
            bands.append(Scorecard.PointBand(from: from, points: points))
        }
        return bands
    }

    private mutating func answers(
        _ tree: FormTree, _ name: String, _ path: String
    ) -> Scorecard.AnswerSet {
        let place = "\(path).\(name)"
        let choices = tree["\(name).choices"].split { $0 == "," || $0 == " " || $0 == "，" }
        return Scorecard.AnswerSet(
            choices: choices.prefix(ScorecardLimits.optionsMax).map(String.init),
            least: end(tree["\(name).least"], at: place + ".least"),
            most: end(tree["\(name).most"], at: place + ".most"),
            notApplicable: tree.has("\(name).notApplicable"))
    }

    private mutating func end(_ text: String, at path: String) -> Thousandths? {
        text.isEmpty ? nil : number(text, at: path, .answerUnknown)
    }

    private mutating func add(
        _ code: ScorecardProblem.Code, _ path: String, _ sentence: String
    ) {
        problems.append(EditorProblem(code: code, path: path, sentence: sentence))
    }
}
