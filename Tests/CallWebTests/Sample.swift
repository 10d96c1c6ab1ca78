import CallDesk
import Calls
import Foundation

@testable import CallWeb

/// A page of each kind with every list and every optional filled.
enum Sample {
    static let hostile = "<img src=x onerror=alert(1)>\"'&"
    static let pages: [any PageModel] =
        [
            calls, call, quarantine, intake, error, jobs, keys,
            SampleLedger.list, SampleLedger.entry,
            signIn, code, invite, account, secondFactor, recoveryCodes,
        ] + SampleAccounts.pages + SampleRoster.pages + people + controlPages
        + SampleScoring.pages + SampleEvaluations.pages + SampleScorecards.pages
        + SamplePlans.pages + SampleCalibrations.pages + SampleCoaching.pages
        + SampleComplaints.pages + SampleComplaintPages.pages + SampleReturns.pages
        + SampleFigures.pages + SampleActions.pages + SampleQuality.pages + [SampleNotices.page]
    static let tag = Tag(symbol: "!", text: "one-sided", tone: "bad")

    static let frame: Frame = {
        let choice = Frame.Choice(
            name: "language", value: "en", label: "English", shortLabel: "EN", tongue: "en",
            isCurrent: true)
        return Frame(
            title: hostile, language: "en", theme: "dark", singleKeys: "on", assets: "/assets/x/",
            groups: [
                .init(
                    label: hostile,
                    links: [
                        .init(
                            label: "Calls", url: "/calls", isCurrent: true, icon: "M0 0",
                            badge: "2")
                    ])
            ],
            back: "/calls?text=%22", csrf: "x", person: hostile, languages: [choice],
            themes: [choice],
            keyChoice: choice,
            keys: [.init(keys: ["J", "K"], does: "move")])
    }()

    static let jobs = JobsPage(
        frame: frame, asOf: "now", done: "Cancelled",
        rows: [
            .init(
                id: "x", title: hostile, state: tag, progress: "1 of 2",
                bar: .init(value: "1", most: "2", left: "1:00"), asked: "now", asker: hostile,
                historyURL: "/ledger", ended: "now",
                sentence: hostile, cancelURL: "/jobs/x/cancel")
        ], isEmpty: true, newestURL: "/jobs", olderURL: "/jobs?after=x")

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
    static func menu(isSet: Bool) -> FilterMenu {
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
        frame: frame, backURL: "/calls", agent: hostile, agentCode: hostile,
        customer: "138•••••021", customerURL: "/customers/0000000000001", arrow: "↗",
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
        ], holds: holdStrip, certificateURL: "/customers/x/certificate",
        historyURL: "/ledger?object=call:x", complaints: SampleComplaints.links,
        evaluating: Evaluating(
            url: "/calls/x/evaluations",
            cards: [ScoringChoice(value: "conduct", label: hostile, isChosen: true)]))

    static let quarantine = QuarantinePage(
        frame: frame, subtitle: "Files", done: "Done",
        rows: [
            .init(
                id: "0000000000001", title: "Empty", advice: "Look", fileName: hostile,
                source: "/spool", size: "0 B", seen: "now", tried: "once", detail: hostile,
                retryURL: "/r", discardURL: "/d", historyURL: "/ledger?object=quarantine:x")
        ], isEmpty: true, newestURL: "/quarantine", olderURL: "/quarantine?after=x")

    static let intake = IntakePage(
        frame: frame, asOf: "now", keysURL: "/keys", hindrances: [hostile],
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

    static let keys = KeysPage(
        frame: frame, done: "Done",
        epochs: [
            .init(
                number: "1", key: "0011", source: "file", since: "now", customers: "3", state: tag)
        ], rotation: hostile, hindrance: hostile, mayRotate: true, nextKey: "2233",
        rotateURL: "/r", mayCheck: true, checkURL: "/c", check: tag, checkText: hostile,
        found: [.init(table: "call", row: "0", sentence: hostile)], foundMore: "more")

    static let error = ErrorPage(Failure(Trouble(), words: SampleCalls.words), frame: frame)

    static let signIn = SignInPage(
        frame: frame, next: "/calls", name: hostile, notice: "Done", fault: hostile)
    static let code = CodePage(frame: frame, half: "x", next: "/calls", fault: hostile)
    static let invite = InvitePage(
        frame: frame, code: hostile, name: hostile, title: hostile, fault: hostile)
    static let account = AccountPage(
        frame: frame, name: hostile, title: hostile, roles: ["QA lead"], done: "Done",
        fault: hostile, hasSecondFactor: true, codesLeft: "9", characters: "Many",
        sessions: [true, false].map { isPresent in
            .init(
                SessionSummary(
                    id: Session.ID(1), browser: hostile, beganAt: .now, seenAt: .now, endsAt: .now,
                    isPresent: isPresent), SampleCalls.words, now: .now)
        }, hasOthers: true)
    static let secondFactor = SecondFactorPage(
        frame: frame, picture: "M0 0h1v1h-1z", side: 41, typed: "ABCD", fault: hostile)
    static let recoveryCodes = RecoveryCodesPage(frame: frame, codes: ["7K3M-9QX2-0VTB-HNE5"])

    private struct Trouble: Error {}
}
