/// Hides what would name a customer on a page that need not name them.
enum Masking {
    private static let dot = "•"

    /// `13812345021` becomes `138•••••021`; of short numbers only the last two stay.
    static func number(_ text: String) -> String {
        let shown = text.count >= 9 ? (3, 3) : (0, 2)
        return hide(text, first: shown.0, last: shown.1)
    }

    /// The first character stays.
    static func name(_ text: String) -> String { hide(text, first: 1, last: 0) }

    /// A file's name with every run of digits hidden that may be a phone number: seven or more
    /// digits that read neither as a date nor as Unix seconds.
    static func fileName(_ text: String) -> String {
        var result = ""
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                result += settled(digits)
                digits = ""
                result.append(character)
            }
        }
        return result + settled(digits)
    }

    private static func settled(_ digits: String) -> String {
        digits.count < 7 || readsAsTime(digits) ? digits : number(digits)
    }

    private static func readsAsTime(_ digits: String) -> Bool {
        let parts = digits.map { $0.wholeNumberValue ?? 0 }
        if digits.count == 10 { return digits.hasPrefix("16") || digits.hasPrefix("17") }
        guard [8, 12, 14, 17].contains(digits.count),
            digits.hasPrefix("20") || digits.hasPrefix("19")
        else { return false }
        return (1...12).contains(parts[4] * 10 + parts[5])
            && (1...31).contains(parts[6] * 10 + parts[7])
    }

    private static func hide(_ text: String, first: Int, last: Int) -> String {
        guard text.count > first + last else { return text.isEmpty ? "" : dot }
        let hidden = min(text.count - first - last, 5)
        return text.prefix(first) + String(repeating: dot, count: hidden) + text.suffix(last)
    }
}
