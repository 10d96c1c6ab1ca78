import Calls
import Testing

struct LetterBasisTests {
    private let template = LetterTemplate(
        code: "answer", version: 2, kind: .answer, language: .english,
        title: LetterText.reading("Your complaint {{receipt}}").text,
        paragraphs: [
            .init(text: LetterText.reading("{{today}} {{customer}} {{due}}").text),
            .init(text: LetterText.reading("{{reasons}} {{house}}").text),
        ])
    private let basis = LetterBasis(
        receipt: "26-0000471-4", received: LocalDay(number: 20_000),
        day: LocalDay(number: 20_002), outcome: .upheld, regimes: [])

    @Test func `what the case says can't be written over, and days are written out`() throws {
        let book = LetterBook(templates: [template], rules: [])
        let facts = book.facts(
            basis, in: .english,
            [
                .receipt: "another", .customer: "Ann Lee", .due: "2026-12-24",
                .today: "yesterday", .reasons: "We looked.", .house: "The Bank",
            ])
        let letter = try template.letter(with: facts)
        #expect(letter.title == "Your complaint 26-0000471-4")
        #expect(letter.paragraphs[0] == "6 October 2024 Ann Lee 24 December 2026")
        #expect(letter.paragraphs[1] == "We looked. The Bank")
    }

    @Test func `house and contact are asked for only where no file says them`() {
        let bare = LetterBook(templates: [template], rules: [])
        #expect(bare.written(in: template) == [.customer, .reasons, .due, .house])
        let text = LocalText(english: "B", simplifiedChinese: "B", traditionalChinese: "B")
        let told = LetterBook(
            templates: [template], rules: [], house: LetterHouse(name: text, contact: text))
        #expect(told.written(in: template) == [.customer, .reasons, .due])
    }

    @Test func `a draft has a line to write on for everything that is missing`() throws {
        let book = LetterBook(templates: [template], rules: [])
        let facts = book.facts(basis, in: .english, [.customer: "Ann Lee"])
        #expect(throws: LetterGaps(missing: [.due, .reasons, .house].sorted())) {
            try template.letter(with: facts)
        }
        let draft = try #require(template.draft(with: facts))
        #expect(draft.paragraphs[1] == "________ ________")
    }

    @Test(
        arguments: [
            ("en", LetterLanguage.english), ("zh-Hant", .traditionalChinese),
            ("zh-TW", .traditionalChinese), ("zh", .simplifiedChinese),
            ("zh-CN", .simplifiedChinese), ("fr", .english), ("", .english),
        ])
    func `customers are written to in the language that they read`(
        tag: String, language: LetterLanguage
    ) {
        #expect(LetterLanguage(answering: tag) == language)
    }
}

extension [LetterPlace] {
    /// In the order of the places.
    fileprivate func sorted() -> Self { LetterPlace.allCases.filter(contains) }
}
