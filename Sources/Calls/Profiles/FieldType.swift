/// What a field of a recording's name may hold. The raw value is the word in profiles.
package enum FieldType: String, CaseIterable, Sendable {
    /// ASCII digits.
    case digits
    /// A dialled number: digits, `*`, `#`, perhaps a `+` in front; at most 32 characters.
    case number
    /// A number outside the house: 7 to 20 digits, perhaps a `+` in front.
    case phone
    /// A number inside the house: 1 to 6 digits.
    case `extension`
    /// Letters and digits.
    case word
    /// Letters and digits, a letter first.
    case login
    /// Letters, digits, `.` and `-`.
    case label
    /// Letters, digits, `.`, `-` and `_`.
    case name
    /// Anything within one folder or file name.
    case text
    /// 8-4-4-4-12 hexadecimal digits.
    case uuid
    /// A file ending that the profile takes for sound.
    case ending

    case yyyymmdd
    case yyyymmddDashed = "yyyy-mm-dd"
    case yyyymmddhhmmss
    /// Date and time without the century, and before 2010 without the decade: `51020103108` is
    /// 2005-10-20 10:31:08, `240115103000` is 2024-01-15 10:30:00.
    case tinydate
    case hhmmss
    case hhmm
    case hhmmColons = "hh:mm"
    case hhmmssColons = "hh:mm:ss"
    case hhmmDashed = "hh-mm"
    case hhmmssDashed = "hh-mm-ss"
    case year = "yyyy"
    /// One or two digits, as are `day`, `hour`, `minute` and `second`.
    case month
    /// English month name, three letters or whole.
    case monthName = "mon"
    case day, hour, minute, second
    /// Seconds since 1970, 9 or 10 digits.
    case epoch
    /// Milliseconds since 1970, 12 or 13 digits.
    case epochMilliseconds = "epochms"

    /// Whether a field of this type tells of time.
    package var isTime: Bool {
        switch self {
        case .digits, .number, .phone, .extension, .word, .login, .label, .name, .text, .uuid,
            .ending:
            false
        default: true
        }
    }

    /// Whether what stands there may point at a person unless the profile says otherwise.
    var mayBePersonal: Bool {
        switch self {
        case .number, .phone, .text: true
        default: false
        }
    }

    /// What the type looks like to people, for error sentences.
    package var looks: String {
        switch self {
        case .digits: "digits"
        case .number: "a number"
        case .phone: "a number of 7 to 20 digits"
        case .extension: "1 to 6 digits"
        case .word: "letters or digits"
        case .login: "a word that begins with a letter"
        case .label: "letters, digits, dots or dashes"
        case .name: "letters, digits, dots, dashes or underscores"
        case .text: "any text"
        case .uuid: "a UUID"
        case .ending: "an ending that the profile takes for sound"
        case .monthName: "an English month name"
        case .epoch: "seconds since 1970 in 9 or 10 digits"
        case .epochMilliseconds: "milliseconds since 1970 in 12 or 13 digits"
        default: "a time written \(rawValue)"
        }
    }
}

extension FieldType {
    /// The numbers of characters, longest first, that a field of this type can take from the start
    /// of `text`. `text` ends at the next `/`.
    func lengths(in text: ArraySlice<Unicode.Scalar>) -> [Int] {
        switch self {
        case .digits: upTo(text.prefix { $0.isDigit }.count)
        case .number: number(in: text, digits: 1...32) { $0.isDigit || $0 == "*" || $0 == "#" }
        case .phone: number(in: text, digits: 7...20) { $0.isDigit }
        case .extension: upTo(min(7, text.prefix { $0.isDigit }.count)).filter { $0 <= 6 }
        case .word: upTo(text.prefix { $0.isLetterOrDigit }.count)
        case .login:
            text.first?.isLetter == true ? upTo(text.prefix { $0.isLetterOrDigit }.count) : []
        case .label: upTo(text.prefix { $0.isLetterOrDigit || $0 == "." || $0 == "-" }.count)
        case .name:
            upTo(text.prefix { $0.isLetterOrDigit || ".-_".unicodeScalars.contains($0) }.count)
        case .text: upTo(min(255, text.count))
        case .uuid: shaped("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", text)
        case .ending: upTo(min(8, text.prefix { $0.isLetterOrDigit }.count))
        case .yyyymmdd: shaped("99999999", text)
        case .yyyymmddDashed: shaped("9999-99-99", text)
        case .yyyymmddhhmmss: shaped("99999999999999", text)
        case .tinydate: shaped("999999999999", text) + shaped("99999999999", text)
        case .hhmmss: shaped("999999", text)
        case .hhmm, .year: shaped("9999", text)
        case .hhmmColons: shaped("99:99", text)
        case .hhmmssColons: shaped("99:99:99", text)
        case .hhmmDashed: shaped("99-99", text)
        case .hhmmssDashed: shaped("99-99-99", text)
        case .month, .day, .hour, .minute, .second: shaped("99", text) + shaped("9", text)
        case .monthName: upTo(min(9, text.prefix { $0.isLetter }.count)).filter { $0 >= 3 }
        case .epoch: shaped("9999999999", text) + shaped("999999999", text)
        case .epochMilliseconds: shaped("9999999999999", text) + shaped("999999999999", text)
        }
    }

    /// Whether all of `text` is of this type.
    package func fits(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return lengths(in: scalars[...]).contains(scalars.count)
    }

    private func upTo(_ count: Int) -> [Int] { count == 0 ? [] : Array((1...count).reversed()) }

    private func number(
        in text: ArraySlice<Unicode.Scalar>, digits: ClosedRange<Int>,
        where fits: (Unicode.Scalar) -> Bool
    ) -> [Int] {
        let plus = text.first == "+" ? 1 : 0
        let count = min(digits.upperBound, text.dropFirst(plus).prefix(while: fits).count)
        guard count >= digits.lowerBound else { return [] }
        return (digits.lowerBound...count).reversed().map { $0 + plus }
    }

    /// `9` stands for a digit, `x` for a hexadecimal digit, all else for itself.
    private func shaped(_ shape: String, _ text: ArraySlice<Unicode.Scalar>) -> [Int] {
        let shape = shape.unicodeScalars
        guard text.count >= shape.count else { return [] }
        let fits = zip(shape, text).allSatisfy { mark, scalar in
            switch mark {
            case "9": scalar.isDigit
            case "x": scalar.properties.isASCIIHexDigit
            default: mark == scalar
            }
        }
        return fits ? [shape.count] : []
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { value >= 48 && value <= 57 }
    var isLetter: Bool {
        isASCII ? (value | 32) >= 97 && (value | 32) <= 122 : properties.isAlphabetic
    }
    var isLetterOrDigit: Bool { isDigit || isLetter }
}
