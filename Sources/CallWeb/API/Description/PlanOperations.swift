import Calls

extension Web {
    static let planOperations: [String: APIOperation] = [
        "GET /api/v1/plans": APIOperation(
            summary: "Sampling plans, the newest first, with what each draws next and drew last",
            query: APIOperation.paging),
        "POST /api/v1/plans": APIOperation(
            summary: "Add a sampling plan; the seeds of its first draws are committed to",
            body: planFields, answer: .made),
        "GET /api/v1/plans/:plan": APIOperation(
            summary: "A sampling plan with its versions, and who replaced how many of its calls"),
        "PUT /api/v1/plans/:plan": APIOperation(
            summary: "Change a plan from its next draw on; draws that wait are committed to anew",
            body: planFields, answer: .nothing),
        "POST /api/v1/plans/:plan/stop": APIOperation(
            summary: "Draw no more by a plan", answer: .nothing),
        "GET /api/v1/plans/:plan/draws": APIOperation(
            summary: "Draws of a plan, the latest committed first", query: APIOperation.paging),
        "GET /api/v1/draws/:draw": APIOperation(
            summary: "A draw with its strata, and who replaced how many of its calls"),
        "GET /api/v1/draws/:draw/file": APIOperation(
            summary: "The file by which anybody draws again (docs/formats/sample.md)",
            answer: .bytes(type: "application/jsonl", isPartial: false)),
        "POST /api/v1/draws/:draw/draw": APIOperation(
            summary: "Draw now what is due", answer: .nothing),
    ]

    private typealias Kind = APIOperation.Field.Kind
    private typealias Limits = SamplePlan.Limits

    private static let count: Kind = .integer(0...Limits.calls)
    private static let text: Kind = .text(most: Limits.textCharacters)

    private static let planFields: [APIOperation.Field] = [
        .needed("name", .text(most: Limits.nameCharacters)),
        .needed("population", .object(populationFields)),
        .needed("zone", .text(most: Limits.codeCharacters)),
        .needed(
            "period",
            .object([
                .needed("kind", .choice(["closed", "live"])), .needed("from", .day),
                .maybe("until", .day),
                .maybe("cycle", .choice(LivePeriod.Cycle.allCases.map(\.rawValue))),
                .maybe("spread", .flag),
            ])),
        .needed("method", .object(methodFields)),
        .needed(
            "stream",
            .object([
                .needed("kind", .choice(["estimate", "risk", "review"])),
                .maybe("reason", .text(most: Limits.reasonCharacters)),
            ])),
        .needed("scorecard", .text(most: Limits.codeCharacters)),
        .needed("dueDays", .integer(Limits.dueDays)),
        .needed("confidencePercent", .integer(Limits.confidencePercent)),
    ]

    private static let populationFields: [APIOperation.Field] = {
        func list(_ name: String, _ kind: Kind) -> APIOperation.Field {
            .maybe(name, .list(kind, most: Limits.listEntries))
        }
        let verdicts: Kind = .choice(Verdict.allCases.map(\.rawValue))
        return [
            list("campaigns", text), list("teams", .id), list("agents", .id),
            list("directions", .choice(Direction.allCases.map(\.rawValue))),
            list("dispositions", text), list("stages", .integer(0...100)),
            list("verdictsAny", verdicts), list("verdictsNone", verdicts),
            .maybe("leastSeconds", .integer(0...Limits.seconds)),
            .maybe("mostSeconds", .integer(0...Limits.seconds)), .maybe("hasComplaint", .flag),
        ]
    }()

    private static let methodFields: [APIOperation.Field] = [
        .needed(
            "kind",
            .choice([
                "simple", "percentage", "everything", "perAgent", "stratified", "acceptance",
            ])),
        .maybe("count", count), .maybe("hundredthsOfPercent", .integer(1...10_000)),
        .maybe("least", count),
        .maybe("by", .choice(StratumField.allCases.map(\.rawValue))),
        .maybe(
            "allocation",
            .object([
                .needed("kind", .choice(["proportional", "equal", "quotas"])),
                .maybe("total", count), .maybe("least", count), .maybe("each", count),
                // By the keys of strata.
                .maybe("quotas", .document),
                .maybe("other", count),
            ])),
        .maybe("level", .choice(InspectionLevel.allCases.map(\.rawValue))),
        .maybe("limit", .choice(QualityLimit.series.map(\.text))),
    ]
}
