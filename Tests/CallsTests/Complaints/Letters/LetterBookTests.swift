import Testing

@testable import Calls

struct LetterBookTests {
    private static let origin = DataOrigin(
        source: "a test", readOn: LocalDay(number: 20_000), verified: false)

    private static func words(_ text: String) -> LocalText {
        LocalText(english: text, simplifiedChinese: text, traditionalChinese: text)
    }

    private static func demand(
        _ code: String, _ outcomes: Set<Complaint.Outcome> = [], place: LetterPlace? = nil
    ) -> LetterDemand {
        LetterDemand(
            code: code, title: words(code), letters: [.answer], outcomes: outcomes, place: place,
            origin: origin)
    }

    private static let rules = [
        LetterRules(
            regimes: ["uk"],
            outsideBody: OutsideBody(
                name: words("the Ombudsman"), website: "www.example.org", origin: origin),
            demands: [
                demand("ombudsman-name", place: .ombudsman),
                demand("reasons", [.rejected], place: .reasons),
                demand("six-months"),
            ])
    ]

    private func lacks(
        _ paragraphs: [LetterTemplate.Paragraph], _ outcome: Complaint.Outcome = .rejected,
        without missing: Set<LetterPlace> = [], by regimes: [String] = ["uk"]
    ) -> Set<String> {
        var facts = LetterFacts(language: .english, outcome: outcome)
        for place in LetterPlace.allCases where place != .outcome && !missing.contains(place) {
            facts[place] = "words"
        }
        return LetterBook(templates: [], rules: Self.rules)
            .lacks(LetterTemplateTests.template(paragraphs), with: facts, by: regimes)
    }

    private let all = [
        LetterTemplateTests.paragraph("{{ombudsman}} {{reasons}}"),
        LetterTemplateTests.paragraph("You have six months.", says: ["six-months"]),
    ]

    @Test func `a letter with all places and paragraphs lacks nothing`() {
        #expect(lacks(all).isEmpty)
    }

    @Test func `words alone meet no demand`() {
        let words = LetterTemplateTests.paragraph(
            "the Ombudsman, reasons, six months, six-months, says: six-months")
        #expect(lacks([words]) == ["ombudsman-name", "reasons", "six-months"])
    }

    @Test func `a paragraph of another outcome meets nothing`() {
        let other = [
            LetterTemplateTests.paragraph("{{ombudsman}}", [.upheld]),
            LetterTemplateTests.paragraph("…", [.upheld], says: ["six-months"]),
            LetterTemplateTests.paragraph("{{reasons}}"),
        ]
        #expect(lacks(other) == ["ombudsman-name", "six-months"])
        #expect(lacks(other, .upheld).isEmpty)
    }

    @Test func `a paragraph that is left out for want of a value meets nothing`() {
        let optional = [
            LetterTemplateTests.paragraph(
                "{{ombudsman}}", ifThereIs: .ombudsman, says: ["six-months"]),
            LetterTemplateTests.paragraph("{{reasons}}"),
        ]
        #expect(lacks(optional).isEmpty)
        #expect(
            lacks(optional, without: [.ombudsman]) == ["ombudsman-name", "six-months"])
        #expect(lacks(all, without: [.ombudsman]) == ["ombudsman-name"])
    }

    @Test func `demands hold for their outcomes and their regimes alone`() {
        let none = [LetterTemplateTests.paragraph("Dear customer")]
        #expect(lacks(none, .upheld) == ["ombudsman-name", "six-months"])
        #expect(lacks(none, by: ["cn", "us"]).isEmpty)
        #expect(lacks(none, by: []).isEmpty)
        #expect(lacks(none, by: ["cn", "uk"]).count == 3)
    }

    @Test func `the template that was made for a regime is proposed first, the newest version`() {
        func template(_ code: String, _ version: Int, _ regimes: Set<String>) -> LetterTemplate {
            LetterTemplateTests.template([], code: code, version: version, regimes: regimes)
        }
        let book = LetterBook(
            templates: [
                template("answer", 1, []), template("answer", 3, []), template("answer", 2, []),
                template("zz-uk", 1, ["uk"]), template("tw", 1, ["tw"]),
            ], rules: Self.rules)
        let choices = book.choices(.answer, in: .english, for: ["uk"])
        #expect(choices.map(\.code) == ["zz-uk", "answer"])
        #expect(choices.last?.version == 3)
        #expect(book.choices(.delay, in: .english, for: ["uk"]).isEmpty)
        #expect(book.template("answer", in: .english)?.version == 3)
        #expect(book.template("answer", in: .simplifiedChinese) == nil)
    }

    @Test func `the house and where to turn are filled in by the book`() {
        let house = LetterHouse(name: Self.words("House"), contact: Self.words("by post"))
        var facts = LetterFacts(language: .traditionalChinese)
        LetterBook(templates: [], rules: Self.rules, house: house).fill(&facts, for: ["cn", "uk"])
        #expect(facts[.ombudsman] == "the Ombudsman")
        #expect(facts[.ombudsmanWebsite] == "www.example.org")
        #expect(facts[.ombudsmanAddress] == nil)
        #expect(facts[.house] == "House" && facts[.contact] == "by post")
    }
}
