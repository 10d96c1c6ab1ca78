import Calls
import Foundation
import Testing

@testable import CallWeb

struct CatalogueTests {
    private let catalogues: [Language: Catalogue]

    init() throws {
        catalogues = try WebResources.load().catalogues
    }

    @Test func `every language has the same keys`() {
        let english = Set(catalogues[.english]!.sentences.keys)
        for (language, catalogue) in catalogues {
            let keys = Set(catalogue.sentences.keys)
            #expect(english.subtracting(keys) == [], "missing in \(language.rawValue)")
            #expect(keys.subtracting(english) == [], "too many in \(language.rawValue)")
        }
    }

    @Test func `a sentence has the same places for values in every language`() {
        for (key, english) in catalogues[.english]!.sentences where !key.hasPrefix("date.") {
            for catalogue in catalogues.values {
                #expect(places(in: catalogue(key)) == places(in: english), "\(key)")
            }
        }
    }

    @Test func `no sentence is empty, and no Chinese one is left in English`() {
        for (language, catalogue) in catalogues {
            for (key, sentence) in catalogue.sentences {
                #expect(!sentence.isEmpty, "\(language.rawValue) \(key)")
            }
        }
        let same = catalogues[.simplifiedChinese]!.sentences.filter { key, sentence in
            sentence == catalogues[.english]!(key) && sentence.contains { $0.isLetter }
        }
        #expect(same.keys.sorted() == ["sound.rate"])
    }

    @Test func `every code, reason, fact and role has its words`() {
        let keys =
            Refusal.Code.allCases.map { "refusal.\($0.rawValue)" }
            + Refusal.Kind.allCases.map { "error.\($0.rawValue)" }
            + QuarantineReason.allCases.flatMap {
                ["quarantine.\($0.rawValue).title", "quarantine.\($0.rawValue).advice"]
            }
            + Verdict.allCases.flatMap {
                ["verdict.\($0.rawValue)", "verdict.\($0.rawValue).meaning"]
            }
            + Fact.allCases.map { "fact.\($0.rawValue)" }
            + FactSource.allCases.map { "source.\($0.rawValue)" }
            + Direction.allCases.map { "direction.\($0.rawValue)" }
            + ChannelRole.allCases.map { "role.\($0.rawValue)" }
            + SourceStatus.Watching.allCases.map { "watching.\($0.rawValue)" }
            + NodeStatus.State.allCases.map { "node.\($0.rawValue)" }
            + Section.allCases.map { "nav.\($0.rawValue)" }
            + ReaderPreferences.Theme.allCases.map { "theme.\($0.rawValue)" }
            + QuarantineDecision.allCases.map { "quarantine.\($0.rawValue)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `every kind of approval and hold has its words`() {
        let approvals = Approval.Kind.allCases.flatMap {
            ["approval.\($0.rawValue)", "approval.\($0.rawValue).meaning"]
        }
        let outcomes = Approval.Outcome.allCases.map { "approval.\($0.rawValue)" }
        let holds = Hold.Kind.allCases.map { "hold.\($0.rawValue)" }
        let done = ControlDone.allCases.map { "done.\($0.rawValue)" }
        for key in approvals + outcomes + holds + done {
            #expect(catalogues[.english]!.has(key), "\(key)")
        }
    }

    @Test func `every key that the sources name is there`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/CallWeb").resolvingSymlinksInPath()
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        var found = 0
        for file in files where file.hasSuffix(".swift") {
            let text = try String(
                contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: /words\("([a-zA-Z0-9.-]+)"/) {
                found += 1
                #expect(catalogues[.english]!.has(String(match.1)), "\(match.1) in \(file)")
            }
            for match in text.matches(of: /words\.count\(\s*"([a-zA-Z0-9.-]+)"/) {
                #expect(catalogues[.english]!.has("\(match.1).one"), "\(match.1) in \(file)")
                #expect(catalogues[.english]!.has("\(match.1).other"), "\(match.1) in \(file)")
            }
        }
        #expect(found > 50)
    }

    private func places(in sentence: String) -> Set<String> {
        Set(sentence.matches(of: /\{[a-zA-Z]+\}/).map { String($0.0) })
    }
}
