/// Amounts of a currency, which are kept in its smallest unit, as people write them: `1,284.50`.
package struct Currency: Hashable, Sendable {
    /// ISO 4217, such as `CNY`.
    package let code: String
    /// Of the smallest unit behind the point (ISO 4217:2015, table A.1).
    package let digits: Int

    package init(_ code: String) {
        self.code = code
        digits = Self.unusual[code] ?? 2
    }

    /// `1,284.50`, without the code.
    package func text(_ amount: Int64) -> String {
        let figures = String(amount.magnitude)
        let padded =
            String(repeating: "0", count: max(0, digits + 1 - figures.count)) + figures
        let whole = Array(padded.dropLast(digits))
        var text = amount < 0 ? "−" : ""
        for (place, figure) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(figure)
        }
        return digits == 0 ? text : text + "." + padded.suffix(digits)
    }

    /// Reads what somebody typed, such as `1,284.5` or `１２８４`; nil when it is no amount of this
    /// currency, is below nothing, or beyond all bounds.
    package func amount(_ typed: String) -> Int64? {
        guard typed.count <= 40 else { return nil }
        let plain = typed.filter { !$0.isWhitespace }.map { Self.narrow[$0] ?? $0 }
        let halves = String(plain).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let whole = Self.whole(halves[0]) else {
            return nil
        }
        let part = halves.count == 2 ? halves[1] : ""
        guard part.count <= digits, halves.count == 1 || !part.isEmpty else { return nil }
        let padded = part + String(repeating: "0", count: digits - part.count)
        let figures = (String(whole) + padded).map { $0.wholeNumberValue.map(String.init) ?? "x" }
        return Int64(figures.joined())
    }

    /// The figures before the point; thousands may be parted by commas.
    private static func whole(_ text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 }
        guard isGrouped, let first = groups.first, !first.isEmpty,
            groups.count == 1 || first.count <= 3
        else { return nil }
        return groups.joined()
    }

    private static let narrow: [Character: Character] = ["．": ".", "，": ",", "。": "."]

    private static let unusual: [String: Int] = {
        let none = [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
            "VND", "VUV", "XAF", "XOF", "XPF",
        ]
        let three = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
        let four = ["CLF", "UYW"]
        return Dictionary(
            uniqueKeysWithValues: none.map { ($0, 0) } + three.map { ($0, 3) }
                + four.map { ($0, 4) })
    }()
}
