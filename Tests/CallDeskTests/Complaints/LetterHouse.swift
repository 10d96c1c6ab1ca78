import CallDesk
import Calls

/// What letters of the test's house are made of: for each kind one template in English and one in
/// Chinese, and a regime `strict` that wants the reasons and a right named in answers.
enum LetterHouse {
    static let book = book(version: 1)

    /// The same with other words in each later version.
    static func book(version: Int) -> LetterBook {
        let languages: [LetterLanguage] = [.english, .simplifiedChinese]
        let general = languages.flatMap { language in
            LetterTemplate.Kind.allCases.map { kind in
                template(
                    "house-\(kind.rawValue)", kind, language, version: version,
                    ["V\(version) {{today}} {{customer}}"]
                        + (kind == .delay ? ["{{reasons}}"] : []))
            }
        }
        var strict = template(
            "strict-answer", .answer, .simplifiedChinese, version: version,
            ["V\(version) {{customer}} {{outcome}}", "{{reasons}}", "You may go to the court."])
        strict.regimes = ["strict"]
        strict.paragraphs[2].says = ["right"]
        return LetterBook(templates: general + [strict], rules: [rules])
    }

    static let strict = ComplaintRegime(
        name: "strict", jurisdiction: "XX", title: text("strict"), zone: nil, calendar: nil,
        clocks: [])

    private static let rules: LetterRules = {
        let origin = DataOrigin(
            source: "the law", readOn: LocalDay(number: 20_000), verified: false)
        return LetterRules(
            regimes: ["strict"],
            demands: [
                LetterDemand(
                    code: "reasons", title: text("the reasons"), letters: [.answer],
                    place: .reasons, origin: origin),
                LetterDemand(
                    code: "right", title: text("the right"), letters: [.answer], origin: origin),
            ])
    }()

    private static func template(
        _ code: String, _ kind: LetterTemplate.Kind, _ language: LetterLanguage, version: Int,
        _ paragraphs: [String]
    ) -> LetterTemplate {
        LetterTemplate(
            code: code, version: version, kind: kind, language: language,
            title: LetterText.reading("Complaint {{receipt}}").text,
            paragraphs: paragraphs.map { .init(text: LetterText.reading($0).text) })
    }

    private static func text(_ words: String) -> LocalText {
        LocalText(english: words, simplifiedChinese: words, traditionalChinese: words)
    }
}

extension ComplaintHouse {
    /// Fills in what is missing, and notes the letter as sent today.
    func send(
        _ number: Int, of id: Complaint.ID, _ values: LetterValues = [.customer: "Ann Lee"],
        by principal: Principal? = nil
    ) async throws {
        let principal = principal ?? handler
        let shown = try await desk.complaintLetter(id, number, by: principal).summary
        var draft = ComplaintLetterDraft(
            template: shown.template, language: shown.language, values: values)
        if draft.values[.reasons] == nil { draft.values[.reasons] = "We looked into it." }
        try await desk.sendComplaintLetter(
            id, number, draft,
            by: ComplaintLetter.Dispatch(channel: .email, day: LocalDay(of: now, in: .utc)),
            as: principal)
    }
}
