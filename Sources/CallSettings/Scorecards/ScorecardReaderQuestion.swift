import Calls

extension ScorecardReader {
    func question(_ map: YAMLMap) -> Scorecard.Question {
        defer { map.finish() }
        needs(["code", "text", "kind"], map)
        let kind = kind(map)
        if kind != .text { needs(["weight"], map) }
        var question = Scorecard.Question(
            code: word("code", map) ?? "", text: text("text", map) ?? Self.nothing, kind: kind,
            weight: number("weight", map) ?? .zero,
            notApplicable: choice("notApplicable", map, Scorecard.NotApplicable.self)
                ?? .notAllowed)
        question.help = text("help", map)
        question.goodExample = text("goodExample", map)
        question.badExample = text("badExample", map)
        question.isOptional = flag("isOptional", map)
        question.autoFail = autoFail(map)
        question.condition = condition(map)
        question.causes = list("causes", map).map(cause)
        question.commentWhen =
            value("commentWhen", map)?.choices(Scorecard.CommentRule.self) ?? []
        question.script = word("script", map)
        return question
    }

    private func kind(_ map: YAMLMap) -> Scorecard.Kind {
        switch choice("kind", map, Scorecard.Kind.Name.self) {
        case .yesNo?: return .yesNo(best: choice("best", map, Scorecard.YesNo.self) ?? .yes)
        case .choice?:
            needs(["options"], map)
            return .choice(options: list("options", map).map(option))
        case .scale?:
            needs(["scale"], map)
            return value("scale", map)?.map().map(scale) ?? .text
        case .number?:
            needs(["number"], map)
            return value("number", map)?.map().map(range) ?? .text
        case .text?, nil: return .text
        }
    }

    private func option(_ map: YAMLMap) -> Scorecard.Option {
        defer { map.finish() }
        needs(["code", "label"], map)
        return Scorecard.Option(
            code: word("code", map) ?? "", label: text("label", map) ?? Self.nothing,
            points: number("points", map) ?? .zero)
    }

    private func scale(_ map: YAMLMap) -> Scorecard.Kind {
        defer { map.finish() }
        needs(["least", "most", "leastLabel", "mostLabel"], map)
        return .scale(
            Scorecard.Scale(
                least: value("least", map)?.whole(-1000...1000) ?? 0,
                most: value("most", map)?.whole(-1000...1000) ?? 0,
                leastLabel: text("leastLabel", map) ?? Self.nothing,
                mostLabel: text("mostLabel", map) ?? Self.nothing,
                bands: list("bands", map).map(band)))
    }

    private func range(_ map: YAMLMap) -> Scorecard.Kind {
        defer { map.finish() }
        needs(["least", "most", "unit"], map)
        return .number(
            Scorecard.NumberRange(
                least: number("least", map) ?? .zero, most: number("most", map) ?? .zero,
                unit: choice("unit", map, Scorecard.NumberUnit.self) ?? .seconds,
                measure: choice("measure", map, CallMeasure.self),
                bands: list("bands", map).map(band)))
    }

    private func band(_ map: YAMLMap) -> Scorecard.PointBand {
        defer { map.finish() }
        needs(["from", "points"], map)
        return Scorecard.PointBand(
            from: number("from", map) ?? .zero, points: number("points", map) ?? .zero)
    }

    private func cause(_ map: YAMLMap) -> Scorecard.Cause {
        defer { map.finish() }
        needs(["code", "label"], map)
        return Scorecard.Cause(
            code: word("code", map) ?? "", label: text("label", map) ?? Self.nothing)
    }

    private func autoFail(_ map: YAMLMap) -> Scorecard.AutoFail? {
        guard let inner = value("autoFail", map)?.map() else { return nil }
        defer { inner.finish() }
        needs(["when", "fails"], inner)
        return Scorecard.AutoFail(
            when: answers(inner),
            fails: choice("fails", inner, Scorecard.Failing.self) ?? .section)
    }

    private func condition(_ map: YAMLMap) -> Scorecard.Condition? {
        guard let inner = value("condition", map)?.map() else { return nil }
        defer { inner.finish() }
        needs(["question", "when"], inner)
        return Scorecard.Condition(question: word("question", inner) ?? "", when: answers(inner))
    }

    /// `when: no`, `when: [partly, no]`, or a map of choices, least, most and notApplicable.
    private func answers(_ map: YAMLMap) -> Scorecard.AnswerSet {
        guard let value = value("when", map) else { return Scorecard.AnswerSet() }
        guard value.isMap, let inner = value.map() else {
            return Scorecard.AnswerSet(choices: words(value))
        }
        defer { inner.finish() }
        return Scorecard.AnswerSet(
            choices: self.value("choices", inner).map(words) ?? [],
            least: number("least", inner), most: number("most", inner),
            notApplicable: flag("notApplicable", inner))
    }

    /// A list of plain texts; a single one stands for a list of one.
    private func words(_ value: YAMLValue) -> [String] {
        value.plainText.map { [$0] } ?? (value.list() ?? []).map(word)
    }
}
