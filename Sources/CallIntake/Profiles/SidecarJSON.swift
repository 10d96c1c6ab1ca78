import Foundation

/// A JSON value, read with a bound on its depth.
enum JSONValue: Hashable, Decodable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([JSONValue])
    case object([String: JSONValue])
    case null

    static let depthMax = 32

    /// The object that is all of `bytes`.
    static func object(in bytes: Data) throws(SidecarMistake) -> [String: JSONValue] {
        guard depth(of: bytes) <= depthMax else {
            throw SidecarMistake("The sidecar nests more than \(depthMax) deep.")
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: bytes) else {
            throw SidecarMistake(
                "The sidecar isn't whole JSON; write it under another name and rename it.")
        }
        guard case .object(let object) = value else {
            throw SidecarMistake("The sidecar must be one JSON object, { … }.")
        }
        return object
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// What the value is, for sentences.
    var kind: String {
        switch self {
        case .text: "text"
        case .number: "a number"
        case .flag: "true or false"
        case .list: "a list"
        case .object: "an object"
        case .null: "null"
        }
    }

    private static func depth(of bytes: Data) -> Int {
        var depth = 0
        var deepest = 0
        var inText = false
        var escaped = false
        for byte in bytes {
            if inText {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return deepest
    }
}

/// An object of a sidecar; each key is asked for with the type it must have.
struct SidecarObject {
    private let values: [String: JSONValue]
    private(set) var known: Set<String> = []

    init(_ values: [String: JSONValue]) {
        self.values = values
    }

    var unknownKeys: Set<String> { Set(values.keys).subtracting(known) }

    /// The value of `key`; nil when it is missing or null.
    mutating func value(_ key: String) -> JSONValue? {
        known.insert(key)
        let value = values[key]
        return value == .null ? nil : value
    }

    /// Text of at most 1,024 bytes without control characters; nil when it is missing or blank.
    mutating func text(_ key: String) throws(SidecarMistake) -> String? {
        guard let value = value(key) else { return nil }
        guard case .text(let text) = value else {
            throw SidecarMistake("\(key) must be text in quotes, not \(value.kind).")
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.count <= 1024,
            !trimmed.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { throw SidecarMistake("\(key) must be at most 1,024 bytes on one line.") }
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Seconds, 0 to a week.
    mutating func seconds(_ key: String, unit: Double = 1) throws(SidecarMistake) -> Double? {
        guard let value = value(key) else { return nil }
        guard case .number(let number) = value, (0...604_800).contains(number * unit) else {
            throw SidecarMistake("\(key) must be a number without quotes, from 0 to one week.")
        }
        return number * unit
    }
}
