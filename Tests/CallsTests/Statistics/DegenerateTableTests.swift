import Foundation
import Testing

@testable import Calls

struct DegenerateTableTests {
    private static let figures: [Agreement] = [.percent, .intraclass]
        + AnswerWeights.allCases.flatMap { [.kappa($0), .gwet($0)] }
        + MeasurementLevel.allCases.map { .alpha($0) }

    private func reason(_ rows: [[Double?]], _ figure: Agreement) -> CannotSay? {
        do throws(CannotSay) {
            _ = try RatingTable(rows).agreement(figure)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: figures)
    func `nothing, one rater and one item have reasons of their own`(_ figure: Agreement) {
        #expect(reason([], figure) == .nothing)
        #expect(reason([[], []], figure) == .nothing)
        #expect(reason([[nil, nil], [nil, nil]], figure) == .nothing)
        #expect(reason([[.nan, .infinity], [nil, 1e13]], figure) == .nothing)
        #expect(reason([[1], [2], [3]], figure) == .oneRater)
        #expect(reason([[1, nil], [nil, 2], [3, nil]], figure) == .oneRater)
        #expect(reason([[1, 2]], figure) == .oneItem)
        #expect(reason([[1, 2], [1, nil], [nil, 1]], figure) == .oneItem)
    }

    @Test func `the same answer to everything leaves chance nothing to do`() throws {
        let same: [[Double?]] = [[2, 2, 2], [2, 2, nil], [2, 2, 2]]
        for figure in Self.figures where figure != .percent {
            #expect(reason(same, figure) == .allTheSame, "\(figure)")
        }
        #expect(try RatingTable(same).agreement(.percent) == 1)
        // Where another answer was possible, Gwet's figure can be said.
        let table = RatingTable(same, scale: [1, 2, 3])
        #expect(try table.agreement(.gwet(.unweighted)) == 1)
        #expect(throws: CannotSay.allTheSame) { try table.agreement(.kappa(.unweighted)) }
    }

    @Test func `a ratio scale has nothing below zero`() {
        #expect(reason([[1, -1], [2, 2]], .alpha(.ratio)) == .belowZero)
        #expect(reason([[1, -1], [2, 2]], .alpha(.interval)) == nil)
        #expect(reason([[0, 0], [1, 0]], .alpha(.ratio)) == nil)
    }

    @Test func `figures for choices refuse a thousand answers, and pairs a crowd of raters`()
        throws {
        let scores = RatingTable((0..<600).map { [Double($0), Double($0) + 0.5] })
        for weights in AnswerWeights.allCases {
            #expect(throws: CannotSay.tooManyAnswers) { try scores.agreement(.kappa(weights)) }
            #expect(throws: CannotSay.tooManyAnswers) { try scores.agreement(.gwet(weights)) }
        }
        #expect(try scores.agreement(.percent) == 0)
        #expect(try scores.agreement(.alpha(.interval)) > 0.999)
        let crowd = RatingTable((0..<60).map { item in (0..<300).map { Double(($0 + item) % 3) } })
        #expect(throws: CannotSay.tooLarge) { try crowd.agreement(.kappa(.unweighted)) }
        #expect(try crowd.agreement(.gwet(.unweighted)).isFinite)
    }

    @Test func `short rows have gaps, and a choice that isn't on the list is one`() throws {
        let short = RatingTable([[1], [1, 2], [2, 2, 1]])
        #expect(short == RatingTable([[1, nil, nil], [1, 2, nil], [2, 2, 1]]))
        let choices = RatingTable(choices: [["a", "x"], ["b", nil]], of: ["a", "b", "b"])
        #expect(choices.rating(0, 0) == 1)
        #expect(choices.rating(0, 1) == nil)
        #expect(choices.rating(1, 0) == 2)
        #expect(choices.rating(1, 2) == nil)
        #expect(choices.rating(-1, 0) == nil)
        #expect(choices.narrowed(to: [0, 7]) == RatingTable([[1, nil], [2, nil]]))
    }

    @Test func `each pair of raters has its figure or its reason`() throws {
        let table = RatingTable([[1, 1, nil], [2, 2, nil], [1, 2, 1], [1, 1, nil]])
        let pairs = table.agreementByPair(.kappa(.unweighted))
        #expect(pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
        #expect(isClose(try pairs[0].value.get(), 0.5, 1e-12))
        #expect(throws: CannotSay.oneItem) { try pairs[1].value.get() }
        // Light's kappa is the mean of those that can be said.
        #expect(isClose(try table.agreement(.kappa(.unweighted)), 0.5, 1e-12))
    }

    @Test func `no table gives a figure that isn't a number from far below up to 1`() {
        var stream = StatisticsVectors.Stream(state: 11)
        for round in 0..<3_000 {
            let (items, raters) = (Int.random(in: 0...5, using: &stream),
                Int.random(in: 0...4, using: &stream))
            let answers: [Double?] = round % 3 == 0
                ? [nil, 0, 1] : [nil, nil, -3, 0, 1e-9, 7, 1e12]
            let rows = (0..<items).map { _ in
                (0..<raters).map { _ in answers.randomElement(using: &stream) ?? nil }
            }
            let table = RatingTable(rows)
            for figure in Self.figures {
                guard let value = try? table.agreement(figure) else { continue }
                #expect(value.isFinite && value <= 1 + 1e-9, "\(figure) of \(rows): \(value)")
            }
            if let icc = try? table.intraclass(), let interval = icc.interval {
                #expect(interval.lowerBound.isFinite && interval.upperBound.isFinite, "\(rows)")
            }
        }
    }

    @Test func `bands begin and end where their authors say`() {
        let figures = [-0.01, 0, 0.2, 0.21, 0.4, 0.41, 0.6, 0.61, 0.8, 0.81, 1]
        let names = figures.map { AgreementStrength($0).rawValue }
        #expect(names == [
            "poor", "slight", "slight", "fair", "fair", "moderate", "moderate", "substantial",
            "substantial", "almostPerfect", "almostPerfect",
        ])
        #expect(AgreementStrength.fair < .substantial)
        #expect([0.666, 0.667, 0.799, 0.8].map { AgreementReliance($0) }
            == [.none, .tentative, .tentative, .reliable])
    }
}
