import Calls

extension Web {
    /// Scorecards stand in paths by id or code; `docs/formats/scorecard.md` describes a card.
    static let scorecardOperations: [String: APIOperation] = [
        "GET /api/v1/scorecards": APIOperation(
            summary: "Scorecards by code, with the version in force and the latest one",
            query: [.maybe("after", cardCode), .maybe("limit", .integer(1...200))]),
        "POST /api/v1/scorecards": APIOperation(
            summary: "Add a scorecard, as a draft", body: [.needed("card", .document)],
            answer: .made),
        "GET /api/v1/scorecards/:card": APIOperation(
            summary: "One version of a scorecard, the latest unless another is named",
            query: [.maybe("version", version)], path: ["card": cardCode]),
        "PUT /api/v1/scorecards/:card": APIOperation(
            summary: "Write the draft anew; makes the next version when the latest is published",
            path: ["card": cardCode], body: [.needed("card", .document)]),
        "POST /api/v1/scorecards/:card/publish": APIOperation(
            summary: "Score calls of this day and later ones by a draft", path: ["card": cardCode],
            body: [.needed("version", version), .needed("from", .day)], answer: .nothing),
        "GET /api/v1/scorecards/:card/difference": APIOperation(
            summary: "What tells one version from another",
            query: [.needed("from", version), .needed("to", version)],
            path: ["card": cardCode]),
        "POST /api/v1/scorecards/:card/simulate": APIOperation(
            summary: "What past evaluations would come to under a version, or under the card that "
                + "is sent; nothing is written",
            path: ["card": cardCode],
            body: [.maybe("version", .orNull(version)), .maybe("card", .orNull(.document))]),
    ]

    private static let version: APIOperation.Field.Kind = .integer(1...1_000_000)
    private static let cardCode: APIOperation.Field.Kind = .text(
        most: ScorecardLimits.codeCharactersMax)
}
