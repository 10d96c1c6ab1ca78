import Calls

extension Web {
    /// Scripts stand in paths by id or code.
    static let scriptOperations: [String: APIOperation] = [
        "GET /api/v1/scripts": APIOperation(
            summary: "Scripts and templates of answers by code, as they hold today",
            query: [.maybe("after", scriptCode), .maybe("limit", .integer(1...200))]),
        "POST /api/v1/scripts": APIOperation(
            summary: "Add a script, or a template of an answer", body: scriptFields,
            answer: .made),
        "GET /api/v1/scripts/:script": APIOperation(
            summary: "One version of a script, the latest unless another is named",
            query: [.maybe("version", .integer(1...1_000_000))], path: ["script": scriptCode]),
        "PUT /api/v1/scripts/:script": APIOperation(
            summary: "Add a version to a script", path: ["script": scriptCode],
            body: scriptFields),
    ]

    private static let scriptCode: APIOperation.Field.Kind = .text(
        most: ScorecardLimits.codeCharactersMax)

    private static let scriptFields: [APIOperation.Field] = [
        .needed("kind", .choice(Script.Kind.allCases.map(\.rawValue))),
        .needed("code", scriptCode), .maybe("campaign", .orNull(.text(most: 200))),
        .needed("title", .object(languages(most: Script.Limits.titleCharacters))),
        .needed("body", .object(languages(most: Script.Limits.bodyCharacters))),
        .needed("from", .day), .maybe("through", .orNull(.day)),
    ]

    private static func languages(most: Int) -> [APIOperation.Field] {
        Language.allCases.map { .needed($0.rawValue, .text(most: most)) }
    }
}
