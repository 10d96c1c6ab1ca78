import Foundation
import Testing

@testable import Calls

/// Published worked examples of agreement, to the three decimals that are printed.
struct AgreementExampleTests {
    private func isPrinted(_ found: Double, _ printed: Double) -> Bool {
        abs(found - printed) < 5.1e-4
    }

    /// Two raters, from a table of counts: the one's answers down, the other's across.
    private func pairs(_ counts: [[Int]]) -> RatingTable {
        var rows: [[Double?]] = []
        for (one, row) in counts.enumerated() {
            for (two, count) in row.enumerated() {
                rows += Array(repeating: [Double(one + 1), Double(two + 1)], count: count)
            }
        }
        return RatingTable(rows, scale: counts.indices.map { Double($0 + 1) })
    }

    /// A table from its columns, one a rater, “.” for a gap.
    private func columns(_ raters: [String]) -> RatingTable {
        let answers = raters.map { $0.map { Double(String($0)) } }
        return RatingTable(answers[0].indices.map { item in answers.map { $0[item] } })
    }

    /// J. Cohen, Psychol. Bull. 70, 1968, table 1 (the first of them from 1960): 200 patients.
    private var diagnoses: RatingTable { pairs([[88, 14, 18], [10, 40, 10], [2, 6, 12]]) }

    @Test func `Cohen's diagnoses, unweighted and with his weights`() throws {
        #expect(isPrinted(try diagnoses.agreement(.kappa(.unweighted)), 0.492))
        #expect(isPrinted(try diagnoses.agreement(.percent), 0.700))
        let weighted = try CohenKappa(diagnoses, distance: [[0, 1, 3], [1, 0, 6], [3, 6, 0]])
        #expect(isPrinted(try weighted.value(times: diagnoses.everyItemOnce), 0.348))
    }

    // J. L. Fleiss, Statistical Methods for Rates and Proportions, 18.1: 100 patients
    @Test func `Fleiss's diagnoses`() throws {
        let table = pairs([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
        #expect(isPrinted(try table.agreement(.percent), 0.890))
        #expect(isPrinted(try table.agreement(.kappa(.unweighted)), 0.676))
    }

    // The article on his kappa in Wikipedia: two readers of proposals
    @Test(arguments: [([[20, 5], [10, 15]], 0.400), ([[45, 15], [25, 15]], 0.130),
        ([[25, 35], [5, 35]], 0.259)])
    func `kappa of yes and no`(_ row: (counts: [[Int]], kappa: Double)) throws {
        #expect(isPrinted(try pairs(row.counts).agreement(.kappa(.unweighted)), row.kappa))
    }

    // K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, A
    @Test func `Krippendorff's two observers of yes and no`() throws {
        let table = columns(["0100000010", "1110010000"])
        for level in [MeasurementLevel.nominal, .ordinal, .interval] {
            #expect(isPrinted(try table.agreement(.alpha(level)), 0.095))
        }
    }

    // The same, B, with letters as choices
    @Test func `Krippendorff's Ben and Gerry`() throws {
        let ben = "aabbdcccedda"
        let gerry = "babbbccceddd"
        let table = RatingTable(choices: zip(ben, gerry).map { [$0, $1] }, of: Array("abcde"))
        #expect(isPrinted(try table.agreement(.alpha(.nominal)), 0.692))
    }

    /// The same, C, which is also cac.raw4raters of Gwet's handbook.
    private var fourObservers: RatingTable {
        columns(["123321412...", "1233224125.3", ".3332342251.", "12332441251."])
    }

    @Test(arguments: zip(MeasurementLevel.allCases, [0.743, 0.815, 0.849, 0.797]))
    func `Krippendorff's four observers with gaps`(
        _ level: MeasurementLevel, _ alpha: Double
    ) throws {
        #expect(isPrinted(try fourObservers.agreement(.alpha(level)), alpha))
    }

    // The article on his alpha in Wikipedia: three coders, fifteen units
    @Test(arguments: zip([MeasurementLevel.nominal, .interval], [0.691, 0.811]))
    func `three coders with half of it missing`(
        _ level: MeasurementLevel, _ alpha: Double
    ) throws {
        let table = columns([".....34121133.3", "1.213343.......", "..21344.21133.4"])
        #expect(isPrinted(try table.agreement(.alpha(level)), alpha))
    }

    // K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed., as the author's irrCAC prints it
    @Test func `Gwet's four raters with gaps`() throws {
        let table = columns(["123321412...", "1233224125..", ".33323422513", "12332441251."])
        #expect(isPrinted(try table.agreement(.gwet(.unweighted)), 0.775))
        #expect(isPrinted(try table.agreement(.percent), 0.818))
        #expect(isPrinted(try table.agreement(.alpha(.nominal)), 0.743))
    }

    @Test func `Gwet's two abstractors`() throws {
        let table = pairs([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
        #expect(isPrinted(try table.agreement(.gwet(.unweighted)), 0.849))
        #expect(isPrinted(try table.agreement(.gwet(.quadratic)), 0.940))
        #expect(isPrinted(try table.agreement(.kappa(.unweighted)), 0.796))
        #expect(isPrinted(try table.agreement(.alpha(.nominal)), 0.797))
        #expect(isPrinted(try table.agreement(.percent), 0.890))
    }

    // Fifteen of the patients of J. L. Fleiss, 1971, by how many of six psychiatrists said what
    @Test func `Gwet's six psychiatrists`() throws {
        let counts = [
            "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040",
            "00006", "10050", "11040", "03300", "10050", "02031",
        ]
        let table = RatingTable(counts.map { row in
            row.enumerated().flatMap { answer, count in
                Array(repeating: Double(answer), count: count.wholeNumberValue ?? 0)
            }
        })
        #expect(isPrinted(try table.agreement(.gwet(.unweighted)), 0.445))
        #expect(isPrinted(try table.agreement(.percent), 0.551))
        #expect(isPrinted(try table.agreement(.alpha(.nominal)), 0.420))
    }

    // P. E. Shrout and J. L. Fleiss, 1979, table 2: six targets, four judges
    @Test func `Shrout and Fleiss's judges`() throws {
        let table = RatingTable([
            [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
        ])
        let found = try table.intraclass()
        #expect(isPrinted(found.value, 0.290))
        #expect(isClose(found.interval, 0.019, 0.761, 5e-4))
        #expect(found.count == 6)
        #expect(try table.agreement(.intraclass) == found.value)
    }

    // C. Zaiontz, Real Statistics: eight wines, four judges; intervals as pingouin prints them
    @Test func `four judges of eight wines`() throws {
        let found = try RatingTable([
            [1, 2, 0, 1], [1, 3, 3, 2], [3, 8, 1, 4], [6, 4, 3, 3], [6, 5, 5, 6], [7, 5, 6, 2],
            [8, 7, 7, 9], [9, 9, 9, 8],
        ]).intraclass()
        #expect(isPrinted(found.value, 0.728))
        #expect(isClose(found.interval, 0.43, 0.93, 5e-3))
    }
}
