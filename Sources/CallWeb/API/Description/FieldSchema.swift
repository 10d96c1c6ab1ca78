extension APIOperation.Field.Kind {
    /// In the words of JSON Schema (2020-12).
    var schema: JSONTree {
        switch self {
        case .text(let least, let most):
            ["type": "string", "minLength": .integer(least), "maxLength": .integer(most)]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .seconds: ["type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000]
        case .flag: ["type": "boolean"]
        case .choice(let values): ["type": "string", "enum": .list(values.map { .text($0) })]
        case .id: ["type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{12}$"]
        case .time:
            ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]]
        case .day: ["type": "string", "format": "date"]
        case .orNull(let kind): ["anyOf": [kind.schema, ["type": "null"]]]
        case .opaque: ["type": "string", "maxLength": 200]
        case .document: ["type": "object"]
        case .list(let kind, let most):
            ["type": "array", "items": kind.schema, "maxItems": .integer(most)]
        case .object(let fields):
            [
                "type": "object", "additionalProperties": false,
                "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
                "properties": .object(
                    Dictionary(
                        fields.map { ($0.name, $0.kind.schema) },
                        uniquingKeysWith: { first, _ in first })),
            ]
        }
    }
}
