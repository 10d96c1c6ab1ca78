/// A text in the three languages of the house. A scorecard is complete when none is empty.
package struct LocalText: Hashable, Sendable {
    package var english: String
    package var simplifiedChinese: String
    package var traditionalChinese: String

    package init(english: String, simplifiedChinese: String, traditionalChinese: String) {
        self.english = english
        self.simplifiedChinese = simplifiedChinese
        self.traditionalChinese = traditionalChinese
    }

    /// Language tag and text, in the order in which they are written.
    package var texts: [(tag: String, text: String)] {
        [("en", english), ("zh-Hans", simplifiedChinese), ("zh-Hant", traditionalChinese)]
    }

    /// The text for a language tag of `texts`; the English one for any other tag.
    package subscript(tag: String) -> String {
        texts.first { $0.tag == tag }?.text ?? english
    }
}

extension LocalText: Codable {
    private enum CodingKeys: String, CodingKey {
        case english = "en"
        case simplifiedChinese = "zh-Hans"
        case traditionalChinese = "zh-Hant"
    }

    /// A language that isn't there is read as an empty text.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        english = try container.decodeIfPresent(String.self, forKey: .english) ?? ""
        simplifiedChinese =
            try container.decodeIfPresent(String.self, forKey: .simplifiedChinese) ?? ""
        traditionalChinese =
            try container.decodeIfPresent(String.self, forKey: .traditionalChinese) ?? ""
    }
}
