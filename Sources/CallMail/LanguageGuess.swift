/// Which of the page's languages a text is written in, for the answer; a person may correct it.
enum LanguageGuess {
    /// Nil where nothing tells.
    static func of(_ text: String, said: String?) -> String? {
        if let said = said.flatMap(known) { return said }
        var (han, simplified, traditional, latin) = (0, 0, 0, 0)
        for scalar in text.unicodeScalars.prefix(20_000) {
            if (0x4E00...0x9FFF).contains(scalar.value) { han += 1 }
            if onlySimplified.contains(scalar) { simplified += 1 }
            if onlyTraditional.contains(scalar) { traditional += 1 }
            if scalar.value < 0x80, scalar.properties.isAlphabetic { latin += 1 }
        }
        // One Chinese character says about as much as four letters.
        if han > 0, han * 4 >= latin {
            if simplified == traditional { return nil }
            return simplified > traditional ? "zh-Hans" : "zh-Hant"
        }
        let words = text.prefix(4_000).lowercased().split { !$0.isLetter }
        let frequent: Set<Substring> = ["the", "and", "to", "of", "my", "you", "i", "is"]
        let english = words.count(where: frequent.contains)
        return words.count >= 5 && english * 8 >= words.count ? "en" : nil
    }

    /// Of a language tag (BCP 47), the catalogue that it means.
    private static func known(_ tag: String) -> String? {
        let parts = tag.lowercased().split { $0 == "-" || $0 == "_" || $0 == "," || $0 == " " }
        switch parts.first {
        case "en": return "en"
        case "zh":
            let rest = Set(parts.dropFirst())
            if rest.contains("hant") || !rest.isDisjoint(with: ["tw", "hk", "mo"]) {
                return "zh-Hant"
            }
            return rest.contains("hans") || !rest.isDisjoint(with: ["cn", "sg"]) ? "zh-Hans" : nil
        default: return nil
        }
    }

    private static let onlySimplified = Set(
        "们个这来时说对会国学点电话费请问开关过还让买卖订单号货钱诉员务处应给没从发现经业产门气两东车书见"
            .unicodeScalars)
    private static let onlyTraditional = Set(
        "們個這來時說對會國學點電話費請問開關過還讓買賣訂單號貨錢訴員務處應給沒從發現經業產門氣兩東車書見"
            .unicodeScalars)
}
