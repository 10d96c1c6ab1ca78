import CallDesk
import Calls

extension Web {
    /// What scores come to, and evaluations on their way out.
    static let qualityOperations: [String: APIOperation] = [
        "GET /api/v1/quality": APIOperation(
            summary: "Scores of a period with their intervals: in all, as a trend, by question, "
                + "and of teams, agents or campaigns beside each other; released evaluations "
                + "that were drawn by chance, as far as you may see them",
            query: [
                .maybe("team", .id), .maybe("campaign", .text(most: 200)),
                .maybe("agent", .text(most: 200)), .maybe("card", .text(most: 200)),
                .maybe("from", .day), .maybe("to", .day),
                .maybe("by", .choice(["team", "agent", "campaign"])),
                .maybe("sort", .choice(QualityOrder.allCases.map(\.rawValue))),
            ]),
        "GET /api/v1/evaluations/export": APIOperation(
            summary: "The evaluations of a filter as a file; `words` adds answers and comments, as "
                + "JSON Lines alone",
            query: [
                .maybe("state", .choice(Evaluation.State.allCases.map(\.rawValue))),
                .maybe("stream", .choice(Evaluation.Stream.allCases.map(\.rawValue))),
                .maybe("agent", .text(most: 200)), .maybe("card", .text(most: 200)),
                .maybe("from", .day), .maybe("to", .day),
                .maybe("format", .choice(ExportForm.allCases.map(\.rawValue))),
                .maybe("words", .choice(["yes", "no"])), .maybe("bom", .choice(["yes", "no"])),
            ], answer: .bytes(types: ["text/csv", "application/jsonl"], isPartial: false)),
    ]
}
