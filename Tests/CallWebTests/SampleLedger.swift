@testable import CallWeb

/// The ledger's pages with everything filled.
enum SampleLedger {
    static let list = LedgerPage(
        frame: Sample.frame, subtitle: "All", troubles: [Sample.hostile],
        facts: [.init(label: "Entries", value: "2", remark: "now", tone: "warn")],
        principal: Sample.hostile, object: Sample.hostile, from: "2026-11-21", to: "2026-11-22",
        actions: [.init(value: "settings.changed", label: "changed", isChosen: true)],
        isFiltered: true, clearURL: "/ledger",
        rows: [
            .init(
                number: "7", url: "/ledger/7", when: "now", iso8601: "2026-11-21T14:32:08+08:00",
                who: Sample.hostile, whoURL: "/ledger?principal=x", what: "changed",
                reason: "why", outcome: [Sample.tag], noun: "call", id: "0000000000001",
                objectURL: "/calls/0000000000001", historyURL: "/ledger?object=x")
        ], isEmpty: false, newestURL: "/ledger", olderURL: "/ledger?after=x")

    static let entry = LedgerEntryPage(
        frame: Sample.frame, backURL: "/ledger", title: "Entry 7", subtitle: "now",
        tags: [Sample.tag], facts: [pair], details: [pair], hasDetails: true, chain: [pair],
        hexadecimal: "0000  0100",
        proof: .init(covered: "in", root: "ab", hashes: ["cd"], text: Sample.hostile),
        waits: "not yet", previousURL: "/ledger/6", nextURL: "/ledger/8")

    private static let pair = LedgerEntryPage.Pair(
        name: "call", value: Sample.hostile, isCode: true, url: "/calls/0000000000001")
}
