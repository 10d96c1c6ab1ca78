import Calls

extension Web {
    /// The queue, evaluations and disputes.
    static let evaluationOperations: [String: APIOperation] = [
        "GET /api/v1/queue": APIOperation(
            summary: "What waits for you to be scored: begun first, then the most urgent",
            query: APIOperation.paging),
        "POST /api/v1/queue/next": APIOperation(
            summary: "Claim what comes next; the answer names the evaluation"),
        "GET /api/v1/evaluations": APIOperation(
            summary: "Evaluations, the latest made first; agents and supervisors see released ones",
            query: [
                .maybe("state", .choice(Evaluation.State.allCases.map(\.rawValue))),
                .maybe("stream", .choice(Evaluation.Stream.allCases.map(\.rawValue))),
                .maybe("agent", .text(most: 200)), .maybe("card", .text(most: 200)),
                .maybe("from", .day), .maybe("to", .day),
            ] + APIOperation.paging),
        "GET /api/v1/evaluations/:evaluation": APIOperation(
            summary: "One of them with its answers, score, steps and disputes"),
        "GET /api/v1/evaluations/:evaluation/draft": APIOperation(
            summary: "What you typed so far, with its revision"),
        "PUT /api/v1/evaluations/:evaluation/draft": APIOperation(
            summary: "Keep an answer sheet (docs/formats/scorecard.md) as the draft behind "
                + "`revision`; 409 where another was kept since",
            body: [.needed("revision", .integer(0...2_147_483_646)), .needed("sheet", .document)]),
        "POST /api/v1/evaluations/:evaluation/submit": APIOperation(
            summary: "Hand in the draft of `revision`",
            body: [.needed("revision", .integer(1...2_147_483_647))], answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/claim": APIOperation(
            summary: "Take a call to score it", answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/free": APIOperation(
            summary: "Give a call back; what was typed is forgotten", answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/replace": APIOperation(
            summary: "Say why a drawn call can't be scored; the answer names what stands in",
            body: [.needed("reason", .choice(ReplacementReason.allCases.map(\.rawValue)))]),
        "POST /api/v1/evaluations/:evaluation/assign": APIOperation(
            summary: "Give a call to an analyst, by the id of the account, or to `nobody`",
            body: [.needed("analyst", .text(most: 13))], answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/confirm": APIOperation(
            summary: "Agree with an auto-fail of somebody else's",
            body: [.maybe("text", .text(least: 0, most: 2000))], answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/return": APIOperation(
            summary: "Send an auto-fail back to whoever scored it", body: APIOperation.reason,
            answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/acknowledge": APIOperation(
            summary: "Say that you have read it",
            body: [.maybe("text", .text(least: 0, most: 2000))], answer: .nothing),
        "POST /api/v1/evaluations/:evaluation/disputes": APIOperation(
            summary: "Dispute the answer to one question",
            body: [.needed("question", .text(most: 40))] + APIOperation.reason, answer: .made),
        "POST /api/v1/disputes/:dispute/decide": APIOperation(
            summary: "Uphold a dispute with the answer that should have stood there, or reject it",
            body: [
                .needed("outcome", .choice(["upheld", "rejected"])), .maybe("answer", .document),
            ] + APIOperation.reason, answer: .nothing),
        "POST /api/v1/calls/:call/evaluations": APIOperation(
            summary: "Put one call up for scoring by a scorecard; it enters no average",
            body: [
                .needed("scorecard", .text(most: 40)), .maybe("days", .integer(1...365)),
            ], answer: .made),
    ]
}
