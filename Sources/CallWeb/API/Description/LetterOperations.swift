import Calls

extension Web {
    /// Letters about complaints.
    static let letterOperations: [String: APIOperation] = [
        "GET /api/v1/complaints/:complaint/letters": APIOperation(
            summary: "Letters about a complaint, begun and sent, and the templates of those that "
                + "you can write now (`choices`)"),
        "POST /api/v1/complaints/:complaint/letters": APIOperation(
            summary: "Begin a letter; of the template that is proposed unless one is named. Who "
                + "may reveal customers has the name filled in; answers with its number",
            body: [
                .needed("kind", kind), .maybe("template", .text(most: 60)),
                .maybe("language", language),
            ], answer: .made),
        "GET /api/v1/complaints/:complaint/letters/:letter": APIOperation(
            summary: "One of them as it reads now, what is missing (`missing`, `lacks`), and what "
                + "is filled in (`values`); of what was sent, the letter. The opening is kept "
                + "unless it is your own draft",
            path: path),
        "POST /api/v1/complaints/:complaint/letters/:letter": APIOperation(
            summary: "Save a draft; `values` by place, those left out stay. If `revision` isn't "
                + "the draft's, this is refused with 409",
            path: path,
            body: [
                .needed("template", .text(most: 60)), .needed("language", language),
                .maybe(
                    "values",
                    .object(
                        LetterPlace.written.map {
                            .maybe($0.rawValue, .text(least: 0, most: $0.charactersMax))
                        })),
                .maybe("revision", .integer(1...1_000_000)),
            ], answer: .nothing),
        "POST /api/v1/complaints/:complaint/letters/:letter/send": APIOperation(
            summary: "Note that the letter went out by `channel` on `day`, today unless named: "
                + "it stays as it is, and the complaint is acknowledged or answered by it. "
                + "Refused with 409 while anything is missing that a regime demands",
            path: path,
            body: [
                .needed(
                    "channel", .choice(ComplaintLetter.Dispatch.channels.map(\.rawValue))),
                .maybe("day", .day), .maybe("revision", .integer(1...1_000_000)),
            ], answer: .nothing),
        "GET /api/v1/complaints/:complaint/letters/:letter/pdf": APIOperation(
            summary: "The letter as a PDF. The opening is kept unless it is your own draft",
            path: path, answer: .bytes(type: "application/pdf", isPartial: false)),
        "GET /api/v1/complaints/:complaint/letters/:letter/text": APIOperation(
            summary: "The letter as plain text. The opening is kept unless it is your own draft",
            path: path, answer: .bytes(type: "text/plain", isPartial: false)),
    ]

    private static let path = [
        "letter": APIOperation.Field.Kind.integer(1...ComplaintLetterSummary.Limits.letters)
    ]
    private static let kind = APIOperation.Field.Kind.choice(
        LetterTemplate.Kind.allCases.map(\.rawValue))
    private static let language = APIOperation.Field.Kind.choice(
        LetterLanguage.allCases.map(\.rawValue))
}
