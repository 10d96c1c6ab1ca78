/// The number by which a customer asks for a complaint: two digits of the year, seven that count
/// within it, and a check digit, as in `26-0000471-4`. Only digits, so that it can be told and
/// keyed in on a telephone. The check digit is Damm's (H. M. Damm, Total anti-symmetrische
/// Quasigruppen, Marburg 2004): it finds every wrong digit and every two that changed places.
package struct ComplaintNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let countMax = 9_999_999

    /// 0 to 99.
    package let year: Int
    /// From 1 in each year.
    package let count: Int

    /// Nil beyond the bounds. Of `year` the last two digits count.
    package init?(year: Int, count: Int) {
        guard year >= 0, (1...Self.countMax).contains(count) else { return nil }
        self.year = year % 100
        self.count = count
    }

    /// Reads what somebody typed: hyphens, spaces and full-width digits don't matter; nil when it
    /// isn't a number of ours, or a digit is wrong.
    package init?(text: some StringProtocol) {
        guard text.count <= 40 else { return nil }
        var digits: [Int] = []
        for character in text where !character.isWhitespace && !"-–—－".contains(character) {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else {
                return nil
            }
            digits.append(digit)
        }
        guard digits.count == 10, Self.damm(digits) == 0 else { return nil }
        let number = digits.dropLast().reduce(0) { $0 * 10 + $1 }
        self.init(year: number / 10_000_000, count: number % 10_000_000)
    }

    package var checkDigit: Int { Self.damm(digits) }

    package var description: String {
        let text = digits.map(String.init).joined()
        return "\(text.prefix(2))-\(text.dropFirst(2))-\(checkDigit)"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.count) < (right.year, right.count)
    }

    private var digits: [Int] {
        var rest = year * 10_000_000 + count
        var digits = [Int](repeating: 0, count: 9)
        for place in digits.indices.reversed() {
            digits[place] = rest % 10
            rest /= 10
        }
        return digits
    }

    /// 0 for digits that end in their check digit.
    static func damm(_ digits: [Int]) -> Int {
        digits.reduce(0) { quasigroup[$0][$1] }
    }

    private static let quasigroup = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9], [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5], [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
