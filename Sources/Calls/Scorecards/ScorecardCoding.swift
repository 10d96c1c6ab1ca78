/// The JSON form. Optional values and empty lists aren't written and may be left out when it is
/// read; `{"format": "callaudit-scorecard-1", …}` tells what it is.
extension Scorecard: Codable {
    package static let format = "callaudit-scorecard-1"

    private enum CodingKeys: String, CodingKey {
        case format, code, title, passMark, bands, hidesWeights, sections
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let format = try container.decode(String.self, forKey: .format)
        guard format == Self.format else {
            throw DecodingError.dataCorruptedError(
                forKey: .format, in: container, debugDescription: "another format")
        }
        code = try container.decode(String.self, forKey: .code)
        title = try container.decode(LocalText.self, forKey: .title)
        passMark = try container.decode(Percent.self, forKey: .passMark)
        bands = try container.decodeIfPresent([Band].self, forKey: .bands) ?? []
        hidesWeights = try container.decodeIfPresent(Bool.self, forKey: .hidesWeights) ?? false
        sections = try container.decode([Section].self, forKey: .sections)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.format, forKey: .format)
        try container.encode(code, forKey: .code)
        try container.encode(title, forKey: .title)
        try container.encode(passMark, forKey: .passMark)
        if !bands.isEmpty { try container.encode(bands, forKey: .bands) }
        if hidesWeights { try container.encode(true, forKey: .hidesWeights) }
        try container.encode(sections, forKey: .sections)
    }
}

extension Scorecard.Question: Codable {
    private enum CodingKeys: String, CodingKey {
        case code, text, help, goodExample, badExample, kind, weight, notApplicable, isOptional
        case autoFail, condition, causes, commentWhen, script
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        text = try container.decode(LocalText.self, forKey: .text)
        help = try container.decodeIfPresent(LocalText.self, forKey: .help)
        goodExample = try container.decodeIfPresent(LocalText.self, forKey: .goodExample)
        badExample = try container.decodeIfPresent(LocalText.self, forKey: .badExample)
        kind = try container.decode(Scorecard.Kind.self, forKey: .kind)
        weight = try container.decode(Thousandths.self, forKey: .weight)
        notApplicable = try container.decode(
            Scorecard.NotApplicable.self, forKey: .notApplicable)
        isOptional = try container.decodeIfPresent(Bool.self, forKey: .isOptional) ?? false
        autoFail = try container.decodeIfPresent(Scorecard.AutoFail.self, forKey: .autoFail)
        condition = try container.decodeIfPresent(Scorecard.Condition.self, forKey: .condition)
        causes = try container.decodeIfPresent([Scorecard.Cause].self, forKey: .causes) ?? []
        commentWhen =
            try container.decodeIfPresent([Scorecard.CommentRule].self, forKey: .commentWhen) ?? []
        script = try container.decodeIfPresent(String.self, forKey: .script)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(help, forKey: .help)
        try container.encodeIfPresent(goodExample, forKey: .goodExample)
        try container.encodeIfPresent(badExample, forKey: .badExample)
        try container.encode(kind, forKey: .kind)
        try container.encode(weight, forKey: .weight)
        try container.encode(notApplicable, forKey: .notApplicable)
        if isOptional { try container.encode(true, forKey: .isOptional) }
        try container.encodeIfPresent(autoFail, forKey: .autoFail)
        try container.encodeIfPresent(condition, forKey: .condition)
        if !causes.isEmpty { try container.encode(causes, forKey: .causes) }
        if !commentWhen.isEmpty { try container.encode(commentWhen, forKey: .commentWhen) }
        try container.encodeIfPresent(script, forKey: .script)
    }
}

/// `{"type": "yesNo", "best": "yes"}`, `{"type": "choice", "options": […]}`,
/// `{"type": "scale", "scale": {…}}`, `{"type": "number", "number": {…}}` or `{"type": "text"}`.
extension Scorecard.Kind: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, best, options, scale, number
    }

    /// The word for the kind in JSON and YAML.
    package enum Name: String, CaseIterable, Codable, Sendable {
        case yesNo, choice, scale, number, text
    }

    package var name: Name {
        switch self {
        case .yesNo: .yesNo
        case .choice: .choice
        case .scale: .scale
        case .number: .number
        case .text: .text
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Name.self, forKey: .type) {
        case .yesNo: self = .yesNo(best: try container.decode(Scorecard.YesNo.self, forKey: .best))
        case .choice:
            self = .choice(
                options: try container.decode([Scorecard.Option].self, forKey: .options))
        case .scale: self = .scale(try container.decode(Scorecard.Scale.self, forKey: .scale))
        case .number:
            self = .number(try container.decode(Scorecard.NumberRange.self, forKey: .number))
        case .text: self = .text
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .type)
        switch self {
        case .yesNo(let best): try container.encode(best, forKey: .best)
        case .choice(let options): try container.encode(options, forKey: .options)
        case .scale(let scale): try container.encode(scale, forKey: .scale)
        case .number(let number): try container.encode(number, forKey: .number)
        case .text: break
        }
    }
}

extension Scorecard.AnswerSet: Codable {
    private enum CodingKeys: String, CodingKey {
        case choices, least, most, notApplicable
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        choices = try container.decodeIfPresent([String].self, forKey: .choices) ?? []
        least = try container.decodeIfPresent(Thousandths.self, forKey: .least)
        most = try container.decodeIfPresent(Thousandths.self, forKey: .most)
        notApplicable = try container.decodeIfPresent(Bool.self, forKey: .notApplicable) ?? false
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !choices.isEmpty { try container.encode(choices, forKey: .choices) }
        try container.encodeIfPresent(least, forKey: .least)
        try container.encodeIfPresent(most, forKey: .most)
        if notApplicable { try container.encode(true, forKey: .notApplicable) }
    }
}
