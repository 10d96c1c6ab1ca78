import Calls
import Foundation
import Testing

@testable import CallSettings

struct LetterFileTests {
    private static let etc = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../etc/callaudit").standardized.path

    private static let regimes: Set<String> = [
        "cn-finance", "tw-finance", "uk-disp", "uk-disp-payments", "us-cfpb",
    ]

    private static func book() throws -> LetterBook {
        try LetterLibrary.load(folder: etc + "/letters", binary: nil, regimes: regimes)
    }

    private static let small = """
        template: answer
        version: 1
        kind: answer
        language: en
        title: "On {{receipt}}"
        paragraphs:
          - "Dear {{customer}},"
          - outcomes: [rejected]
            says: [six-months]
            text: "{{reasons}}"
        """

    private func problems(_ yaml: String) -> String {
        do throws(SettingsProblems) {
            _ = try LetterTemplateFile.read(text: yaml, name: "sent")
            return ""
        } catch {
            return error.description
        }
    }

    private func facts(
        _ template: LetterTemplate, _ outcome: Complaint.Outcome?, _ book: LetterBook,
        bare: Bool
    ) -> LetterFacts {
        var facts = LetterFacts(language: template.language, outcome: outcome)
        facts[.receipt] = "26-0000471-4"
        facts[.customer] = "Ms O’Neill"
        for place in [LetterPlace.received, .today, .due] {
            facts.set(place, to: LocalDay(number: 20_700))
        }
        facts[.reasons] = "The call was cut off."
        facts[.redress] = bare ? nil : "20.00 GBP"
        facts[.handler] = "J. Smith"
        facts[.house] = "The House"
        facts[.contact] = "0800 000000"
        if let body = book.outsideBody(for: template.regimes.sorted()) { facts.set(body) }
        return facts
    }

    @Test func `acknowledgement, answer and delay ship in three languages`() throws {
        let book = try Self.book()
        for kind in LetterTemplate.Kind.allCases {
            for language in LetterLanguage.allCases {
                #expect(!book.choices(kind, in: language, for: []).isEmpty)
            }
        }
        #expect(
            book.choices(.answer, in: .english, for: ["uk-disp"]).first?.code == "answer-uk")
        #expect(book.rules.allSatisfy { $0.demands.allSatisfy { !$0.origin.verified } })
        #expect(book.house == nil)
    }

    @Test func `every shipped template makes a letter of every outcome, with nothing missing`()
        throws
    {
        let book = try Self.book()
        for template in book.templates {
            let outcomes: [Complaint.Outcome?] =
                template.kind == .answer ? Complaint.Outcome.allCases : [nil]
            for outcome in outcomes {
                for bare in [true, false] {
                    let facts = facts(template, outcome, book, bare: bare)
                    let letter = try template.letter(with: facts)
                    #expect(letter.plainText.contains("26-0000471-4"), "\(template.code)")
                    #expect(letter.plainText.contains("The House"), "\(template.code)")
                    #expect(!letter.plainText.contains("{{"), "\(template.code)")
                    let lacks = book.lacks(template, with: facts, by: Array(template.regimes))
                    #expect(lacks.isEmpty, "\(template.code) \(lacks)")
                }
            }
        }
    }

    @Test func `an answer under DISP that isn't made for it lacks what the regime wants`() throws {
        let book = try Self.book()
        let plain = try #require(book.template("answer", in: .english))
        let facts = facts(plain, .rejected, book, bare: true)
        let lacks = book.lacks(plain, with: facts, by: ["uk-disp"])
        #expect(
            lacks == [
                "outcome", "ombudsman-name", "ombudsman-website", "leaflet", "right-to-refer",
                "six-months", "time-limits",
            ])
        for regime in ["cn-finance", "tw-finance", "us-cfpb"] {
            #expect(book.lacks(plain, with: facts, by: [regime]).isEmpty)
        }
        var nameless = try #require(book.template("answer-uk", in: .english))
        nameless.paragraphs.removeAll { $0.text.places.contains(.ombudsman) }
        let full = self.facts(nameless, .rejected, book, bare: true)
        #expect(book.lacks(nameless, with: full, by: ["uk-disp"]) == ["ombudsman-name"])
    }

    @Test(arguments: [
        ("{{customer}}", "{{custmer}}", 7, "did you mean {{customer}}?"),
        ("{{customer}}", "{{customer", 7, "write }} behind its name"),
        ("kind: answer", "kind: anser", 3, "one of acknowledgement, answer, delay"),
        ("language: en", "language: de", 4, "one of en, zh-Hans, zh-Hant"),
        ("version: 1", "version: 0", 2, "a whole number from 1"),
        ("outcomes: [rejected]", "outcomes: [lost]", 8, "one of upheld"),
        ("says: [six-months]", "say: [six-months]", 9, "did you mean says?"),
        ("title:", "titel:", 1, "needs title"),
    ])
    func `what is wrong in a template is named with its line`(
        good: String, bad: String, line: Int, hint: String
    ) {
        let text = problems(Self.small.replacingOccurrences(of: good, with: bad))
        #expect(text.contains(hint), "\(text)")
        #expect(text.contains(":\(line):"), "\(text)")
    }

    @Test func `files that don't fit together are refused with what to do`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "letters-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let demands = try Data(contentsOf: URL(filePath: Self.etc + "/letters/demands.yaml"))
        try demands.write(to: folder.appending(path: "demands.yaml"))
        let variants = [
            Self.small, Self.small,
            Self.small.replacingOccurrences(of: "six-months", with: "six-moths")
                .replacingOccurrences(of: "template: answer", with: "template: other"),
            Self.small.replacingOccurrences(of: "version: 1", with: "version: 2")
                .replacingOccurrences(of: "language: en", with: "language: en\nregimes: uk-disp"),
        ]
        for (number, text) in variants.enumerated() {
            try Data(text.utf8).write(to: folder.appending(path: "\(number).yaml"))
        }
        try Data("name: {en: A}\n".utf8).write(to: folder.appending(path: "house.yaml"))
        var told = ""
        do throws(SettingsProblems) {
            _ = try LetterLibrary.load(
                folder: folder.path, binary: nil, regimes: Self.regimes)
        } catch {
            told = error.description
        }
        for hint in [
            "stands twice in en", "did you mean six-months?", "wants leaflet, ombudsman-name",
            "needs contact", "lacks zh-Hans",
        ] {
            #expect(told.contains(hint), "\(hint) in \(told)")
        }
    }
}
