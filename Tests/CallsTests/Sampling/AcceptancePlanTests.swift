import Calls
import Testing

struct AcceptancePlanTests {
    private static let letters = AcceptanceTables.letters.dropLast()

    /// `K 1.0 125 3/4`: letter and limit, then size, Ac and Re of the plan that they lead to.
    private func check(_ cells: String, _ severity: InspectionSeverity) throws {
        for cell in cells.split(separator: ",") {
            let words = cell.split(whereSeparator: \.isWhitespace).map(String.init)
            try #require(words.count == 4)
            let limit = try #require(QualityLimit(words[1]))
            let plan = try #require(
                AcceptancePlan(letter: words[0], limit: limit, severity: severity))
            #expect(
                "\(plan.sampleSize) \(plan.accept)/\(plan.reject)" == "\(words[2]) \(words[3])",
                "\(severity) \(words[0]) \(words[1])")
        }
    }

    // Cells of MIL-STD-105E as others publish them: on the diagonals, at the edges, and arrows.
    @Test func `normal inspection is that of table II-A`() throws {
        try check(
            """
            A 6.5 2 0/1, A 10 5 1/2, A 15 3 1/2, A 25 2 1/2, A 1000 2 30/31, A 0.65 20 0/1,
            B 4.0 3 0/1, B 6.5 2 0/1, B 10 5 1/2, B 15 3 1/2, B 1000 3 44/45, C 1000 3 44/45,
            D 1.5 8 0/1, D 2.5 5 0/1, D 4.0 13 1/2, D 6.5 8 1/2, D 10 8 2/3,
            E 250 13 44/45, E 650 5 44/45,
            F 0.65 20 0/1, F 1.0 13 0/1, F 1.5 32 1/2, F 2.5 20 1/2, F 65 20 21/22, F 100 13 21/22,
            G 1.5 32 1/2, H 1.0 50 1/2, H 2.5 50 3/4, J 0.65 80 1/2, J 1.5 80 3/4, J 4.0 80 7/8,
            K 1.0 125 3/4, K 1.5 125 5/6, L 0.65 200 3/4, L 1.0 200 5/6, L 1.5 200 7/8,
            L 0.010 1250 0/1, M 0.40 315 3/4, N 2.5 500 21/22, N 4.0 315 21/22, P 0.015 800 0/1,
            P 0.025 500 0/1, P 0.040 1250 1/2, Q 0.010 1250 0/1, Q 0.025 2000 1/2,
            R 0.010 1250 0/1, R 0.015 800 0/1, R 0.025 2000 1/2, R 0.40 2000 14/15, R 1000 3 44/45
            """, .normal)
    }

    @Test func `tightened inspection is that of table II-B`() throws {
        try check(
            """
            A 6.5 3 0/1, A 10 8 1/2, A 25 3 1/2, A 40 2 1/2, A 1000 2 27/28, B 6.5 3 0/1,
            B 10 8 1/2, B 1000 3 41/42, C 4.0 5 0/1, C 6.5 13 1/2, C 1000 3 41/42, F 6.5 20 2/3,
            G 0.65 32 0/1, G 1.0 80 1/2, G 1.5 50 1/2, H 0.65 125 1/2, J 0.65 125 1/2, J 1.5 80 2/3,
            K 0.65 125 1/2, K 1.0 125 2/3, L 0.65 200 2/3, L 1.0 200 3/4, L 1.5 200 5/6,
            M 1.0 315 5/6, N 1.5 500 12/13, P 0.65 800 8/9, Q 0.015 1250 0/1, Q 0.025 3150 1/2,
            R 0.010 2000 0/1, R 0.015 1250 0/1, R 0.025 3150 1/2, R 0.040 2000 1/2, R 1.0 1250 18/19
            """, .tightened)
    }

    @Test func `reduced inspection is that of table II-C`() throws {
        try check(
            """
            A 6.5 2 0/1, A 10 2 0/2, A 15 2 0/2, A 25 2 1/2, A 40 2 2/3, A 1000 2 30/31,
            B 4.0 2 0/1, B 15 2 0/2, B 25 2 1/3, B 40 2 2/4, B 65 2 3/5, B 100 2 5/6,
            C 2.5 2 0/1, C 4.0 2 0/1, C 6.5 3 0/2, C 10 2 0/2, C 15 2 1/3, C 25 2 1/4, C 100 2 5/8,
            C 650 2 21/24, C 1000 2 30/31, D 1.5 3 0/1, D 4.0 5 0/2, E 10 5 1/4, E 400 3 21/24,
            F 0.65 8 0/1, F 65 8 10/13, F 100 5 10/13, J 1.5 32 1/4, K 1.0 50 1/4, K 4.0 50 5/8,
            L 0.65 80 1/4, L 1.0 80 2/5, M 1.0 125 3/6, N 0.40 200 2/5, P 0.65 315 5/8,
            Q 0.010 500 0/1, Q 0.025 800 0/2, R 0.010 500 0/1, R 0.025 800 0/2, R 0.25 800 5/8
            """, .reduced)
    }

    @Test(arguments: [(1, "A"), (8, "A"), (9, "B"), (50, "D"), (51, "E"), (280, "G"), (500, "H"),
        (501, "J"), (1_200, "J"), (3_200, "K"), (10_000, "L"), (35_000, "M"), (150_000, "N"),
        (500_000, "P"), (500_001, "Q"), (10_000_000, "Q")])
    func `general level II has these letters`(lot: Int, letter: String) {
        #expect(AcceptancePlan.letter(lot: lot, level: .general2) == letter)
    }

    @Test(arguments: [
        (InspectionLevel.special1, "ABCD"), (.special2, "ABCDE"), (.special3, "ABCDEFGH"),
        (.special4, "ABCDEFGHJK"), (.general1, "ABCDEFGHJKLMN"), (.general2, "ABCDEFGHJKLMNPQ"),
        (.general3, "BCDEFGHJKLMNPQR"),
    ])
    func `a level goes through these letters`(level: InspectionLevel, letters: String) {
        var seen = ""
        for lot in AcceptanceTables.lotsUpTo + [500_001] {
            let letter = AcceptancePlan.letter(lot: lot, level: level) ?? "?"
            if !seen.hasSuffix(letter) { seen += letter }
        }
        #expect(seen == letters)
        #expect(AcceptancePlan.letter(lot: 0, level: level) == nil)
    }

    @Test func `every cell leads to a plan, and plans keep their order`() throws {
        for severity in InspectionSeverity.allCases {
            for limit in QualityLimit.series {
                var sizes: [Int] = []
                var accepts: [Int] = []
                for letter in Self.letters {
                    let plan = try #require(
                        AcceptancePlan(letter: letter, limit: limit, severity: severity))
                    #expect(plan.reject > plan.accept)
                    #expect(severity == .reduced || plan.reject == plan.accept + 1)
                    sizes.append(plan.sampleSize)
                    accepts.append(plan.accept)
                }
                // Down a column, from the first plan of its own letter on, nothing gets less.
                #expect(accepts == accepts.sorted(), "\(severity) \(limit.text)")
            }
            for letter in Self.letters {
                let accepts = try QualityLimit.series.map {
                    try #require(AcceptancePlan(letter: letter, limit: $0, severity: severity))
                }.filter { $0.letter == letter }.map(\.accept)
                #expect(accepts == accepts.sorted(), "\(severity) \(letter)")
                #expect(accepts.count >= 8)
            }
        }
    }

    @Test func `tightened asks for more and reduced for less than normal`() throws {
        for limit in QualityLimit.series {
            for letter in Self.letters {
                let plans = try [InspectionSeverity.reduced, .normal, .tightened].map {
                    try #require(AcceptancePlan(letter: letter, limit: limit, severity: $0))
                }
                #expect(plans[0].sampleSize <= plans[1].sampleSize)
                let bears = plans.map { Double($0.accept) / Double($0.sampleSize) }
                #expect(bears[2] <= bears[1])
            }
        }
    }

    @Test func `a lot that is smaller than its sample is inspected whole`() throws {
        let limit = try #require(QualityLimit("0.10"))
        let plan = try #require(
            AcceptancePlan(lot: 60, level: .general2, limit: limit, severity: .normal))
        #expect(plan.sampleSize == 60 && plan.accept == 0 && plan.reject == 1)
        #expect(
            AcceptancePlan(lot: 0, level: .general2, limit: limit, severity: .normal) == nil)
        #expect(
            AcceptancePlan(
                lot: 60, level: .general2, limit: QualityLimit(thousandths: 3), severity: .normal)
                == nil)
        #expect(AcceptancePlan(letter: "S", limit: limit, severity: .tightened) == nil)
    }

    @Test func `a lot is judged by Ac and Re`() throws {
        let limit = try #require(QualityLimit("1.0"))
        let normal = try #require(AcceptancePlan(letter: "K", limit: limit, severity: .normal))
        #expect([0, 3, 4, 9].map { normal.verdict(nonconforming: $0) } == [
            .accepted, .accepted, .notAccepted, .notAccepted,
        ])
        let reduced = try #require(AcceptancePlan(letter: "K", limit: limit, severity: .reduced))
        #expect([1, 2, 3, 4].map { reduced.verdict(nonconforming: $0) } == [
            .accepted, .acceptedBetween, .acceptedBetween, .notAccepted,
        ])
    }

    @Test func `limits are read as tables write them`() throws {
        #expect(QualityLimit.series.map(\.text).joined(separator: " ") == """
            0.010 0.015 0.025 0.040 0.065 0.10 0.15 0.25 0.40 0.65 1.0 1.5 2.5 4.0 6.5 10 15 25 40 \
            65 100 150 250 400 650 1000
            """)
        for limit in QualityLimit.series { #expect(QualityLimit(limit.text) == limit) }
        #expect(QualityLimit("1") == QualityLimit("1.000"))
        for text in ["", ".", "1.", ".5", "1.0000", "-1", "1,5", "10000", "x"] {
            #expect(QualityLimit(text) == nil)
        }
        for thousandths in [0, 7, 3_000, 1_234, 12_345, 99_999] {
            let limit = QualityLimit(thousandths: thousandths)
            #expect(QualityLimit(limit.text) == limit && !limit.isOfTheSeries)
        }
    }
}
