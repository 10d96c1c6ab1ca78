extension Web {
    /// Every route of the API by `Route.title`; a test says that none is missing.
    static let operations: [String: APIOperation] = [callOperations, jobOperations]
        .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    private static let callOperations: [String: APIOperation] = [
        "GET /api/v1/openapi.json": APIOperation(summary: "This document"),
        "GET /api/v1/calls": APIOperation(
            summary: "Calls, the newest first",
            query: APIOperation.filter + APIOperation.paging),
        "POST /api/v1/calls/find": APIOperation(
            summary: "One customer's calls by exact number",
            query: [.maybe("limit", .integer(1...200))],
            body: [.needed("number", .text(most: 40))]),
        "GET /api/v1/calls/:call": APIOperation(summary: "One call with all that is known of it"),
        "GET /api/v1/recordings/:recording/audio": APIOperation(
            summary: "The sound; takes a Range",
            answer: .bytes(type: "audio/*", isPartial: true)),
        "GET /api/v1/recordings/:recording/waveform": APIOperation(
            summary: "The sound's picture, as docs/formats/waveform.md says",
            answer: .bytes(type: "application/octet-stream", isPartial: false)),
        "GET /api/v1/quarantine": APIOperation(
            summary: "Files that couldn't be taken in, the newest first",
            query: APIOperation.paging),
        "POST /api/v1/quarantine/:item/retry": APIOperation(
            summary: "Try a file again", answer: .nothing),
        "POST /api/v1/quarantine/:item/discard": APIOperation(
            summary: "Destroy a file for good",
            body: [.needed("reason", .text(most: 500))], answer: .nothing),
        "GET /api/v1/intake": APIOperation(summary: "How intake stands"),
    ]

    private static let jobOperations: [String: APIOperation] = [
        "GET /api/v1/jobs": APIOperation(
            summary: "Long work, the newest first", query: APIOperation.paging),
        "GET /api/v1/jobs/:job": APIOperation(summary: "How far a piece of long work is"),
        "POST /api/v1/jobs/:job/cancel": APIOperation(
            summary: "End a piece of long work", answer: .nothing),
    ]
}
