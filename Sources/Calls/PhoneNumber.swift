import Foundation

/// A telephone number in its international form (ITU-T E.164), however it was written.
package struct PhoneNumber: Hashable, Sendable {
    /// Counts changes of the rules below. It is stored beside what was derived from a number, so
    /// that a later version can tell which rows to derive anew.
    package static let ruleVersion = 1

    /// Country code and national number.
    package static let digitsMax = 15
    /// Fewer digits than this are an internal extension or a short code, not a number.
    package static let digitsMin = 7

    /// `+` and 7 to 15 digits.
    package let e164: String

    /// Reads the stored form again; nil for anything else.
    package init?(e164: String) {
        guard e164.first == "+" else { return nil }
        self.init(international: e164.utf8.dropFirst().map { Int($0) - 48 })
    }

    /// Reads `text` as somebody in `region` (ISO 3166 alpha-2) would dial it: in international form
    /// with `+`, `00` or the region's own prefix, or in national form with or without the trunk
    /// prefix. Digits of any script count; blanks, brackets, dots, dashes and slashes don't. Nil
    /// for extensions, short codes, names, and what the region's numbering plan doesn't know.
    package init?(normalising text: String, region: String) {
        guard let written = WrittenNumber(text) else { return nil }
        if written.isInternational {
            self.init(international: written.digits)
            return
        }
        guard let plan = NumberingPlan.of(region) else {
            // Nobody's national form is known here, and `00` alone is the same nearly everywhere.
            guard written.digits.starts(with: [0, 0]) else { return nil }
            self.init(international: Array(written.digits.dropFirst(2)))
            return
        }
        for prefix in plan.internationalPrefixes where written.digits.starts(with: prefix) {
            let rest = Array(written.digits.dropFirst(prefix.count))
            if let number = PhoneNumber(international: rest) {
                self = number
                return
            }
        }
        guard let digits = plan.international(written.digits) else { return nil }
        self.init(international: digits)
    }

    /// `digits` begin with the country code; a trunk prefix left in after it is taken out.
    private init?(international digits: [Int]) {
        guard digits.allSatisfy({ (0...9).contains($0) }),
            let country = CountryCode.length(in: digits)
        else { return nil }
        var digits = digits
        if let plan = NumberingPlan.of(countryCode: digits.prefix(country)) {
            digits = plan.withoutTrunkPrefix(digits)
        }
        guard (Self.digitsMin...Self.digitsMax).contains(digits.count) else { return nil }
        e164 = "+" + digits.map(String.init).joined()
    }
}

extension PhoneNumber {
    /// The national number with its middle hidden, such as `138•••••000`. At least five digits are
    /// hidden, so a short number shows fewer at its ends.
    package var masked: String {
        let digits = Array(e164.dropFirst())
        let country = CountryCode.length(in: digits.compactMap(\.wholeNumberValue)) ?? 0
        let national = digits.dropFirst(country)
        let shown = max(0, min(6, national.count - 5))
        let (head, tail) = ((shown + 1) / 2, shown / 2)
        let hidden = String(repeating: "•", count: national.count - shown)
        return String(national.prefix(head)) + hidden + String(national.suffix(tail))
    }
}

/// The digits of a number as somebody wrote it, and whether a `+` stood before them.
private struct WrittenNumber {
    var digits: [Int] = []
    var isInternational = false

    /// Longer texts are no number.
    private static let charactersMax = 64
    private static let separators = Set(" \t-‐‑‒–—―−.·()[]/_".unicodeScalars)

    init?(_ text: String) {
        guard text.utf8.count <= 4 * Self.charactersMax else { return nil }
        for scalar in Self.number(in: text).unicodeScalars {
            let properties = scalar.properties
            if properties.numericType == .decimal, let value = properties.numericValue {
                digits.append(Int(value))
            } else if scalar == "+", digits.isEmpty, !isInternational {
                isInternational = true
            } else if !Self.separators.contains(scalar),
                properties.generalCategory != .format
            {
                return nil
            }
        }
        guard (1...Self.charactersMax).contains(digits.count) else { return nil }
    }

    /// Compatibility forms resolved (full-width and circled digits), and what stands around a
    /// number in addresses taken off: `tel:` and `sip:` before it, host, parameters and extension
    /// after it.
    private static func number(in text: String) -> Substring {
        var number = text.precomposedStringWithCompatibilityMapping.lowercased()[...]
        for scheme in ["tel:", "sips:", "sip:"] where number.hasPrefix(scheme) {
            number = number.dropFirst(scheme.count)
        }
        let end = number.firstIndex { "@;,#x".contains($0) } ?? number.endIndex
        number = number[..<end]
        // What is left of "ext." once cut at its x.
        return number.hasSuffix("e") ? number.dropLast() : number
    }
}
