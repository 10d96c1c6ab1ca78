import Calls

/// What a route of the API takes and answers, from which the OpenAPI document is made.
struct APIOperation: Sendable {
    /// A value that is sent.
    struct Field: Sendable {
        enum Kind: Sendable {
            case text(least: Int = 1, most: Int)
            case integer(ClosedRange<Int>)
            /// A length, below a million.
            case seconds
            case flag
            case choice([String])
            /// 13 characters of base 32.
            case id
            /// RFC 3339 with its offset, or a day.
            case time
            /// A day such as 2026-11-22.
            case day
            case opaque
            /// An object whose fields another document describes.
            case document
            /// Whatever the other kind takes, or null.
            indirect case orNull(Kind)
            indirect case list(Kind, most: Int)
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
        /// Of one of these types, as was asked for.
        case bytes(types: [String], isPartial: Bool)
        /// 201 with JSON.
        case made
        /// 201, or 200 with the same JSON where it was there already.
        case madeUnlessThere
        /// 202 with JSON: what was asked for waits for a second person.
        case waits
        /// 200, or 422 with the same JSON where the file that was sent has mistakes.
        case jsonOfFile

        static func bytes(type: String, isPartial: Bool) -> Answer {
            .bytes(types: [type], isPartial: isPartial)
        }
    }

    let summary: String
    var query: [Field] = []
    /// Parts of the path that are something else than an id.
    var path: [String: Field.Kind] = [:]
    /// Fields of the JSON object that is sent; nil when nothing is.
    var body: [Field]?
    /// Bytes that are sent instead, of this type.
    var upload: String?
    var answer: Answer = .json

    /// Of a list that is walked by keys.
    static let paging: [Field] = [
        .maybe("after", .opaque), .maybe("limit", .integer(1...200)),
    ]

    /// The whole of a body that only says why.
    static let reason: [Field] = [.needed("reason", .text(most: 500))]

    /// What a description says of calls asked for.
    static let filter: [Field] = [
        .maybe("from", .time), .maybe("to", .time), .maybe("agent", .text(most: 200)),
        .maybe("campaign", .text(most: 200)),
        .maybe("direction", .choice(Direction.allCases.map(\.rawValue))),
        .maybe("customer", .id), .maybe("minSeconds", .seconds), .maybe("maxSeconds", .seconds),
        .maybe("text", .text(most: 200)),
        .maybe("verdict", .list(.choice(Verdict.allCases.map(\.rawValue)), most: 20)),
    ]
}
