/// The JSON form: what is empty isn't written, and may be left out when it is read.
extension AnswerSheet: Codable {
    private enum CodingKeys: String, CodingKey {
        case answers, comment, moments
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        answers = try container.decodeIfPresent([String: Answer].self, forKey: .answers) ?? [:]
        comment = try container.decodeIfPresent(String.self, forKey: .comment) ?? ""
        moments = try container.decodeIfPresent([Moment].self, forKey: .moments) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(answers, forKey: .answers)
        if !comment.isEmpty { try container.encode(comment, forKey: .comment) }
        if !moments.isEmpty { try container.encode(moments, forKey: .moments) }
    }
}

extension AnswerSheet.Answer: Codable {
    private enum CodingKeys: String, CodingKey {
        case value, measured, comment, causes, moments, failReason
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        value = try container.decodeIfPresent(AnswerSheet.Value.self, forKey: .value)
        measured = try container.decodeIfPresent(Thousandths.self, forKey: .measured)
        comment = try container.decodeIfPresent(String.self, forKey: .comment) ?? ""
        causes = try container.decodeIfPresent([String].self, forKey: .causes) ?? []
        moments =
            try container.decodeIfPresent([AnswerSheet.Moment].self, forKey: .moments) ?? []
        failReason = try container.decodeIfPresent(String.self, forKey: .failReason) ?? ""
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(value, forKey: .value)
        try container.encodeIfPresent(measured, forKey: .measured)
        if !comment.isEmpty { try container.encode(comment, forKey: .comment) }
        if !causes.isEmpty { try container.encode(causes, forKey: .causes) }
        if !moments.isEmpty { try container.encode(moments, forKey: .moments) }
        if !failReason.isEmpty { try container.encode(failReason, forKey: .failReason) }
    }
}

/// `{"choice": "yes"}`, `{"number": 4000}`, `{"text": "…"}` or `{"notApplicable": true}`.
extension AnswerSheet.Value: Codable {
    private enum CodingKeys: String, CodingKey {
        case choice, number, text, notApplicable
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "one of choice, number, text and notApplicable"))
        }
        if let code = try container.decodeIfPresent(String.self, forKey: .choice) {
            self = .choice(code)
        } else if let number = try container.decodeIfPresent(Thousandths.self, forKey: .number) {
            self = .number(number)
        } else if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            self = .text(text)
        } else if try container.decodeIfPresent(Bool.self, forKey: .notApplicable) == true {
            self = .notApplicable
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an empty answer"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .choice(let code): try container.encode(code, forKey: .choice)
        case .number(let number): try container.encode(number, forKey: .number)
        case .text(let text): try container.encode(text, forKey: .text)
        case .notApplicable: try container.encode(true, forKey: .notApplicable)
        }
    }
}

extension AnswerSheet.Moment: Codable {
    private enum CodingKeys: String, CodingKey {
        case second, note
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        second = try container.decode(Int.self, forKey: .second)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(second, forKey: .second)
        if !note.isEmpty { try container.encode(note, forKey: .note) }
    }
}
