extension Web {
    static let callOperations: [String: APIOperation] = [
        "GET /api/v1/openapi.json": APIOperation(summary: "This document"),
        "GET /api/v1/calls": APIOperation(
            summary: "Calls, the newest first",
            query: APIOperation.filter + APIOperation.paging),
        "POST /api/v1/calls/find": APIOperation(
            summary: "One customer's calls by exact number",
            query: [.maybe("limit", .integer(1...200))],
            body: [.needed("number", .text(most: 64))]),
        "GET /api/v1/calls/:call": APIOperation(summary: "One call with all that is known of it"),
        "GET /api/v1/calls/export": APIOperation(
            summary: "Calls as CSV, where so many go out without a second person",
            query: APIOperation.filter + [.maybe("bom", .choice(["no", "yes"]))],
            answer: .bytes(type: "text/csv", isPartial: false)),
        "POST /api/v1/calls/export": APIOperation(
            summary: "Ask for the export of more calls; the answer names what waits",
            query: APIOperation.filter, body: APIOperation.reason, answer: .waits),
        "GET /api/v1/recordings/:recording/audio": APIOperation(
            summary: "The sound; takes a Range",
            answer: .bytes(type: "audio/*", isPartial: true)),
        "GET /api/v1/recordings/:recording/waveform": APIOperation(
            summary: "The sound's picture, as docs/formats/waveform.md says",
            answer: .bytes(type: "application/octet-stream", isPartial: false)),
    ]
}
