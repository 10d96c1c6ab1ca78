package import Foundation

/// The id of one `Entity`: 63 bits, from the top 43 of milliseconds since 1970, 12 of chance and 8
/// of the number of the node that made it, so that ids of several nodes never meet and later ids
/// sort after earlier ones. People and programs see 13 characters of Crockford's base 32, lower
/// case, such as `0e5q8rk2m1v7d`.
package struct Identifier<Entity>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The node that made it.
    package var node: NodeNumber { NodeNumber(truncatingIfNeeded: rawValue) }

    /// Reads the 13 characters; nil when `text` is anything else.
    package init?(text: some StringProtocol) {
        guard text.utf8.count == 13 else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = CrockfordBase32.value(of: byte) else { return nil }
            guard value < 1 << 58 else { return nil }
            value = value << 5 | UInt64(digit)
        }
        self.init(Int64(value))
    }

    package var description: String {
        var digits = [UInt8](repeating: 0, count: 13)
        var rest = UInt64(bitPattern: rawValue)
        for place in digits.indices.reversed() {
            digits[place] = CrockfordBase32.digits[Int(rest & 31)]
            rest >>= 5
        }
        return String(decoding: digits, as: UTF8.self)
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = Identifier(text: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an id: \(text)"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Makes ids. `next` must be called from one place at a time; ids rise even when the clock steps
/// back, and borrow from the milliseconds to come when more than 4,096 are wanted in one.
package struct IdentifierSequence: Sendable {
    /// The last id without its node.
    private var last: Int64 = 0

    package init() {}

    /// A fresh id for `now`, with `chance` filling its 12 bits, made by `node`.
    package mutating func next(now: Date, chance: UInt32, node: NodeNumber) -> Int64 {
        let milliseconds = Int64(max(0, now.timeIntervalSince1970) * 1000)
        last = max(last + 1, milliseconds << 12 | Int64(chance & 0xFFF))
        return last << 8 | Int64(node)
    }
}

/// Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, so nothing is misread aloud.
enum CrockfordBase32 {
    static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func value(of byte: UInt8) -> Int? {
        let lower = byte >= 65 && byte <= 90 ? byte + 32 : byte
        return digits.firstIndex(of: lower)
    }
}
