import Calls
import Foundation
import Testing

@testable import CallWeb

/// What the editor shows of a card, sent back as a browser sends it, is that card.
struct ScorecardFormTests {
    private static let cards: [Scorecard] = {
        struct Vectors: Decodable { let cards: [String: Scorecard] }
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Vectors/scores.json").standardized
        let vectors = try? JSONDecoder().decode(Vectors.self, from: Data(contentsOf: path))
        return (vectors?.cards ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }()

    private let words = SampleCalls.words

    private func editor(_ form: ScorecardForm) -> ScorecardEditor {
        ScorecardEditor(form, ScorecardFormReader(form), opened: nil, isNew: true, words)
    }

    /// The pairs that a browser makes of the fields.
    private func pairs(_ editor: ScorecardEditor) -> [(name: String, value: String)] {
        var fields = editor.card + editor.title.fields + editor.bands.flatMap(\.fields)
        for section in editor.sections {
            fields += section.title.fields + section.fields
            for question in section.questions {
                fields += question.text.fields + question.fields
                for part in question.parts {
                    fields += part.fields + part.texts.flatMap(\.fields)
                        + part.rows.flatMap(\.fields)
                }
            }
        }
        return fields.filter { !$0.isBox || $0.isTicked }.map { field in
            let chosen = field.choices.first(where: \.isChosen) ?? field.choices.first
            return (field.name, chosen?.value ?? field.value)
        }
    }

    @Test func `a card comes back from the editor as it was`() throws {
        #expect(Self.cards.count > 5)
        for card in Self.cards {
            let pairs = pairs(editor(ScorecardForm(card)))
            let read = ScorecardFormReader(ScorecardForm(FormTree(pairs: pairs)))
            #expect(read.card == card, "\(card.code)")
            #expect(read.problems.map(\.path) == card.problems().map(\.path))
        }
    }

    @Test func `what is wrong stands beside its field`() throws {
        var card = try #require(Self.cards.first { $0.problems().isEmpty })
        card.title.traditionalChinese = ""
        card.sections[0].questions[0].condition = .init(
            question: "nothing", when: .init(choices: ["yes"]))
        var form = ScorecardForm(card)
        form.tree.change("sections") { $0[0].values["weight"] = "much" }
        let read = ScorecardFormReader(form)
        #expect(Set(read.problems.map(\.code)).isSuperset(of: [
            .languageMissing, .conditionUnknown, .badWeight,
        ]))
        let editor = editor(form)
        let wrong = (editor.title.fields + editor.sections[0].fields).filter { $0.problem != nil }
        #expect(wrong.map(\.name) == ["title.zh-Hant", "sections[1].weight"])
        #expect(editor.sections[0].questions[0].isOpen)
        #expect(editor.problems.map(\.url).contains("#f-title-zh-Hant"))
        let places = editor.problems.map(\.place)
        #expect(places.contains("Section 1, question 1:") && places.contains("The scorecard"))
    }

    @Test func `parts are added, moved and removed by their buttons`() {
        var form = ScorecardForm.blank
        #expect(EditorDeed("add:sections").apply(to: &form) == "sections[2]")
        #expect(
            EditorDeed("add:sections[2].questions").apply(to: &form)
                == "sections[2].questions[2]")
        form.tree.change("sections[2].questions") { $0[1].values["code"] = "moved" }
        #expect(
            EditorDeed("up:sections[2].questions[2]").apply(to: &form)
                == "sections[2].questions[1]")
        #expect(EditorDeed("up:sections[2]").apply(to: &form) == "sections[1]")
        #expect(EditorDeed("remove:sections[2]").apply(to: &form) == nil)
        let sections = form.tree.items("sections")
        #expect(sections.count == 1)
        #expect(sections[0].items("questions").map { $0["code"] } == ["moved", ""])
        for odd in ["remove:sections[9]", "up:nothing", "down:sections[", "fly:sections[1]"] {
            let before = form
            _ = EditorDeed(odd).apply(to: &form)
            #expect(form == before, "\(odd)")
        }
    }

    @Test func `a name that leads too deep is left out`() {
        let deep = String(repeating: "a[1].", count: 100_000) + "b"
        #expect(FormTree(pairs: [(name: deep, value: "x")]) == FormTree())
        for odd in ["[1].b", "a[0].b", "a[1]b", "a[1000].b", "a[-1].b", "a.b[1].c"] {
            #expect(FormTree(pairs: [(name: odd, value: "x")]) == FormTree([odd: "x"]), "\(odd)")
        }
    }

    @Test func `rows without a word are left out, and what can't be drawn isn't`() {
        let form = ScorecardForm(FormTree(pairs: [
            ("sections[7].code", "one"), ("sections[7].questions[3].kind", "scale"),
            ("sections[7].questions[3].scale.least", "5"),
            ("sections[7].questions[3].scale.most", "1"),
            ("sections[7].questions[4].kind", "choice"),
            ("sections[7].questions[4].options[1].code", " "),
            ("sections[7].questions[4].options[2].code", "full"),
        ].map { (name: $0.0, value: $0.1) }))
        let read = ScorecardFormReader(form)
        #expect(read.card.sections.map(\.code) == ["one"])
        let questions = read.card.questions
        #expect(questions.count == 2)
        if case .choice(let options) = questions[1].kind {
            #expect(options.map(\.code) == ["full"])
        } else {
            Issue.record("no choice")
        }
        #expect(read.problems.contains { $0.code == .badRange })
        #expect(ScorecardPreview(read.card, words).sections.count == 1)
    }
}
