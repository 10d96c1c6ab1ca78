import CallDesk
import Calls

@testable import CallWeb

/// The list of returns, one of them and the cases of a number, with every optional filled.
enum SampleReturns {
    static let pages: [any PageModel] = [list, one, cases]

    private static let link = ReturnsPage.Link(text: Sample.hostile, url: "/x")

    private static let list = ReturnsPage(
        frame: Sample.frame,
        tabs: ComplaintTabs(.returns, SampleComplaints.officer, SampleCalls.words),
        subtitle: Sample.hostile, listURL: WebURL.returns,
        shapes: [
            .init(
                id: "x", title: Sample.hostile, jurisdiction: "XX", source: Sample.hostile,
                isConfirmed: false, periods: [link], from: Sample.hostile,
                through: Sample.hostile)
        ], refused: Sample.hostile)

    private static let one = ReturnPage(
        frame: Sample.frame, returnsURL: WebURL.returns, title: Sample.hostile,
        subtitle: Sample.hostile, cautions: [Sample.hostile], source: Sample.hostile,
        files: [link],
        figures: [
            .init(
                name: Sample.hostile, meaning: Sample.hostile, origin: Sample.hostile,
                value: "3", url: "/x")
        ],
        isChosen: true,
        tables: [
            .init(
                tableID: "all", heading: Sample.hostile, dimension: Sample.hostile,
                heads: [Sample.hostile],
                rows: [
                    .init(
                        name: Sample.hostile,
                        cells: [.init(label: Sample.hostile, value: "3", url: "/x")])
                ], isEmpty: false, more: Sample.hostile),
            .init(
                tableID: "none", heading: Sample.hostile, dimension: Sample.hostile, heads: [],
                rows: [], isEmpty: true, more: nil),
        ])

    private static let cases = ReturnCasesPage(
        frame: Sample.frame, returnURL: "/x", returnTitle: Sample.hostile,
        title: Sample.hostile, subtitle: Sample.hostile, meaning: Sample.hostile,
        rows: [
            ComplaintLine(
                SampleComplaints.summary, SampleComplaints.rules, SampleCalls.words,
                now: SampleComplaints.instant)
        ],
        empty: .init(
            title: Sample.hostile, text: Sample.hostile,
            link: .init(text: Sample.hostile, url: "/x")),
        firstURL: "/x", moreURL: "/y")
}
