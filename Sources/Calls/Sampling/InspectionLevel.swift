/// How much is inspected for the size of a lot (ANSI/ASQ Z1.4, Table I): three general levels, of
/// which II is usual, and four special ones for small samples.
package enum InspectionLevel: String, CaseIterable, Codable, Sendable {
    case general1 = "I"
    case general2 = "II"
    case general3 = "III"
    case special1 = "S-1"
    case special2 = "S-2"
    case special3 = "S-3"
    case special4 = "S-4"
}

/// An acceptable quality limit (AQL): nonconforming calls in a hundred, or nonconformities in a
/// hundred calls; above 10 the latter alone.
package struct QualityLimit: Hashable, Sendable {
    /// Thousandths of a percent: 0.65 is 650.
    package let thousandths: Int

    package init(thousandths: Int) {
        self.thousandths = thousandths
    }

    /// Reads `0.65`, `1`, `1.0`; nil when `text` is no number of at most three decimals.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.number(parts[0], digits: 1...4) else {
            return nil
        }
        var fraction = 0
        if parts.count == 2 {
            guard let digits = Self.number(parts[1], digits: 1...3) else { return nil }
            fraction = digits * [100, 10, 1][parts[1].utf8.count - 1]
        }
        thousandths = whole * 1_000 + fraction
    }

    /// The preferred series, in which the tables are written.
    package static let series = [
        10, 15, 25, 40, 65, 100, 150, 250, 400, 650, 1_000, 1_500, 2_500, 4_000, 6_500, 10_000,
        15_000, 25_000, 40_000, 65_000, 100_000, 150_000, 250_000, 400_000, 650_000, 1_000_000,
    ].map(QualityLimit.init(thousandths:))

    package var isOfTheSeries: Bool { Self.series.contains(self) }

    /// As the tables write it: `0.010`, `0.65`, `1.0`, `15`.
    package var text: String {
        let digits = String(1_000 + thousandths % 1_000).dropFirst()
        let whole = thousandths / 1_000
        return switch thousandths {
        case ..<100: "\(whole).\(digits)"
        case ..<1_000 where thousandths % 10 == 0: "\(whole).\(digits.prefix(2))"
        case ..<10_000 where thousandths % 100 == 0: "\(whole).\(digits.prefix(1))"
        case 10_000... where thousandths % 1_000 == 0: "\(whole)"
        default: "\(whole).\(digits)"
        }
    }

    private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }
}

extension QualityLimit: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let limit = QualityLimit(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a limit")
        }
        self = limit
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
