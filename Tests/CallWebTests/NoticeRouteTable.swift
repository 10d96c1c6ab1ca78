import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of notices that leave the house.
    static let notices: [String: Route.Need] = [
        "GET /notices": .permission(.seeNotices),
        "POST /notices/:notice/retry": .permission(.manageNotices),
        "POST /notices/:notice/drop": .permission(.manageNotices),
        "POST /notices/channels/:channel/test": .permission(.manageNotices),
        "GET /api/v1/notices": .permission(.seeNotices),
        "GET /api/v1/notices/channels": .permission(.seeNotices),
        "GET /api/v1/notices/:notice": .permission(.seeNotices),
        "POST /api/v1/notices/:notice/retry": .permission(.manageNotices),
        "POST /api/v1/notices/:notice/drop": .permission(.manageNotices),
        "POST /api/v1/notices/channels/:channel/test": .permission(.manageNotices),
    ]

    static let noticePosts =
        NoticeAct.allCases.map { WebURL.notice(Notice.ID(9 << 40), $0) }
        + [WebURL.testNotices(over: "mail")]
}
