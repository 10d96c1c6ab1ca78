/// Hides what would name a customer on a page that need not name them.
package enum Masking {
    package static let dot = "•"

    /// `13812345021` becomes `138•••••021`; of short numbers only the last two stay.
    package static func number(_ text: String) -> String {
        let shown = text.count >= 9 ? (3, 3) : (0, 2)
        return hide(text, first: shown.0, last: shown.1)
    }

    /// The first character stays.
    package static func name(_ text: String) -> String { hide(text, first: 1, last: 0) }

    /// The last four characters stay, of short ones the last.
    package static func document(_ text: String) -> String {
        hide(text, first: 0, last: text.count > 8 ? 4 : 1)
    }

    /// Its beginning stays, which is the region: six characters, of short ones a third.
    package static func address(_ text: String) -> String {
        hide(text, first: min(6, text.count / 3), last: 0)
    }

    /// Nothing stays, the length neither.
    package static func whole(_ text: String) -> String {
        text.isEmpty ? "" : String(repeating: dot, count: 5)
    }

    /// A file's name with all hidden that may be a person: runs of seven or more digits that read
    /// neither as a date nor as Unix seconds, and names, which is what isn't written in small Latin
    /// letters or in capitals alone.
    package static func fileName(_ text: String) -> String {
        var result = ""
        var run = ""
        var isDigits = false
        func settle() {
            result += isDigits ? settled(digits: run) : settled(letters: run)
            run = ""
        }
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            guard isDigit || character.isLetter else {
                settle()
                result.append(character)
                continue
            }
            if isDigit != isDigits { settle() }
            isDigits = isDigit
            run.append(character)
        }
        settle()
        return result
    }

    private static func settled(digits: String) -> String {
        digits.count < 7 || readsAsTime(digits) ? digits : number(digits)
    }

    private static func settled(letters: String) -> String {
        let isName =
            letters.contains { !$0.isASCII }
            || (letters.first?.isUppercase == true && letters.contains(where: \.isLowercase))
        return isName && letters.count > 1 ? name(letters) : letters
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
