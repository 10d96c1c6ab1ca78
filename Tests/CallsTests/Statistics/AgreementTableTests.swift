import Foundation
import Testing

@testable import Calls

/// A thousand random tables, most with gaps, against statsmodels, krippendorff, irrCAC, pingouin.
struct AgreementTableTests {
    private func figure(_ table: RatingTable, _ figure: Agreement) -> Double? {
        try? table.agreement(figure)
    }

    @Test func `there are a thousand tables, and most figures of most can be said`() throws {
        let tables = try StatisticsVectors.tables()
        #expect(tables.count == 1_000)
        #expect(tables.count { $0.k[0] != nil } > 900)
        #expect(tables.count { $0.a[3] != nil } > 900)
        #expect(tables.count { $0.g[3] != nil } > 900)
        #expect(tables.count { ($0.i?.last ?? nil) != nil } > 650)
        #expect(tables.count { $0.r.joined().contains(nil) } > 300)
    }

    @Test func `percent agreement and Gwet's AC1 and AC2 are those of irrCAC`() throws {
        for (index, row) in try StatisticsVectors.tables().enumerated() {
            let table = RatingTable(row.r, scale: row.s)
            #expect(isClose(figure(table, .percent), row.p, 1e-6), "table \(index)")
            for (weights, expected) in zip(AnswerWeights.allCases, row.g) {
                let found = figure(table, .gwet(weights))
                #expect(isClose(found, expected, 1e-6), "table \(index), \(weights)")
            }
        }
    }

    @Test func `kappa is the mean of statsmodels's over pairs`() throws {
        for (index, row) in try StatisticsVectors.tables().enumerated() {
            let table = RatingTable(row.r, scale: row.s)
            for (weights, expected) in zip(AnswerWeights.allCases, row.k) {
                let found = figure(table, .kappa(weights))
                #expect(isClose(found, expected, 1e-6), "table \(index), \(weights)")
            }
        }
    }

    @Test func `alpha is that of krippendorff`() throws {
        for (index, row) in try StatisticsVectors.tables().enumerated() {
            let table = RatingTable(row.r, scale: row.s)
            for (level, expected) in zip(MeasurementLevel.allCases, row.a) {
                let found = figure(table, .alpha(level))
                #expect(isClose(found, expected, 1e-6), "table \(index), \(level)")
            }
        }
    }

    @Test func `ICC(2,1) and its interval are those of pingouin`() throws {
        for (index, row) in try StatisticsVectors.tables().enumerated() {
            let found = try? RatingTable(row.r, scale: row.s).intraclass()
            // Of fewer than five ratings pingouin says nothing.
            if row.i?.isEmpty == true { continue }
            #expect(isClose(found?.value, row.i?[0], 1e-6), "table \(index)")
            if found?.value == 1 { #expect(found?.interval == nil) }
            guard let low = row.i?[1], let high = row.i?[2] else { continue }
            #expect(isClose(found?.interval, low, high, 1e-6), "table \(index)")
        }
    }
}
