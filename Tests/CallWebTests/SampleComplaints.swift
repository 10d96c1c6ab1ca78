import CallDesk
import Calls
import Foundation

@testable import CallWeb

/// The list, the board, one's own work and the form, with every list and every optional filled.
enum SampleComplaints {
    static let pages: [any PageModel] = [list, board, mine, form]

    static let instant = Date(timeIntervalSince1970: 1_795_242_728)
    static let links = ComplaintLinks(about: SampleCalls.summary, for: officer)
    static let officer = Principal(id: "local:officer", roles: [.complianceOfficer])

    static let title = LocalText(
        english: Sample.hostile, simplifiedChinese: Sample.hostile,
        traditionalChinese: Sample.hostile)

    /// One regime, `house`, whose only clock runs for fifteen days.
    static let rules: ComplaintRules = {
        let origin = DataOrigin(
            source: "the house", readOn: LocalDay(number: 20_000), verified: false)
        let clock = ComplaintClock(
            name: "answer", title: title, stops: [.answered], length: ClockLength(15, .days),
            origin: origin)
        let regime = ComplaintRegime(
            name: "house", jurisdiction: "XX", title: title, zone: nil, calendar: nil,
            clocks: [clock])
        let below = ComplaintClasses.Branch(code: "pressure", title: title)
        return ComplaintRules(
            classes: ComplaintClasses(
                severities: [.init(code: "high", title: title, meaning: title, load: 3)],
                types: [
                    .init(code: "sales", title: title, firstLine: .upTo("high"), branches: [below])
                ],
                causes: [.init(code: "care", title: title)],
                redress: [
                    .init(code: "refund", title: title, isMoney: true),
                    .init(code: "apology", title: title, isMoney: false),
                ], currency: "CNY", limits: [.complaintHandler: 1000], representativesMost: 5),
            book: RegimeBook(regimes: ["house": regime], calendars: [:], home: .utc))
    }()

    /// What its clock reads so many days after it came.
    static func reading(after days: Int) -> ClockReading {
        rules.book.readings(
            ["house"], of: [ClockEvent(.moment(.received), at: instant)],
            at: instant.addingTimeInterval(Double(days) * 86_400))[0]
    }

    static let summary: ComplaintSummary = {
        var summary = ComplaintSummary(
            id: .init(9 << 40), number: ComplaintNumber(year: 26, count: 471)!, state: .decided,
            channel: .authority, receivedAt: instant)
        (summary.round, summary.complainants) = (2, 3)
        (summary.type, summary.severity, summary.complexity) = ("pressure", "high", .complex)
        (summary.outcome, summary.isVulnerable, summary.isEscalated) = (.partly, true, true)
        (summary.isWaiting, summary.isAsked) = (true, true)
        (summary.assignee, summary.assigneeTitle) = ("account:x", Sample.hostile)
        (summary.customer, summary.customerNameMasked) = (.init(1 << 40), Sample.hostile)
        (summary.mergedInto, summary.closedAt) = (.init(10 << 40), instant)
        summary.nearest = reading(after: 20)
        return summary
    }()

    static let question: ComplaintQuestion = {
        var question = ComplaintQuestion(
            complaint: summary.id, number: summary.number, event: 7, agent: .init(4 << 40),
            askedAt: instant, text: Sample.hostile)
        question.agentTitle = Sample.hostile
        (question.answeredAt, question.answer) = (instant, Sample.hostile)
        return question
    }()

    static let line = ComplaintLine(summary, rules, SampleCalls.words, now: instant)
    static let empty = ComplaintsEmpty(
        title: "None", text: "Go on", link: .init(text: "New", url: "/complaints/new"))

    static func tabs(_ place: ComplaintTabs.Place) -> ComplaintTabs {
        ComplaintTabs(place, officer, SampleCalls.words)
    }

    static let list = ComplaintsPage(
        frame: Sample.frame, tabs: tabs(.list), subtitle: "All", listURL: "/complaints",
        menus: [Sample.menu(isSet: true), Sample.menu(isSet: false)],
        chips: [
            .init(label: "Customer", value: "one", clearURL: "/complaints", clearLabel: "Remove")
        ], clearAllURL: "/complaints", dueOrder: .init(url: "/complaints", isCurrent: true),
        receivedOrder: .init(url: "/complaints?order=received", isCurrent: false), rows: [line],
        empty: empty, exports: exports, firstURL: "/complaints",
        moreURL: "/complaints?after=x")

    private static let exports: ComplaintExportLinks? =
        (try? ComplaintQuery(Query("state=closed"), by: officer)).map(ComplaintExportLinks.init)

    static let board = ComplaintBoardPage(
        frame: Sample.frame, tabs: tabs(.board), subtitle: "8 open",
        breached: .init(text: "1 overdue", url: "/complaints?due=breached"),
        unassigned: .init(text: "2 are nobody's", url: "/complaints?assignee=nobody"),
        signals: SampleFigures.signals, hasSignals: true,
        columns: [
            .init(
                .init(state: .received, count: 30, cards: [summary]), cards: [line],
                SampleCalls.words)
        ], empty: empty)

    static let mine = OwnComplaintsPage(
        frame: Sample.frame, tabs: tabs(.mine), subtitle: "Yours", hasQuestions: true,
        questions: [.init(question, SampleCalls.words)], hasAsked: true, asked: [line],
        hasCases: true, cases: [line], hasUnassigned: true, unassigned: [line],
        nobodysURL: "/complaints?assignee=nobody", empty: empty, firstURL: "/complaints/mine",
        moreURL: "/complaints/mine?after=x")

    private static let choice = ScoringChoice(value: "x", label: Sample.hostile, isChosen: true)

    private static func field() -> ComplaintFormPage.Field {
        .init(value: Sample.hostile, most: 500, problem: Sample.hostile)
    }

    static let form = ComplaintFormPage(
        frame: Sample.frame, backURL: "/complaints", postURL: "/complaints",
        matchURL: "/complaints/matches", done: "Registered",
        trouble: .init(text: Sample.hostile, field: "text"),
        parties: [
            .init(
                place: 0, title: "Person 1", isFirst: true, kinds: [choice], name: Sample.hostile,
                phone: Sample.hostile, email: Sample.hostile, address: Sample.hostile,
                relation: Sample.hostile, isOpen: true)
        ],
        matches: .init(
            customer: .init(id: "0000000000001", label: Sample.hostile, url: "/customers/x"),
            isNobody: true, hasCalls: true,
            calls: [.init(SampleCalls.summary, isChosen: true, SampleCalls.words)],
            hasDuplicates: true,
            duplicates: [.init(id: "0000000000009", line: line, isChosen: true)], isShown: true),
        phoneProblem: Sample.hostile, partiesProblem: Sample.hostile,
        linkProblem: Sample.hostile, channelProblem: Sample.hostile, around: field(),
        complainants: field(), isVulnerable: true, text: field(), remedy: field(),
        product: field(), products: [choice], hasProducts: true,
        productProblem: Sample.hostile, campaign: field(), campaigns: [choice], agents: field(),
        knownAgents: [choice], decisions: field(), received: field(),
        latest: "2026-11-21T14:32", channels: [choice], languages: [choice], regimes: [choice],
        hasRegimes: true, isByOther: true, regimeProblem: Sample.hostile, zone: "Asia/Shanghai")
}
