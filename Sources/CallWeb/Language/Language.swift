/// A language that the page is written in.
enum Language: String, CaseIterable, Codable, Sendable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"
    case traditionalChinese = "zh-Hant"

    /// Its own name, in itself.
    var name: String {
        switch self {
        case .english: "English"
        case .simplifiedChinese: "简体中文"
        case .traditionalChinese: "繁體中文"
        }
    }

    /// What fits into a narrow menu.
    var shortName: String {
        switch self {
        case .english: "EN"
        case .simplifiedChinese: "简"
        case .traditionalChinese: "繁"
        }
    }

    /// The best match for an `Accept-Language` header (RFC 9110, 12.5.4); English without one.
    init(accepting header: String?) {
        let wanted = (header ?? "").split(separator: ",").prefix(20).enumerated()
            .compactMap { place, part in Preference(part, place: place) }
            .sorted { ($0.quality, -$0.place) > ($1.quality, -$1.place) }
        self = wanted.lazy.compactMap { Language(tag: $0.tag) }.first ?? .english
    }

    /// The language that a BCP 47 tag asks for. Taiwan, Hong Kong and Macau write traditional
    /// characters unless the tag names the script.
    private init?(tag: String) {
        let parts = tag.lowercased().split(separator: "-").map(String.init)
        switch parts.first {
        case "en": self = .english
        case "zh", "cmn", "yue":
            let traditional =
                parts.contains("hant")
                || (!parts.contains("hans") && !Set(parts).isDisjoint(with: ["tw", "hk", "mo"]))
            self = traditional ? .traditionalChinese : .simplifiedChinese
        default: return nil
        }
    }
}

private struct Preference {
    let tag: String
    let quality: Double
    let place: Int

    /// Nil for `q=0`, which means "not this one".
    init?(_ text: Substring, place: Int) {
        let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard let tag = parts.first, !tag.isEmpty else { return nil }
        let quality =
            parts.dropFirst().first { $0.hasPrefix("q=") }
            .flatMap { Double($0.dropFirst(2)) } ?? 1
        guard quality > 0, quality <= 1 else { return nil }
        self.tag = tag
        self.quality = quality
        self.place = place
    }
}
