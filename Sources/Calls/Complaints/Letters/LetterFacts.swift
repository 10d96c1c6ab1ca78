/// What a letter says of one complaint: the values of a template's places. Values are cleaned when
/// they are put in; one without anything to read is none.
package struct LetterFacts: Hashable, Sendable {
    /// Nil before it is decided, and in letters that don't say it.
    package let outcome: Complaint.Outcome?
    package let language: LetterLanguage
    private var values: [LetterPlace: String] = [:]

    /// `outcome` fills its place too, in the words of `language`.
    package init(language: LetterLanguage, outcome: Complaint.Outcome? = nil) {
        self.language = language
        self.outcome = outcome
        self[.outcome] = outcome.map(language.words)
    }

    package subscript(place: LetterPlace) -> String? {
        get { values[place] }
        set {
            let text = newValue.map(LetterCleaning.cleaned) ?? ""
            values[place] = text.allSatisfy(\.isWhitespace) ? nil : text
        }
    }

    /// Puts a day in, as the language writes it.
    package mutating func set(_ place: LetterPlace, to day: LocalDay) {
        self[place] = language.words(for: day)
    }

    /// Name, address and website of where the customer may turn.
    package mutating func set(_ body: OutsideBody) {
        self[.ombudsman] = body.name[language.rawValue]
        self[.ombudsmanAddress] = body.address?[language.rawValue]
        self[.ombudsmanWebsite] = body.website
    }

    /// Name and contact of the house.
    package mutating func set(_ house: LetterHouse) {
        self[.house] = house.name[language.rawValue]
        self[.contact] = house.contact[language.rawValue]
    }
}

/// Who writes the letters, as `house.yaml` says.
package struct LetterHouse: Hashable, Sendable {
    package var name: LocalText
    /// How customers reach whoever answers complaints.
    package var contact: LocalText

    package init(name: LocalText, contact: LocalText) {
        self.name = name
        self.contact = contact
    }
}

/// What is left out of values before they stand in a letter.
package enum LetterCleaning {
    /// `text` with line breaks as U+000A and tabs as spaces, without other control characters and
    /// without those that turn the direction of writing about.
    package static func cleaned(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0A where afterReturn: break
            case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: clean.append("\n")
            case 0x09: clean.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFC,
                0xFDD0...0xFDEF, 0xE0000...0xE0FFF:
                break
            case let value where value & 0xFFFE == 0xFFFE: break
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }
}
