extension Web {
    static let ledgerOperations: [String: APIOperation] = [
        "GET /api/v1/ledger": APIOperation(
            summary: "What was done, the newest first",
            query: [
                .maybe("principal", .text(most: 200)), .maybe("object", .text(most: 200)),
                .maybe("action", .text(most: 200)), .maybe("from", .time), .maybe("to", .time),
            ] + APIOperation.paging),
        "GET /api/v1/ledger/standing": APIOperation(
            summary: "The ledger's size and root, its keys, and what the signer has signed"),
        "GET /api/v1/ledger/entries": APIOperation(
            summary: "Entries in frames, as docs/formats/ledger.md says, at most 5000",
            query: [
                .maybe("from", .integer(0...Int.max)), .maybe("limit", .integer(0...Int.max)),
            ], answer: .bytes(type: "application/octet-stream", isPartial: false)),
        "GET /api/v1/ledger/entries/:entry": APIOperation(
            summary: "One entry with its proof", path: ["entry": .integer(0...Int.max)]),
        "GET /api/v1/ledger/checkpoint": APIOperation(
            summary: "The newest checkpoint, or the one over `size` entries",
            query: [.maybe("size", .integer(0...Int.max))],
            answer: .bytes(type: "text/plain", isPartial: false)),
        "POST /api/v1/ledger/exports": APIOperation(
            summary: "Ask for a period as an archive; without days it begins and ends with the "
                + "ledger",
            body: [.maybe("from", .orNull(.time)), .maybe("until", .orNull(.time))]),
        "GET /api/v1/ledger/exports/:export": APIOperation(
            summary: "How an export stands; the signer signs it"),
        "GET /api/v1/ledger/exports/:export/archive": APIOperation(
            summary: "The archive, once it is signed",
            answer: .bytes(type: "application/x-tar", isPartial: false)),
    ]

    /// What the ledger's signer alone may ask.
    static let signerOperations: [String: APIOperation] = [
        "POST /api/v1/ledger/checkpoints": APIOperation(
            summary: "The signer brings a checkpoint",
            body: [
                .needed("checkpoint", .text(most: 4000)), .needed("noteKey", .text(most: 400)),
                .needed("minisignKey", .text(most: 400)),
            ], answer: .nothing),
        "POST /api/v1/ledger/refusals": APIOperation(
            summary: "The signer says why it doesn't sign",
            body: [
                .needed("reason", .text(most: 500)), .needed("entry", .integer(0...Int.max)),
            ], answer: .nothing),
        "GET /api/v1/ledger/exports/waiting": APIOperation(
            summary: "Exports that wait for the signer"),
        "POST /api/v1/ledger/exports/:export/signature": APIOperation(
            summary: "The signer brings an export's signature",
            body: [.needed("signature", .text(most: 4000))], answer: .nothing),
    ]
}
