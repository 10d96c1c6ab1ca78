/// A number with at most three places behind the point, kept as a whole number of thousandths, so
/// that machines agree: weights, points, and what a number question asks for. JSON has the whole
/// number (`12.5` is `12500`), YAML and pages have the decimal text.
package struct Thousandths: Hashable, Comparable, Sendable {
    package let count: Int
    package static let zero = Thousandths(0)
    package static let one = Thousandths(1000)
    /// What is read lies within this, either side of 0, so that sums of thousands can't overflow.
    private static let countMax = 1_000_000_000_000

    /// `count` thousandths.
    package init(_ count: Int) {
        self.count = count
    }

    /// What is too large becomes the largest.
    package init(whole: Int) {
        let product = whole.multipliedReportingOverflow(by: 1000)
        count = product.overflow ? (whole < 0 ? -Self.countMax : Self.countMax)
            : min(max(product.partialValue, -Self.countMax), Self.countMax)
    }

    /// Reads a text such as `12`, `-3.5` or `0.125`; nil for anything else, for more than three
    /// places and for more than nine digits before the point.
    package init?(text: some StringProtocol) {
        var digits = Substring(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...9).contains(parts[0].utf8.count) else {
            return nil
        }
        let places = parts.count == 2 ? String(parts[1]) : "0"
        guard (1...3).contains(places.utf8.count),
            (parts[0] + places).utf8.allSatisfy({ (48...57).contains($0) }),
            let whole = Int(parts[0]),
            let part = Int(places + String(repeating: "0", count: 3 - places.utf8.count))
        else { return nil }
        count = (isNegative ? -1 : 1) * (whole * 1000 + part)
    }

    package static func < (left: Self, right: Self) -> Bool { left.count < right.count }
}

extension Thousandths: CustomStringConvertible {
    /// Without zeros that say nothing: `12`, `-3.5`, `0.125`.
    package var description: String {
        let magnitude = count.magnitude
        var text = (count < 0 ? "-" : "") + String(magnitude / 1000)
        var places = String(String(1000 + magnitude % 1000).dropFirst())
        while places.hasSuffix("0") { places.removeLast() }
        if !places.isEmpty { text += "." + places }
        return text
    }
}

extension Thousandths: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        count = try container.decode(Int.self)
        guard count.magnitude <= Self.countMax.magnitude else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a number beyond \(Self.countMax) thousandths")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }
}

/// A part of a hundred in hundredths: `87.50 %` is 8750. JSON has the whole number.
package struct Percent: Hashable, Comparable, Sendable {
    package let hundredths: Int
    package static let zero = Percent(0)
    package static let whole = Percent(10_000)

    /// `hundredths` of a percent.
    package init(_ hundredths: Int) {
        self.hundredths = hundredths
    }

    /// Reads a text such as `80` or `87.5`, from 0 to 100; nil for anything else.
    package init?(text: some StringProtocol) {
        guard let number = Thousandths(text: text), number.count % 10 == 0,
            (0...100_000).contains(number.count)
        else { return nil }
        hundredths = number.count / 10
    }

    package static func < (left: Self, right: Self) -> Bool { left.hundredths < right.hundredths }
}

extension Percent: CustomStringConvertible {
    /// Without the sign and without zeros that say nothing: `87.5`.
    package var description: String { Thousandths(hundredths * 10).description }
}

extension Percent: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        hundredths = try container.decode(Int.self)
        guard hundredths.magnitude <= 1_000_000 else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a percentage beyond 10,000")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hundredths)
    }
}
