import Calls

/// What a route of the API takes and answers, from which the OpenAPI document is made.
struct APIOperation: Sendable {
    /// A value that is sent.
    struct Field: Sendable {
        enum Kind: Sendable {
            case text(most: Int)
            case integer(ClosedRange<Int>)
            case number
            case flag
            case choice([String])
            /// 13 characters of base 32.
            case id
            /// RFC 3339 with its offset, or a day.
            case time
            case opaque
            indirect case list(Kind, most: Int)
            /// Names and texts, at most so many.
            case map(most: Int)
            case object([Field])
        }

        let name: String
        let kind: Kind
        let isRequired: Bool

        static func needed(_ name: String, _ kind: Kind) -> Field {
            Field(name: name, kind: kind, isRequired: true)
        }

        static func maybe(_ name: String, _ kind: Kind) -> Field {
            Field(name: name, kind: kind, isRequired: false)
        }
    }

    enum Answer: Sendable {
        case json
        /// 204
        case nothing
        case bytes(type: String, isPartial: Bool)
        /// 201 with JSON.
        case made
    }

    let summary: String
    var query: [Field] = []
    /// Fields of the JSON object that is sent; nil when nothing is.
    var body: [Field]?
    /// Bytes that are sent instead, of this type.
    var upload: String?
    var answer: Answer = .json

    /// Of a list that is walked by keys.
    static let paging: [Field] = [
        .maybe("after", .opaque), .maybe("limit", .integer(1...200)),
    ]

    /// What a description says of calls asked for.
    static let filter: [Field] = [
        .maybe("from", .time), .maybe("to", .time), .maybe("agent", .text(most: 200)),
        .maybe("campaign", .text(most: 200)),
        .maybe("direction", .choice(Direction.allCases.map(\.rawValue))),
        .maybe("customer", .id), .maybe("minSeconds", .number), .maybe("maxSeconds", .number),
        .maybe("text", .text(most: 200)),
        .maybe("verdict", .list(.choice(Verdict.allCases.map(\.rawValue)), most: 20)),
    ]
}
