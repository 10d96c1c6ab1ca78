import Foundation

/// The name by which an account signs in.
package enum AccountName {
    /// `text` in Unicode's NFKC, in lower case and without spaces around; nil unless that is 2 to
    /// 64 of a–z, 0–9, full stop, underscore, hyphen and at sign, a letter or digit first.
    package static func read(_ text: String) -> String? {
        let name = folded(text)
        guard (2...64).contains(name.utf8.count), let first = name.utf8.first,
            isLetterOrDigit(first),
            name.utf8.allSatisfy({ isLetterOrDigit($0) || "._-@".utf8.contains($0) })
        else { return nil }
        return name
    }

    /// How a name is looked up, however it was typed; bounded, whatever is typed.
    package static func folded(_ typed: String) -> String {
        typed.prefix(400).precomposedStringWithCompatibilityMapping.lowercased()
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
