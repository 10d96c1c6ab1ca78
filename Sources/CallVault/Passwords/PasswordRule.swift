import Foundation

/// What may be a password: long enough, and none that is guessed first (NIST SP 800-63B, 5.1.1.2).
/// There are no rules of composition.
package struct PasswordRule: Sendable {
    package enum Weakness: Hashable, Sendable {
        case tooShort(charactersMin: Int)
        case tooLong(charactersMax: Int)
        /// Common, made of common ones, or one that names the account or the house.
        case common
    }

    package static let charactersMax = 128
    package let charactersMin: Int
    private let names: [String]

    /// `names` are what the account and its owner are called.
    package init(hasSecondFactor: Bool, names: [String]) {
        charactersMin = hasSecondFactor ? 8 : 15
        self.names = names.map(Self.folded).filter { $0.count >= 3 }
    }

    /// Nil when it may be used.
    package func weakness(of password: String) -> Weakness? {
        let password = password.precomposedStringWithCompatibilityMapping
        let count = password.unicodeScalars.count
        guard count >= charactersMin else { return .tooShort(charactersMin: charactersMin) }
        guard count <= Self.charactersMax else {
            return .tooLong(charactersMax: Self.charactersMax)
        }
        return isCommon(Self.folded(password)) ? .common : nil
    }

    private func isCommon(_ text: String) -> Bool {
        if Set(text).count < 5 || Self.isSequence(text) { return true }
        return [text, Self.withoutDisguise(text)].contains { text in
            [text, String(text.reversed())].contains { text in
                isMadeOfFew(text) || isMadeOfFew(String(text.drop(while: \.isNumber)))
            }
        }
    }

    /// Whether `text` is one or two common words, each as often as one likes, with at most four
    /// other characters behind them.
    private func isMadeOfFew(_ text: String) -> Bool {
        let once = rests(of: text[...])
        return once.contains { rest in
            rest.count <= 4 || rests(of: rest).contains { $0.count <= 4 }
        }
    }

    /// What is left of `text` after a common word that it begins with, repeated or not.
    private func rests(of text: Substring) -> [Substring] {
        var found: [Substring] = []
        for length in stride(from: min(text.count, 24), through: 3, by: -1) {
            let word = text.prefix(length)
            guard CommonPasswords.has(word) || names.contains(String(word)) else { continue }
            var rest = text.dropFirst(length)
            while rest.hasPrefix(word) { rest = rest.dropFirst(length) }
            found.append(rest)
        }
        return found
    }

    /// Along the alphabet, the digits or a row of the keyboard, in either direction.
    private static func isSequence(_ text: String) -> Bool {
        let rows = [
            "01234567890123456789", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "1234567890qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "qazwsxedcrfvtgbyhnujmikolp",
        ]
        return rows.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }

    /// Lower case, without spaces and signs between the letters.
    private static func folded(_ text: String) -> String {
        String(
            text.precomposedStringWithCompatibilityMapping.lowercased().filter {
                !$0.isWhitespace && !"-_.".contains($0)
            })
    }

    /// `p@ssw0rd` as `password`.
    private static func withoutDisguise(_ text: String) -> String {
        let meant: [Character: Character] = [
            "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s",
            "7": "t",
        ]
        return String(text.map { meant[$0] ?? $0 })
    }
}
