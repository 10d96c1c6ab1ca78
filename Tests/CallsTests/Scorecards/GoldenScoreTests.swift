import Calls
import Foundation
import Testing

/// Tests/Vectors/scores.json, made by make_scores.py after the document of the format alone.
struct GoldenScoreTests {
    struct Vectors: Decodable {
        let cards: [String: Scorecard]
        let onPaper: Int
        let cases: [Case]
    }

    struct Case: Decodable {
        let card: String
        let sheet: AnswerSheet
        let score: Expected
    }

    struct Expected: Decodable {
        let total: Percent?
        let totalWithoutFails: Percent?
        let band: String?
        let passed: Bool?
        let sections: [ExpectedSection]
        let fails: [[String]]
        let asked: [String]
        let notApplicable: Int
    }

    struct ExpectedSection: Decodable {
        let code: String
        let score: Percent?
        let failed: Bool
        let passed: Bool?
    }

    static func vectors() throws -> Vectors {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Vectors/scores.json").standardized
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: path))
    }

    @Test func `every sheet of the golden table comes to its score`() throws {
        let vectors = try Self.vectors()
        #expect(vectors.onPaper >= 60)
        #expect(vectors.cases.count >= vectors.onPaper)
        for (index, one) in vectors.cases.enumerated() {
            let card = try #require(vectors.cards[one.card])
            let score = card.score(one.sheet)
            let name = Comment(rawValue: "case \(index) on \(one.card)")
            #expect(score.total == one.score.total, name)
            #expect(score.totalWithoutFails == one.score.totalWithoutFails, name)
            #expect(score.band == one.score.band, name)
            #expect(score.passed == one.score.passed, name)
            #expect(score.asked == one.score.asked, name)
            #expect(score.notApplicable == one.score.notApplicable, name)
            #expect(score.fails.map { [$0.question, $0.fails.rawValue] } == one.score.fails, name)
            #expect(score.sections.map(\.score) == one.score.sections.map(\.score), name)
            #expect(score.sections.map(\.failed) == one.score.sections.map(\.failed), name)
            #expect(score.sections.map(\.passed) == one.score.sections.map(\.passed), name)
        }
    }

    @Test func `the simulator agrees with the golden table`() throws {
        let vectors = try Self.vectors()
        for (code, card) in vectors.cards {
            let cases = vectors.cases.filter { $0.card == code }
            let simulation = ScorecardSimulation(
                draft: card,
                evaluations: cases.enumerated().map { index, one in
                    ScorecardSimulation.Former(
                        id: "\(index)", sheet: one.sheet, total: one.score.total,
                        passed: one.score.passed)
                })
            #expect(simulation.outcomes.map(\.total) == cases.map(\.score.total), "\(code)")
            #expect(simulation.outcomes.map(\.passed) == cases.map(\.score.passed), "\(code)")
            #expect(simulation.totals.raised == 0)
            #expect(simulation.totals.lowered == 0)
            #expect(simulation.totals.mean == simulation.totals.formerMean)
        }
    }

    @Test func `the golden table's cards have nothing wrong and keep their bytes`() throws {
        for (code, card) in try Self.vectors().cards {
            #expect(card.problems() == [], "\(code)")
            let json = try card.canonicalJSON()
            #expect(try Scorecard(json: json) == card)
            #expect(try Scorecard(json: json).canonicalJSON() == json)
        }
    }
}
