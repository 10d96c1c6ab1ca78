import Calls
import Hummingbird

/// Notices that leave the house.
extension Web {
    static let noticeRoutes: [Route] = [
        Route(.get, "/notices", .permission(.seeNotices), .page) {
            try await $0.noticesPage($1)
        },
        Route(
            .post, "/notices/channels/:channel/test", .permission(.manageNotices), .page
        ) { try await $0.testNoticesFromPage($1) },
        Route(.get, "/api/v1/notices", .permission(.seeNotices), .api) {
            try await $0.apiNotices($1)
        },
        Route(.get, "/api/v1/notices/channels", .permission(.seeNotices), .api) {
            try await $0.apiNoticeChannels($1)
        },
        Route(
            .post, "/api/v1/notices/channels/:channel/test", .permission(.manageNotices), .api
        ) { try await $0.apiTestNotices($1) },
        Route(.get, "/api/v1/notices/:notice", .permission(.seeNotices), .api) {
            try await $0.apiNotice($1)
        },
    ] + NoticeAct.allCases.flatMap { act in
        [
            Route(
                .post, "/notices/:notice/\(act.rawValue)", .permission(.manageNotices), .page
            ) { try await $0.actOnNoticeFromPage($1, act) },
            Route(
                .post, "/api/v1/notices/:notice/\(act.rawValue)", .permission(.manageNotices),
                .api
            ) { try await $0.apiActOnNotice($1, act) },
        ]
    }
}

/// What somebody may do with a notice, as it stands in its address.
enum NoticeAct: String, CaseIterable, Sendable {
    case retry, drop
}

/// What was just done, for the remark on the page that one is led back to.
enum NoticeDone: String, CaseIterable, Sendable {
    case retry, drop, tested
    case testFailed = "test-failed"
}
