/// A value of a scorecard as text, under its name in the YAML form.
struct ScorecardField: Hashable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether a field of this name can change what a sheet comes to, or whether it has passed.
    static func countsInScores(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        guard let first = parts.first, let last = parts.last else { return false }
        switch first {
        case "weight", "passMark", "notApplicable", "best", "kind", "autoFail", "condition",
            "section":
            return true
        case "options": return last == "points"
        case "scale", "number": return ["least", "most", "bands"].contains(last)
        default: return false
        }
    }

    static func text(_ name: String, _ text: LocalText?) -> [ScorecardField] {
        (text?.texts ?? []).map { ScorecardField("\(name).\($0.tag)", $0.text) }
    }

    static func optional(_ name: String, _ value: String?) -> [ScorecardField] {
        value.map { [ScorecardField(name, $0)] } ?? []
    }
}

extension Scorecard {
    /// Of the card itself, without its sections.
    var fields: [ScorecardField] {
        ScorecardField.text("title", title)
            + [
                ScorecardField("passMark", passMark.description),
                ScorecardField("hidesWeights", "\(hidesWeights)"),
            ]
            + bands.flatMap { band in
                [ScorecardField("bands.\(band.code).from", band.from.description)]
                    + ScorecardField.text("bands.\(band.code).label", band.label)
            }
    }
}

extension Scorecard.Section {
    /// Of the section itself, without its questions.
    var fields: [ScorecardField] {
        ScorecardField.text("title", title)
            + [ScorecardField("weight", weight.description)]
            + ScorecardField.optional("passMark", passMark?.description)
    }
}

extension Scorecard.Question {
    var fields: [ScorecardField] {
        var fields = ScorecardField.text("text", text)
        fields += ScorecardField.text("help", help)
        fields += ScorecardField.text("goodExample", goodExample)
        fields += ScorecardField.text("badExample", badExample)
        fields += [ScorecardField("kind", kind.name.rawValue)]
        fields += kind.fields
        fields += [
            ScorecardField("weight", weight.description),
            ScorecardField("notApplicable", notApplicable.rawValue),
            ScorecardField("isOptional", "\(isOptional)"),
        ]
        if let autoFail {
            fields += autoFail.when.fields("autoFail.when")
            fields.append(ScorecardField("autoFail.fails", autoFail.fails.rawValue))
        }
        if let condition {
            fields.append(ScorecardField("condition.question", condition.question))
            fields += condition.when.fields("condition.when")
        }
        if !causes.isEmpty {
            let codes = causes.map(\.code).joined(separator: ", ")
            fields.append(ScorecardField("causes", codes))
        }
        for cause in causes {
            fields += ScorecardField.text("causes.\(cause.code)", cause.label)
        }
        if !commentWhen.isEmpty {
            let rules = commentWhen.map(\.rawValue).joined(separator: ", ")
            fields.append(ScorecardField("commentWhen", rules))
        }
        return fields + ScorecardField.optional("script", script)
    }
}

extension Scorecard.Kind {
    fileprivate var fields: [ScorecardField] {
        switch self {
        case .yesNo(let best): [ScorecardField("best", best.rawValue)]
        case .choice(let options):
            [ScorecardField("options", options.map(\.code).joined(separator: ", "))]
                + options.flatMap { option in
                    [ScorecardField("options.\(option.code).points", option.points.description)]
                        + ScorecardField.text("options.\(option.code).label", option.label)
                }
        case .scale(let scale):
            [
                ScorecardField("scale.least", "\(scale.least)"),
                ScorecardField("scale.most", "\(scale.most)"),
                ScorecardField("scale.bands", Self.text(scale.bands)),
            ]
                + ScorecardField.text("scale.leastLabel", scale.leastLabel)
                + ScorecardField.text("scale.mostLabel", scale.mostLabel)
        case .number(let range):
            [
                ScorecardField("number.least", range.least.description),
                ScorecardField("number.most", range.most.description),
                ScorecardField("number.unit", range.unit.rawValue),
                ScorecardField("number.bands", Self.text(range.bands)),
            ] + ScorecardField.optional("number.measure", range.measure?.rawValue)
        case .text: []
        }
    }

    /// `0: 5, 3: 2` – from 0 on five points, from 3 on two.
    private static func text(_ bands: [Scorecard.PointBand]) -> String {
        bands.map { "\($0.from): \($0.points)" }.joined(separator: ", ")
    }
}

extension Scorecard.AnswerSet {
    fileprivate func fields(_ name: String) -> [ScorecardField] {
        var parts = choices
        if least != nil || most != nil {
            let ends = [least, most].map { $0?.description ?? "" }
            parts.append("\(ends[0])…\(ends[1])")
        }
        if notApplicable { parts.append("n/a") }
        return [ScorecardField(name, parts.joined(separator: ", "))]
    }
}
