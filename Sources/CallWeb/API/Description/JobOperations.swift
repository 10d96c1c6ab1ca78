extension Web {
    static let jobOperations: [String: APIOperation] = [
        "GET /api/v1/jobs": APIOperation(
            summary: "Long work, the newest first", query: APIOperation.paging),
        "GET /api/v1/jobs/:job": APIOperation(summary: "How far a piece of long work is"),
        "POST /api/v1/jobs/:job/cancel": APIOperation(
            summary: "End a piece of long work", answer: .nothing),
    ]
}
