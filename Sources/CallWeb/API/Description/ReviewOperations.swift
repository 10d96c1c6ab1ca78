import Calls

extension Web {
    /// How analysts' scores compare with second ones of the same calls.
    static let reviewOperations: [String: APIOperation] = [
        "GET /api/v1/reviews": APIOperation(
            summary: "How analysts' scores compare with blind second ones, by the scorecard "
                + "reviewed last or the one named; analysts see their own",
            query: [.maybe("card", .text(most: 100))]),
        "GET /api/v1/reviews/:analyst": APIOperation(
            summary: "One of them, question by question, with the calls that were scored twice",
            query: [.maybe("card", .text(most: 100))]),
    ]
}
