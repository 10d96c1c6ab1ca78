import CallDesk
import Calls

extension Web {
    /// Returns to regulators.
    static let returnOperations: [String: APIOperation] = [
        "GET /api/v1/complaints/returns": APIOperation(
            summary: "The returns that there are, and whether an officer confirmed their form"),
        "GET /api/v1/complaints/returns/:shape/:period": APIOperation(
            summary: "A return of a period: `2026-H1`, `2026`, or its days "
                + "`2026-02-01..2026-07-31`. Each number has the `key` by which its cases are "
                + "found; money is in the smallest unit",
            path: returnPath),
        "GET /api/v1/complaints/returns/:shape/:period/cases": APIOperation(
            summary: "The cases that a number counts, as far as you see them; `number` is its key",
            query: [.needed("number", .text(most: 1_000))] + APIOperation.paging,
            path: returnPath),
        "GET /api/v1/complaints/returns/:shape/:period/file": APIOperation(
            summary: "The return as CSV or as a workbook; the ledger notes it with its SHA-256",
            query: [.maybe("form", .choice(ReturnForm.allCases.map(\.rawValue)))],
            path: returnPath,
            answer: .bytes(
                types: [
                    "text/csv",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ], isPartial: false)),
    ]

    private static let returnPath: [String: APIOperation.Field.Kind] = [
        "shape": .choice(ReturnShape.shipped.map(\.name)),
        "period": .text(most: 30),
    ]
}
