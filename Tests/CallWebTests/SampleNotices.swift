import Calls
import Foundation

@testable import CallWeb

/// The list of notices with every list and every optional filled.
enum SampleNotices {
    static let page = NoticesPage(
        frame: Sample.frame, asOf: "now", done: .init(text: Sample.hostile, symbol: "✓"),
        channels: [
            .init(
                name: "mail", program: "/usr/lib/callaudit/notices/mail", tags: [Sample.tag],
                events: "All", testURL: WebURL.testNotices(over: "mail"),
                testLabel: Sample.hostile)
        ], hasNoChannels: true,
        states: [.init(label: "All", url: "/notices", isCurrent: true)],
        rows: [
            .init(
                id: "x", title: Sample.hostile, about: Sample.hostile, aboutURL: "/complaints",
                state: Sample.tag, problem: Sample.hostile, channel: "mail", made: "now",
                tries: "2 tries", historyURL: "/ledger", retryURL: "/notices/x/retry",
                dropURL: "/notices/x/drop")
        ], isEmpty: true, emptyTitle: "None", emptyText: "Why", newestURL: "/notices",
        olderURL: "/notices?after=x")
}
