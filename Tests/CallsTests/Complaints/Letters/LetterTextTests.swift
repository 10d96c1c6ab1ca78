import Testing

@testable import Calls

struct LetterTextTests {
    @Test func `places are found among words, with or without spaces around their names`() {
        let (text, problems) = LetterText.reading("Dear {{customer}}, {{ receipt }}!")
        #expect(problems.isEmpty)
        #expect(
            text.parts == [
                .words("Dear "), .place(.customer), .words(", "), .place(.receipt), .words("!"),
            ])
    }

    @Test(arguments: [
        ("{{recieved}}", "did you mean {{received}}?"),
        ("{{salary}}", "known places are receipt"),
        ("Dear {{customer", "write }} behind its name"),
        ("{{customer {{receipt}}", "write }} behind its name"),
        ("Dear customer}}", "write {{ before the place's name"),
        ("{{}}", "There is no place {{}}"),
    ])
    func `what is wrong is told with what to do`(source: String, hint: String) {
        let problems = LetterText.reading(source).problems
        #expect(problems.count == 1)
        #expect(problems.first?.contains(hint) == true, "\(problems)")
    }

    @Test func `every place is known by its name`() {
        for place in LetterPlace.allCases {
            let (text, problems) = LetterText.reading("{{\(place.rawValue)}}")
            #expect(problems.isEmpty && text.places == [place])
        }
    }

    @Test func `a place that somebody writes in a value stays as it is written`() {
        var facts = LetterFacts(language: .english)
        facts[.customer] = "{{reasons}} {{nothing"
        facts[.reasons] = "secret"
        let text = LetterText.reading("Dear {{customer}}").text
        #expect(text.filled(with: facts) == "Dear {{reasons}} {{nothing")
    }

    @Test func `values lose control characters and what turns writing about`() {
        var facts = LetterFacts(language: .english)
        facts[.reasons] = "a\u{0}b\tc\r\nd\u{202E}e\u{2028}f\u{FEFF}\u{FFFF}\u{E0041}"
        #expect(facts[.reasons] == "ab c\nde\nf")
        facts[.reasons] = " \n\u{7F}\t"
        #expect(facts[.reasons] == nil)
        facts[.customer] = "שלום 😀 e\u{301}"
        #expect(facts[.customer] == "שלום 😀 e\u{301}")
    }

    @Test func `days and outcomes are written as the language writes them`() throws {
        let day = try #require(LocalDay("2026-02-03"))
        #expect(LetterLanguage.english.words(for: day) == "3 February 2026")
        #expect(LetterLanguage.simplifiedChinese.words(for: day) == "2026年2月3日")
        for language in LetterLanguage.allCases {
            let words = Complaint.Outcome.allCases.map { language.words(for: $0) }
            #expect(Set(words).count == Complaint.Outcome.allCases.count)
        }
        #expect(LetterFacts(language: .traditionalChinese, outcome: .upheld)[.outcome] == "申訴成立")
    }
}
