import Calls

@testable import CallWeb

/// A page of each kind with every list and every optional filled.
enum Sample {
    static let hostile = "<img src=x onerror=alert(1)>\"'&"
    static let pages: [any PageModel] = [calls, call, quarantine, intake, error] + controlPages
    static let tag = Tag(symbol: "!", text: "one-sided", tone: "bad")

    static let frame: Frame = {
        let choice = Frame.Choice(
            name: "language", value: "en", label: "English", shortLabel: "EN", tongue: "en",
            isCurrent: true)
        return Frame(
            title: hostile, language: "en", theme: "dark", singleKeys: "on", assets: "/assets/x/",
            links: [
                .init(label: "Calls", url: "/calls", isCurrent: true, icon: "M0 0", waiting: "2")
            ],
            back: "/calls?text=%22", csrf: "x", languages: [choice], themes: [choice],
            keyChoice: choice,
            keys: [.init(keys: ["J", "K"], does: "move")])
    }()

    static let calls = CallsPage(
        frame: frame, subtitle: "All", menus: [menu(isSet: true), menu(isSet: false)],
        searchText: hostile, searchHidden: [.init(name: "agent", value: hostile)],
        customerChip: "138•••••021", clearCustomerURL: "/calls?text=a",
        clearCustomerLabel: "Remove", findURL: "/calls/find", clearAllURL: "/calls",
        days: [CallDay(heading: "Today", rows: [row])],
        empty: .init(title: "None", text: "Why", linkText: "Next", linkURL: "/calls"),
        newestURL: "/calls?text=b", olderURL: "/calls?after=x", exportURL: "/calls/export",
        exportExcelURL: "/calls/export?bom=yes", askExportURL: "/calls/export/ask")

    /// One that is set, or one that has a form.
    private static func menu(isSet: Bool) -> FilterMenu {
        FilterMenu(
            id: "agent", label: "Agent", chosen: hostile, isSet: isSet, clearURL: "/calls",
            clearLabel: "Remove", links: [.init(text: hostile, url: "/calls", isCurrent: true)],
            isLong: true, hasForm: !isSet,
            fields: [.init(name: "from", value: "", label: "From", kind: "date", hint: "hint")],
            boxes: [.init(value: "silent", isChecked: true, tag: tag, meaning: "nobody")],
            hidden: [.init(name: "text", value: hostile)])
    }

    private static let row: CallRow = {
        let calls = SampleCalls.summary
        return CallRow(calls, SampleCalls.words)
    }()

    static let call = CallPage(
        frame: frame, backURL: "/calls", agent: hostile, customer: "138•••••021", arrow: "↗",
        direction: "outbound", particulars: [hostile], iso8601: "2026-11-21T14:32:08+08:00",
        tags: [tag],
        player: Player(SampleCalls.recording, startSeconds: 1.5, gap: 1, SampleCalls.words),
        figures: [Figure(label: "Silence", value: "2", remark: "longest", moment: "8.1")],
        measures: MeasureTable(SampleCalls.recording, SampleCalls.words),
        facts: FactTable(SampleCalls.recording.facts, zone: Zone(named: "UTC"), SampleCalls.words),
        recordings: [
            RecordingCard(
                SampleCalls.recording, of: SampleCalls.summary.id, isPlaying: true,
                SampleCalls.words)
        ], holds: holdStrip, certificateURL: "/customers/x/certificate")

    static let quarantine = QuarantinePage(
        frame: frame, subtitle: "Files", done: "Done",
        rows: [
            .init(
                id: "0000000000001", title: "Empty", advice: "Look", fileName: hostile,
                source: "/spool", size: "0 B", seen: "now", tried: "once", detail: hostile,
                retryURL: "/r", discardURL: "/d")
        ], isEmpty: true, newestURL: "/quarantine", olderURL: "/quarantine?after=x")

    static let intake = IntakePage(
        frame: frame, asOf: "now", hindrances: [hostile],
        counts: [.init(label: "Waiting", value: "3", remark: "files", url: "/calls", tone: "warn")],
        sources: [
            .init(
                path: "/spool", profile: "generic", watching: tag, waiting: "1", lastScan: "now",
                lastTakenIn: "now", trouble: hostile, troubleWhen: "now")
        ], hasNoSources: true,
        nodes: [
            .init(
                name: hostile, isSelf: true, state: tag, heard: "now", waiting: "1", takenIn: "2",
                since: "now", version: "1")
        ])

    static let error = ErrorPage(Failure(Trouble(), words: SampleCalls.words), frame: frame)

    private struct Trouble: Error {}
}
