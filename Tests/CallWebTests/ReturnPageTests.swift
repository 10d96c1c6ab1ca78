import CallDesk
import Calls
import Foundation
import Testing

@testable import CallWeb

/// Words of returns, and files.
struct ReturnPageTests {
    private let catalogues: [Language: Catalogue]

    init() throws {
        catalogues = try WebResources.load().catalogues
    }

    @Test func `every shape, table, measure and dimension has its words`() {
        var keys = ReturnShape.shipped.map { "return.shape.\($0.name)" }
        keys += ReturnShape.shipped.flatMap(\.tables).map { "return.table.\($0.key)" }
        keys += ReturnShape.shipped.flatMap(\.measures).flatMap {
            ["return.measure.\($0.key)", "return.meaning.\($0.key)"]
        }
        keys += ReturnDimension.allCases.flatMap {
            ["return.dimension.\($0.rawValue)", "return.noGroup.\($0.rawValue)"]
        }
        keys += ReturnForm.allCases.map { "return.file.\($0.rawValue)" }
        keys += [1, 2].map { "return.half.\($0)" }
        for (language, catalogue) in catalogues {
            for key in keys { #expect(catalogue.has(key), "\(language.rawValue) \(key)") }
        }
    }

    @Test func `the latest period that is over is offered first`() throws {
        let today = try #require(LocalDay("2026-11-23"))
        let names = ReturnPeriod.latest(.cnFinance, today, .utc).map(\.name)
        #expect(names == ["2026-H1", "2025-H2", "2025-H1", "2025", "2026-H2", "2026"])
    }
}
