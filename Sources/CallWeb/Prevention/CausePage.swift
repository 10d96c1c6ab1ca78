import CallDesk
import Calls
import Foundation
import Hummingbird

/// A cause of complaints: whether there are more of it, what is done, and who watches for it.
struct CausePage: PageModel {
    static let template = "cause"
    let frame: Frame
    let listURL: String
    let cause: String
    let above: [Link]
    let below: [Link]
    /// Complaints of the cause in the list; nil for who sees but their own.
    let casesURL: String?
    let figuresURL: String?
    /// Nil for who may not open any.
    let openURL: String?
    let chart: FigureChart?
    /// What the chart can't say yet; nil when it says everything.
    let silence: String?
    let trend: RateComparison?
    let recurrence: Recurrence?
    /// Nil where nothing was done against it yet.
    let table: Table?
    let questions: [Asked]
    /// Nil where scorecards in force ask all that are named for it.
    let unasked: Unasked?
    /// Whether no question is named for it.
    let isUnwatched: Bool
    let around: String
    let cases: [Case]

    struct Link: Sendable {
        let url: String
        let label: String
    }

    struct Table: Sendable {
        let actions: [ActionLine]
    }

    struct Recurrence: Sendable {
        let sentence: String
        let tone: String
        let symbol: String
        let actionURL: String
        let actionName: String
    }

    struct Asked: Sendable {
        let asked: String
        let code: String
        let effect: CoachingTopicCard.EffectTable?
        let coachings: [Link]
    }

    /// Questions named for the cause that no scorecard in force asks.
    struct Unasked: Sendable {
        let codes: [String]
    }

    struct Case: Sendable {
        let caseURL: String
        let caseName: String
        let caseTags: [Tag]
    }
}

extension Web {
    func causePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let reader = visit.principal
        let detail = try await desk.cause(visit.parameters["cause"] ?? "", by: reader)
        let words = visit.words
        let path = ComplaintClasses.path(to: detail.code, in: detail.classes.causes)
        let seesOthers = detail.trend != nil
        let showing = seesOthers ? try await figures(of: detail, for: visit) : nil
        return try page(
            CausePage(
                frame: await frame(
                    words("cause.title"), in: .complaints, of: visit,
                    keys: [
                        Frame.Key(keys: ["J", "K"], does: words("keys.move")),
                        Frame.Key(keys: ["Enter"], does: words("keys.open")),
                    ]),
                listURL: WebURL.actions,
                cause: path.last.map { words.spoken($0.title) } ?? detail.code,
                above: path.dropLast().map { CausePage.Link($0, words) },
                below: path.last?.branches.map { CausePage.Link($0, words) } ?? [],
                casesURL: seesOthers
                    ? WebURL.complaints(
                        [("cause", detail.code)]
                            + Complaint.State.allCases.map { ("state", $0.rawValue) }) : nil,
                figuresURL: seesOthers ? WebURL.figures([("cause", detail.code)]) : nil,
                openURL: reader.mayOpenActions ? WebURL.newAction(against: detail.code) : nil,
                chart: showing?.chart,
                silence: showing?.silence,
                trend: detail.trend.map { trend in
                    RateComparison(
                        trend.effect, base: .calls,
                        before: words.span("action.before", trend.before),
                        after: words.span("action.after", trend.after), words)
                },
                recurrence: detail.recurrence.map {
                    CausePage.Recurrence($0, words, today: detail.today)
                },
                table: CausePage.Table(detail, words),
                questions: detail.questions.filter { !$0.isIdle }.map {
                    CausePage.Asked($0, around: detail.pivot, words)
                },
                unasked: CausePage.Unasked(detail.questions),
                isUnwatched: detail.questions.isEmpty,
                around: words("cause.around", ["day": words.shortDay(detail.pivot)]),
                cases: detail.complaints.map { CausePage.Case($0, detail.classes, words) }),
            for: visit)
    }

    private func figures(of detail: CauseDetail, for visit: Visit) async throws -> FigureShowing {
        let query = FigureQuery(cause: detail.code, today: detail.today)
        return FigureShowing(
            query: query,
            view: try await desk.complaintFigures(query.question, by: visit.principal),
            classes: detail.classes, words: visit.words)
    }
}

extension CausePage.Link {
    fileprivate init(_ branch: ComplaintClasses.Branch, _ words: Words) {
        self.init(url: WebURL.cause(branch.code), label: words.spoken(branch.title))
    }
}

extension CausePage.Table {
    fileprivate init?(_ detail: CauseDetail, _ words: Words) {
        if detail.actions.isEmpty { return nil }
        actions = detail.actions.map {
            ActionLine($0, detail.classes, words, today: detail.today)
        }
    }
}

extension CausePage.Recurrence {
    /// A month without any is worth a tick; before that it is too early.
    private static let daysTelling = 30

    fileprivate init(_ found: CauseDetail.Recurrence, _ words: Words, today: LocalDay) {
        let again = found.complaints
        let isEarly = today.number - found.doneOn.number < Self.daysTelling
        sentence =
            again == 0
            ? words(
                isEarly ? "cause.noRecurrenceYet" : "cause.noRecurrence",
                ["day": words.shortDay(found.doneOn)])
            : words.count("cause.recurrence", again)
        (symbol, tone) =
            again > 0 ? ("↻", "warn") : isEarly ? ("…", "plain") : ("✓", "good")
        actionURL = WebURL.action(found.action.id)
        actionName = words("action.number", ["n": "\(found.action.number)"])
    }
}

extension CauseDetail.Asked {
    /// Whether there is nothing to tell of it.
    fileprivate var isIdle: Bool { text == nil && effect == nil && coachings.isEmpty }
}

extension CausePage.Unasked {
    fileprivate init?(_ questions: [CauseDetail.Asked]) {
        codes = questions.filter(\.isIdle).map(\.question.text)
        if codes.isEmpty { return nil }
    }
}

extension CausePage.Asked {
    fileprivate init(_ found: CauseDetail.Asked, around day: LocalDay, _ words: Words) {
        asked = found.text.map(words.spoken) ?? words("cause.unasked")
        code = found.question.text
        effect = found.effect.map {
            CoachingTopicCard.EffectTable($0, around: day, words)
        }
        coachings = found.coachings.map {
            CausePage.Link(
                url: WebURL.coaching($0.id),
                label: words(
                    "cause.coaching",
                    ["agent": $0.agentName ?? $0.agentCode, "day": words.shortDay($0.day)]))
        }
    }
}

extension CausePage.Case {
    fileprivate init(
        _ summary: ComplaintSummary, _ classes: ComplaintClasses, _ words: Words
    ) {
        caseURL = WebURL.complaint(summary.id)
        let type = summary.type.map { words.complaintType($0, in: classes) }
        caseName = [summary.number.description, type].compactMap { $0 }
            .joined(separator: " · ")
        caseTags = [Tag(summary.state, words)]
    }
}
