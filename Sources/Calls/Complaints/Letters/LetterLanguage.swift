/// A language in which letters are written. The raw value is its tag, as in `LocalText`.
package enum LetterLanguage: String, CaseIterable, Codable, Sendable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"
    case traditionalChinese = "zh-Hant"

    /// A day as letters write it: `23 November 2026`, `2026年11月23日`.
    package func words(for day: LocalDay) -> String {
        let parts = day.description.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return day.description }
        switch self {
        case .english: return "\(parts[2]) \(Self.months[parts[1] - 1]) \(parts[0])"
        case .simplifiedChinese, .traditionalChinese:
            return "\(parts[0])年\(parts[1])月\(parts[2])日"
        }
    }

    /// What the answer says that was decided, to stand in a sentence.
    package func words(for outcome: Complaint.Outcome) -> String {
        Self.outcomes[outcome]?[rawValue] ?? outcome.rawValue
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static let outcomes: [Complaint.Outcome: LocalText] = [
        .upheld: LocalText(
            english: "upheld", simplifiedChinese: "投诉成立", traditionalChinese: "申訴成立"),
        .partly: LocalText(
            english: "partly upheld", simplifiedChinese: "投诉部分成立",
            traditionalChinese: "申訴部分成立"),
        .rejected: LocalText(
            english: "not upheld", simplifiedChinese: "投诉不成立",
            traditionalChinese: "申訴不成立"),
        .withdrawn: LocalText(
            english: "withdrawn", simplifiedChinese: "投诉已撤回",
            traditionalChinese: "申訴已撤回"),
        .settled: LocalText(
            english: "settled with you", simplifiedChinese: "双方已达成和解",
            traditionalChinese: "雙方已達成和解"),
    ]
}
