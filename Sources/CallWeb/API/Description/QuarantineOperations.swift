extension Web {
    /// Quarantine and intake.
    static let quarantineOperations: [String: APIOperation] = [
        "GET /api/v1/quarantine": APIOperation(
            summary: "Files that couldn't be taken in, the newest first",
            query: APIOperation.paging),
        "POST /api/v1/quarantine/:item/retry": APIOperation(
            summary: "Try a file again", answer: .nothing),
        "POST /api/v1/quarantine/:item/discard": APIOperation(
            summary: "Destroy a file for good", body: APIOperation.reason, answer: .nothing),
        "GET /api/v1/intake": APIOperation(summary: "How intake stands"),
    ]
}
