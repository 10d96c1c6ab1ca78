import Calls

extension Web {
    /// What is agreed with agents, and what came of it.
    static let coachingOperations: [String: APIOperation] = [
        "GET /api/v1/coaching": APIOperation(
            summary: "Coachings that haven't ended, the most urgent first; ended ones by `state`, "
                + "the latest first. Agents see their own",
            query: [
                .maybe("state", .choice(CoachingQuery.states)),
                .maybe("agent", .text(most: 200)),
            ] + APIOperation.paging),
        "POST /api/v1/coaching": APIOperation(
            summary: "Make a coaching, which its agent sees at once: a `note`, or a `session` with "
                + "its `day`. Each topic names an evaluation, a call, or a question with its "
                + "scorecard; the agent is that of the first unless `agent` names one",
            body: [
                .needed("kind", .choice(Coaching.Kind.allCases.map(\.rawValue))),
                .needed("text", .text(most: Coaching.Limits.textCharacters)),
                .needed("due", .day), .maybe("day", .day), .maybe("agent", .text(most: 200)),
                .maybe("topics", .list(.object(topic), most: Coaching.Limits.topics)),
            ], answer: .made),
        "GET /api/v1/coaching/:coaching": APIOperation(
            summary: "One of them with its text, topics, steps, and for each question whether the "
                + "answers got better, with 95 % intervals"),
        "POST /api/v1/coaching/:coaching/acknowledge": APIOperation(
            summary: "Say that you have read it",
            body: [.maybe("text", .text(least: 0, most: 2000))], answer: .nothing),
        "POST /api/v1/coaching/:coaching/finish": APIOperation(
            summary: "Say what came of it, once the agent has read it",
            body: [.needed("text", .text(most: 500))], answer: .nothing),
        "POST /api/v1/coaching/:coaching/withdraw": APIOperation(
            summary: "Take it back, and say why", body: [.needed("text", .text(most: 500))],
            answer: .nothing),
    ]

    private static let topic: [APIOperation.Field] = [
        .maybe("evaluation", .id), .maybe("call", .id), .maybe("scorecard", .text(most: 40)),
        .maybe("question", .text(most: 40)),
    ]
}
