extension Scorecard {
    /// The YAML text of this card, keys always in the same order, texts in double quotes. It reads
    /// back equal; writing takes no parser.
    package var yaml: String { ScorecardWriter(self).text }
}

private struct ScorecardWriter {
    private(set) var text = ""
    private var depth = 0
    /// The next line carries the dash of a list's item.
    private var opensItem = false

    init(_ card: Scorecard) {
        line("code", Self.quoted(card.code))
        words("title", card.title)
        line("passMark", card.passMark.description)
        if card.hidesWeights { line("hidesWeights", "true") }
        items("bands", card.bands) { writer, band in
            writer.line("code", Self.quoted(band.code))
            writer.line("from", band.from.description)
            writer.words("label", band.label)
        }
        items("sections", card.sections) { writer, section in
            writer.line("code", Self.quoted(section.code))
            writer.words("title", section.title)
            writer.line("weight", section.weight.description)
            if let mark = section.passMark { writer.line("passMark", mark.description) }
            writer.items("questions", section.questions) { $0.question($1) }
        }
    }

    private mutating func question(_ question: Scorecard.Question) {
        line("code", Self.quoted(question.code))
        words("text", question.text)
        words("help", question.help)
        words("goodExample", question.goodExample)
        words("badExample", question.badExample)
        line("kind", question.kind.name.rawValue)
        kind(question.kind)
        if question.kind != .text || question.weight != .zero {
            line("weight", question.weight.description)
        }
        if question.notApplicable != .notAllowed {
            line("notApplicable", question.notApplicable.rawValue)
        }
        if question.isOptional { line("isOptional", "true") }
        if let autoFail = question.autoFail {
            group("autoFail") { writer in
                writer.answers(autoFail.when)
                writer.line("fails", autoFail.fails.rawValue)
            }
        }
        if let condition = question.condition {
            group("condition") { writer in
                writer.line("question", Self.quoted(condition.question))
                writer.answers(condition.when)
            }
        }
        items("causes", question.causes) { writer, cause in
            writer.line("code", Self.quoted(cause.code))
            writer.words("label", cause.label)
        }
        if !question.commentWhen.isEmpty {
            let rules = question.commentWhen.map(\.rawValue).joined(separator: ", ")
            line("commentWhen", "[\(rules)]")
        }
        if let script = question.script { line("script", Self.quoted(script)) }
    }

    private mutating func kind(_ kind: Scorecard.Kind) {
        switch kind {
        case .yesNo(let best): line("best", best.rawValue)
        case .choice(let options):
            items("options", options) { writer, option in
                writer.line("code", Self.quoted(option.code))
                writer.line("points", option.points.description)
                writer.words("label", option.label)
            }
        case .scale(let scale):
            group("scale") { writer in
                writer.line("least", "\(scale.least)")
                writer.line("most", "\(scale.most)")
                writer.words("leastLabel", scale.leastLabel)
                writer.words("mostLabel", scale.mostLabel)
                writer.bands(scale.bands)
            }
        case .number(let range):
            group("number") { writer in
                writer.line("least", range.least.description)
                writer.line("most", range.most.description)
                writer.line("unit", range.unit.rawValue)
                if let measure = range.measure { writer.line("measure", measure.rawValue) }
                writer.bands(range.bands)
            }
        case .text: break
        }
    }

    private mutating func bands(_ bands: [Scorecard.PointBand]) {
        guard !bands.isEmpty else { return }
        group("bands") { writer in
            for band in bands {
                writer.raw("- {from: \(band.from), points: \(band.points)}")
            }
        }
    }

    private mutating func answers(_ set: Scorecard.AnswerSet) {
        let choices = "[" + set.choices.map(Self.quoted).joined(separator: ", ") + "]"
        if set.least == nil, set.most == nil, !set.notApplicable {
            line("when", choices)
            return
        }
        group("when") { writer in
            if !set.choices.isEmpty { writer.line("choices", choices) }
            if let least = set.least { writer.line("least", least.description) }
            if let most = set.most { writer.line("most", most.description) }
            if set.notApplicable { writer.line("notApplicable", "true") }
        }
    }

    private mutating func words(_ key: String, _ words: LocalText?) {
        guard let words else { return }
        group(key) { writer in
            for (tag, text) in words.texts { writer.line(tag, Self.quoted(text)) }
        }
    }

    // MARK: Lines

    private mutating func raw(_ line: String) {
        text += String(repeating: "  ", count: opensItem ? depth - 1 : depth)
        text += (opensItem ? "- " : "") + line + "\n"
        opensItem = false
    }

    private mutating func line(_ key: String, _ value: String) {
        raw("\(key): \(value)")
    }

    private mutating func group(_ key: String, _ inner: (inout ScorecardWriter) -> Void) {
        raw(key + ":")
        depth += 1
        inner(&self)
        depth -= 1
    }

    /// Nothing for an empty list.
    private mutating func items<Item>(
        _ key: String, _ items: [Item], _ write: (inout ScorecardWriter, Item) -> Void
    ) {
        guard !items.isEmpty else { return }
        raw(key + ":")
        depth += 2
        for item in items {
            opensItem = true
            write(&self, item)
        }
        depth -= 2
    }

    /// In double quotes, with escapes for what can't be seen.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse,
                    .unassigned:
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                default: quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
