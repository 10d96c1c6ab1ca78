extension Web {
    /// Notices that leave the house.
    static let noticeOperations: [String: APIOperation] = [
        "GET /api/v1/notices": APIOperation(
            summary: "Notices, the newest first",
            query: [.maybe("state", .choice(NoticeQuery.states))] + APIOperation.paging),
        "GET /api/v1/notices/:notice": APIOperation(summary: "What became of a notice"),
        "POST /api/v1/notices/:notice/retry": APIOperation(
            summary: "Send a notice that wasn't sent at once, with all its tries anew",
            answer: .nothing),
        "POST /api/v1/notices/:notice/drop": APIOperation(
            summary: "Give up a notice that wasn't sent", answer: .nothing),
        "GET /api/v1/notices/channels": APIOperation(
            summary: "The channels that the settings name"),
        "POST /api/v1/notices/channels/:channel/test": APIOperation(
            summary: "Send a message that says nothing over a channel; what came of it, and the "
                + "beginning of what the command wrote",
            path: ["channel": .text(most: 63)]),
    ]
}
