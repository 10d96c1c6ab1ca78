/// Text without what can't be seen: control characters, zero bytes and marks that turn the
/// direction of writing, by which a name can be made to look like another.
enum PlainText {
    /// On several lines, each ended by LF; at most `charactersMax`, and whether it was cut.
    static func of(_ text: String, charactersMax: Int) -> (text: String, isCut: Bool) {
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar == "\n" {
                if !wasReturn { scalars.append("\n") }
            } else if scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
                scalars.append("\n")
            } else if scalar == "\t" || !isHidden(scalar) {
                scalars.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        let whole = String(scalars)
        let trimmed = trimmed(whole[...])
        guard let end = trimmed.index(
            trimmed.startIndex, offsetBy: charactersMax, limitedBy: trimmed.endIndex),
            end < trimmed.endIndex
        else { return (String(trimmed), false) }
        return (String(trimmed[..<end]), true)
    }

    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

/// A value on one line, at most as long as there is room for.
enum OneLine {
    static func of(_ text: String) -> String {
        let spaced = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
                    .filter { !PlainText.isHidden($0) }))
        return String(PlainText.trimmed(spaced.prefix(most)))
    }

    private static var most: Int { 500 }
}
