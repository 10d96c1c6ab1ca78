extension Web {
    /// Master keys, and the check of all that is stored.
    static let keyOperations: [String: APIOperation] = [
        "GET /api/v1/keys": APIOperation(summary: "Every epoch of the master key"),
        "POST /api/v1/keys/rotation": APIOperation(
            summary: "Ask for the rotation to the next key; the answer names what waits",
            body: [.maybe("key", keyID), .needed("reason", .text(most: 500))]),
        "POST /api/v1/keys/rotation/resume": APIOperation(
            summary: "Go on with a rotation that was left half way"),
        "POST /api/v1/keys/escrow": APIOperation(
            summary: "Note that a key was given in escrow, to so many recipients",
            body: [.needed("key", keyID), .needed("recipients", .integer(1...100))],
            answer: .nothing),
        "POST /api/v1/checks": APIOperation(
            summary: "Begin a check of all that is stored, with `files` of the sealed files too",
            body: [.maybe("files", .flag)]),
        "GET /api/v1/checks": APIOperation(summary: "The newest check and what it found"),
        "GET /api/v1/checks/:job": APIOperation(summary: "One check and what it found"),
    ]

    /// 16 hexadecimal digits.
    private static let keyID: APIOperation.Field.Kind = .text(least: 16, most: 16)
}
