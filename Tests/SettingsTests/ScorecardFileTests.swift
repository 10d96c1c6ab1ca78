import Calls
import Foundation
import Testing

@testable import CallSettings

struct ScorecardFileTests {
    private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../etc/callaudit/scorecards").standardized.path

    /// A whole card; tests change a line of it.
    private static let small = """
        code: small
        title: {en: Small, zh-Hans: 小, zh-Hant: 小}
        passMark: 87.5
        bands:
          - {code: low, from: 0, label: {en: Low, zh-Hans: 低, zh-Hant: 低}}
        sections:
          - code: one
            title: {en: One, zh-Hans: 一, zh-Hant: 一}
            weight: 12.5
            questions:
              - code: asks
                text: {en: "Asks?", zh-Hans: 问了吗？, zh-Hant: 問了嗎？}
                kind: yesNo
                weight: 2
                notApplicable: leavesOut
                autoFail: {when: no, fails: section}
              - code: how
                text: {en: "How?", zh-Hans: 怎样？, zh-Hant: 怎樣？}
                kind: scale
                scale:
                  least: 1
                  most: 3
                  leastLabel: {en: Bad, zh-Hans: 差, zh-Hant: 差}
                  mostLabel: {en: Good, zh-Hans: 好, zh-Hant: 好}
                  bands: [{from: 1, points: 0}, {from: 2, points: 1.5}, {from: 3, points: 4}]
                weight: 4
                condition: {question: asks, when: {choices: [yes], notApplicable: true}}
        """

    private func problems(_ yaml: String) -> [String] {
        do throws(SettingsProblems) {
            _ = try ScorecardFile.read(text: yaml, name: "sent")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func `a card is read with its decimals and short forms`() throws {
        let card = try ScorecardFile.read(text: Self.small, name: "sent")
        #expect(card.passMark == Percent(8750))
        #expect(card.sections[0].weight == Thousandths(12_500))
        #expect(card.question("asks")?.kind == .yesNo(best: .yes))
        #expect(card.question("asks")?.autoFail?.when == .init(choices: ["no"]))
        #expect(
            card.question("how")?.condition?.when
                == .init(choices: ["yes"], notApplicable: true))
        #expect(card.question("how")?.notApplicable == .notAllowed)
    }

    @Test(arguments: [
        ("code: small", "cod: small", "sent:1: A scorecard needs code"),
        ("code: small", "cod: small", "did you mean code?"),
        ("zh-Hant: 一}", "zh-Hans2: 一}", "sent:8: There is no key zh-Hans2"),
        (", zh-Hant: 一}", "}", "sent:8: Section one: the title is missing in zh-Hant"),
        ("zh-Hant: 問了嗎？", "zh-Hant: ''", "sent:12: Question asks: the text is missing in"),
        ("passMark: 87.5", "passMark: 101", "sent:3: passMark must be a percentage from 0 to 100"),
        ("weight: 12.5", "weight: 12.5005", "sent:9: sections[1].weight must be a number with at"),
        ("weight: 12.5", "weight: 0", "sent:9: Section one: its questions have weights but"),
        ("kind: yesNo", "kind: yesno", "sent:13: sections[1].questions[1].kind must be one of"),
        ("weight: 2", "wait: 2", "sent:11: sections[1].questions[1] needs weight"),
        ("weight: 4", "weight: 5", "sent:25: Question how: no answer brings the whole weight, 5"),
        ("{from: 2,", "{from: 1,", "sent:25: Question how: the band from 1 doesn't begin above"),
        ("points: 1.5", "points: many", "sent:25: sections[1].questions[2].scale.bands[2].points"),
        ("question: asks", "question: asked", "sent:27: Question how: its condition asks for"),
        ("question: asks", "question: how", "sent:27: Question how: its condition comes round"),
        ("choices: [yes]", "choices: [maybe]", "sent:27: Question how: question asks has no"),
        ("when: no", "when: []", "sent:16: Question asks: it names no answer"),
        ("fails: section", "fails: all", "sent:16: sections[1].questions[1].autoFail.fails must"),
        ("code: how", "code: asks", "sent:17: Question asks: the code is used twice"),
        ("code: how", "code: &a how", "sent:17: Anchors"),
        ("choices: [yes]", "choices: {yes: 1}", "choices must be a list"),
        ("title: {en: Small", "title: Small #", "sent:2: title must be a group of keys"),
    ])
    func `what is wrong is said by line`(from: String, to: String, part: String) throws {
        #expect(Self.small.contains(from))
        let range = try #require(Self.small.range(of: from))
        let found = problems(Self.small.replacingCharacters(in: range, with: to))
        #expect(found.contains { $0.contains(part) }, "\(found)")
    }

    @Test func `a text that is no YAML, or too long, is refused in a sentence`() {
        #expect(problems("code: [").count == 1)
        #expect(problems("").count == 4)
        let long = String(repeating: "#", count: YAMLFile.bytesMax + 1)
        #expect(problems(long).first?.contains("longer than 1 MiB") == true)
    }

    @Test func `every text comes back as it was written`() throws {
        var card = try ScorecardFile.read(text: Self.small, name: "sent")
        for words in [
            #"He said "&all", 'no' \ "*yes*""#, "- & * ? : # %", "yes", "~", "👩‍👧 – 電話：好嗎？",
            " a ", "a: b", "\u{200B}\u{FEFF}x", "{{name}}",
        ] {
            card.title.english = words
            card.sections[0].questions[0].help = card.title
            #expect(card.problems() == [])
            let text = ScorecardFile.text(of: card)
            #expect(try ScorecardFile.read(text: text, name: "sent") == card, "\(words)")
        }
    }

    @Test func `every shipped card is read, complete in three languages, and round-trips`() throws {
        let library = try ScorecardLibrary.load(folder: Self.shipped, binary: nil)
        #expect(library.scorecards.keys.sorted() == [
            "complaint-call", "stage-020", "stage-040", "stage-060", "stage-080", "stage-100",
            "telesales-conduct",
        ])
        for (code, card) in library.scorecards {
            #expect(card.problems() == [], "\(code)")
            let text = ScorecardFile.text(of: card)
            let again = try ScorecardFile.read(text: text, name: code)
            #expect(again == card, "\(code)")
            #expect(ScorecardFile.text(of: again) == text, "\(code)")
            #expect(try Scorecard(json: card.canonicalJSON()) == card, "\(code)")
            for question in card.questions {
                let name = Comment(rawValue: "\(code) \(question.code)")
                let help = try #require(question.help, name)
                let good = try #require(question.goodExample, name)
                let bad = try #require(question.badExample, name)
                for text in [question.text, help, good, bad] {
                    #expect(Set(text.texts.map(\.text)).count == 3, name)
                }
            }
        }
    }

    @Test func `the best call reaches 100 % on every shipped card, and a false promise 0`() throws {
        let library = try ScorecardLibrary.load(folder: Self.shipped, binary: nil)
        for (code, card) in library.scorecards {
            let sheet = bestSheet(card)
            #expect(card.score(sheet).total == .whole, "\(code)")
            #expect(card.score(sheet).passed == true, "\(code)")
            #expect(card.problems(of: card.trimmed(sheet)) == [], "\(code)")
        }
        let conduct = try #require(library.scorecards["telesales-conduct"])
        var sheet = bestSheet(conduct)
        sheet.answers["misleading"]?.value = .choice("misleading")
        #expect(conduct.score(sheet).total == .zero)
        // 10 of 84: objections and confirmation, 8 each, aren't asked for here.
        #expect(conduct.score(sheet).totalWithoutFails == Percent(8810))
        #expect(
            conduct.problems(of: conduct.trimmed(sheet)).map(\.code)
                == [.causeMissing, .reasonMissing])
    }

    /// The answer with most points everywhere, to questions that aren't asked as well.
    private func bestSheet(_ card: Scorecard) -> AnswerSheet {
        var sheet = AnswerSheet()
        for question in card.questions {
            let value: AnswerSheet.Value =
                switch question.kind {
                case .yesNo(let best): .choice(best.rawValue)
                case .choice(let options):
                    .choice(options.max { $0.points < $1.points }?.code ?? "")
                case .scale(let scale): .number(Thousandths(whole: scale.most))
                case .number(let range):
                    .number(range.bands.max { $0.points < $1.points }?.from ?? range.least)
                case .text: .text("words")
                }
            sheet.answers[question.code] = AnswerSheet.Answer(value, comment: "because")
        }
        return sheet
    }

    @Test func `a file is called as its card`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "other.yaml").path
        try Self.small.write(toFile: path, atomically: true, encoding: .utf8)
        let thrown = #expect(throws: SettingsProblems.self) {
            try ScorecardLibrary.load(folder: folder.path, binary: nil)
        }
        #expect(thrown?.description.contains("must be called small.yaml") == true)
    }
}
