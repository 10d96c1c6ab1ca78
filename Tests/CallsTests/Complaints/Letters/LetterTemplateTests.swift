import Testing

@testable import Calls

struct LetterTemplateTests {
    static func paragraph(
        _ source: String, _ outcomes: Set<Complaint.Outcome> = [],
        ifThereIs: LetterPlace? = nil, says: Set<String> = []
    ) -> LetterTemplate.Paragraph {
        LetterTemplate.Paragraph(
            text: LetterText.reading(source).text, outcomes: outcomes, ifThereIs: ifThereIs,
            says: says)
    }

    static func template(
        _ paragraphs: [LetterTemplate.Paragraph], code: String = "answer", version: Int = 1,
        kind: LetterTemplate.Kind = .answer, regimes: Set<String> = []
    ) -> LetterTemplate {
        LetterTemplate(
            code: code, version: version, kind: kind, language: .english, regimes: regimes,
            title: LetterText.reading("On {{receipt}}").text, paragraphs: paragraphs)
    }

    private let whole = template([
        paragraph("Dear {{customer}},"),
        paragraph("We were wrong.", [.upheld]),
        paragraph("We were right: {{reasons}}", [.rejected]),
        paragraph("You get {{redress}}", ifThereIs: .redress),
    ])

    private func facts(_ outcome: Complaint.Outcome?) -> LetterFacts {
        var facts = LetterFacts(language: .english, outcome: outcome)
        facts[.receipt] = "26-0000471-4"
        facts[.customer] = "Ms O’Neill"
        return facts
    }

    @Test func `a letter holds the paragraphs of its outcome, and those with a value`() throws {
        var given = facts(.upheld)
        let bare = try whole.letter(with: given)
        #expect(bare.title == "On 26-0000471-4")
        #expect(bare.paragraphs == ["Dear Ms O’Neill,", "We were wrong."])
        given[.redress] = "20 yuan"
        #expect(
            try whole.letter(with: given).plainText
                == "On 26-0000471-4\n\nDear Ms O’Neill,\n\nWe were wrong.\n\nYou get 20 yuan\n")
        #expect(bare.template == "answer" && bare.version == 1)
    }

    @Test func `what a letter lacks is named before there is one`() throws {
        #expect(throws: LetterGaps(missing: [.reasons])) {
            try whole.letter(with: facts(.rejected))
        }
        let gaps = #expect(throws: LetterGaps.self) { try whole.letter(with: facts(nil)) }
        #expect(gaps?.lacksOutcome == true)
        #expect(gaps?.sentence.contains("Decide") == true)
        var long = facts(.rejected)
        long[.reasons] = String(repeating: "字", count: Letter.Limits.characters)
        let tooLong = #expect(throws: LetterGaps.self) { try whole.letter(with: long) }
        #expect((tooLong?.charactersTooMany ?? 0) > 0)
    }

    @Test func `empty lines in a value part paragraphs, and none is left empty`() throws {
        var given = facts(.rejected)
        given[.reasons] = "first\n  second  \n\n\n\nthird\n\n"
        let letter = try whole.letter(with: given)
        #expect(letter.paragraphs[1...] == ["We were right: first\nsecond", "third"])
        given[.receipt] = "1\n2"
        #expect(try whole.letter(with: given).title == "On 1 2")
    }

    @Test func `a form asks for the places that will stand in the letter`() {
        #expect(whole.places(with: facts(.upheld)) == [.receipt, .customer])
        #expect(whole.places(with: facts(.rejected)) == [.receipt, .customer, .reasons])
        #expect(whole.places == [.receipt, .customer, .reasons, .redress])
    }
}
