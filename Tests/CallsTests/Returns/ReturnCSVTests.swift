import Foundation
import Testing

@testable import Calls

struct ReturnCSVTests {
    private let csv = ReturnCSV(
        words: ReturnCSV.Words(
            headers: [.form: "Form"], noGroup: "none", group: { $1 == "life" ? "Life" : nil },
            table: \.key, measure: \.key),
        currency: "GBP")

    @Test func `every number has a line with its key, and formulas are harmless`() throws {
        let order = ReturnOrder(.ukDISP, try #require(ReturnSample.half))
        let made = ComplaintReturn(
            order,
            of: [
                ReturnSample.one(1, "2026-02-02", "2026-02-03", .upheld) {
                    $0.product = "life"
                    $0.redress = 1_250
                },
                ReturnSample.one(2, "2026-02-02") {
                    $0.product = "=1+1"
                    $0.cause = "care"
                },
            ])
        let text = ([csv.header] + csv.lines(of: made)).joined()
        let records = try CSV.records(in: Data(text.utf8))
        #expect(records[0].fields.prefix(3) == ["Form", "from", "through"])
        #expect(records.count == made.cells.count + 1)
        #expect(records.allSatisfy { $0.fields.count == ReturnCSV.Column.allCases.count })
        let keys = records.dropFirst().map { $0.fields[11] }
        #expect(keys == made.cells.map(\.cell.key))
        let redress = try #require(records.first { $0.fields[11] == "closed/life/redress" })
        #expect(
            redress.fields == [
                "uk-disp-1-annex-1r", "2026-01-01", "2026-06-30", "Europe/London", "closed",
                "Life", "", "redress", "1250", "", "GBP", "closed/life/redress",
                "DISP 1.10.2 R (4)", "no",
            ])
        #expect(records.contains { $0.fields[5] == "'=1+1" && $0.fields[6] == "care" })
        #expect(records.contains { $0.fields[5] == "Life" && $0.fields[6] == "none" })
    }

    @Test func `a share has what it is a part of`() throws {
        let order = ReturnOrder(.cnFinance, try #require(ReturnSample.half))
        let lines = csv.lines(of: ComplaintReturn(order, of: []))
        #expect(lines.contains { $0.contains(",decided-in-time,0,0,cases,") })
    }
}
