/// Any JSON, for documents whose shape is only known when they are made.
enum JSONTree: Encodable, Sendable, Equatable {
    case text(String)
    case integer(Int)
    case flag(Bool)
    case list([JSONTree])
    case object([String: JSONTree])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let integer): try container.encode(integer)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral integer: Int) { self = .integer(integer) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(arrayLiteral list: JSONTree...) { self = .list(list) }

    init(dictionaryLiteral pairs: (String, JSONTree)...) {
        self = .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }
}
