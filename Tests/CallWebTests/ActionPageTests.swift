import Calls
import Foundation
import Testing

@testable import CallWeb

struct ActionPageTests {
    private let handler = person(.complaintHandler, 1)
    private let officer = person(.complianceOfficer, 2)
    private let start = SampleComplaints.instant
    private var opened: LocalDay { LocalDay(of: start, in: .utc) }

    private static func person(_ role: Role, _ number: Int64) -> Principal {
        Principal(
            id: "account:\(Account.ID(number))", roles: [role], account: Account.ID(number))
    }

    private static func words(_ language: Language = .english) throws -> Words {
        let catalogue = try #require(try WebResources.load().catalogues[language])
        return Words(catalogue: catalogue, home: Zone(named: "UTC"))
    }

    /// An action of the handler after `deeds`, as `reader` sees it so many days later.
    private func detail(
        _ deeds: [(ActionDeed, Principal)] = [], for reader: Principal, after days: Int = 0,
        effect: ActionEffect? = nil
    ) throws -> ActionDetail {
        let plan = ActionPlan(
            .corrective, cause: "care", owner: handler.person, due: opened.advanced(by: 10))
        let events = ([(.open(plan), handler)] + deeds).enumerated().map { place, step in
            ActionEvent(number: place + 1, at: start, by: step.1.person, deed: step.0)
        }
        let action = try #require(
            CorrectiveAction(id: SampleActions.summary.id, history: events))
        let today = opened.advanced(by: days)
        var summary = ActionSummary(id: action.id, number: 12, plan: plan, openedAt: start)
        (summary.state, summary.round, summary.words) = (action.state, action.round, "Train them")
        summary.next = action.state == .done ? action.checkFrom ?? action.due : action.due
        var detail = ActionDetail(
            summary: summary, action: action, classes: SampleActions.classes, today: today)
        detail.acts = ActionStanding(
            action, causes: SampleActions.classes.causes, today: today, zone: .utc
        ).acts(of: reader)
        detail.owners = [.init(person: handler.person, title: "Hao")]
        detail.timeline = events.map { event in
            var line = ActionDetail.Event(event)
            line.text = "words"
            return line
        }
        if let effect {
            let spans = ActionEffect.spans(around: opened, today: today)
            detail.figures = .init(effect, before: spans.before, after: spans.after)
        }
        return detail
    }

    private func page(
        _ detail: ActionDetail, for reader: Principal, in language: Language = .english
    ) throws -> ActionPage {
        let forms = ActionActForms(
            detail: detail, words: try Self.words(language), refused: nil)
        return ActionPage(forms, for: reader, done: nil, in: Sample.frame)
    }

    private var finished: (ActionDeed, Principal) {
        (.finish(on: opened, checkFrom: opened.advanced(by: 30)), handler)
    }

    @Test func `who owns it finishes it next, and nobody else`() throws {
        let own = try page(try detail(for: handler), for: handler)
        #expect(own.next?.actTitle == "Say that it is done")
        #expect(own.forms.map(\.formID) == ["note", "assign", "reschedule"])
        let others = try page(try detail(for: officer), for: officer)
        #expect(others.next == nil)
        #expect(others.forms.map(\.formID).contains("drop"))
        #expect(!others.forms.map(\.formID).contains("finish"))
    }

    @Test func `a check is offered to somebody else, as the figures say`() throws {
        let down = ActionEffect(
            before: ExposedCount(40, in: 8_000), after: ExposedCount(10, in: 8_000))
        let good = try page(
            try detail([finished], for: officer, after: 30, effect: down), for: officer)
        #expect(good.next?.formID == "confirm")
        let ground = try #require(good.next?.fields.first?.menu)
        #expect(ground.options.first { $0.isChosen }?.value == "measured")
        let effect = try #require(good.effect)
        #expect(effect.rateRows.map(\.events) == ["40", "10"])
        #expect(effect.tone == "good" && effect.ratio != nil)
        let same = ActionEffect(
            before: ExposedCount(40, in: 8_000), after: ExposedCount(36, in: 8_000))
        let bad = try page(
            try detail([finished], for: officer, after: 30, effect: same), for: officer)
        #expect(bad.next?.formID == "reject")
        let owner = try page(
            try detail([finished], for: handler, after: 30, effect: down), for: handler)
        #expect(owner.next == nil && !owner.forms.contains { $0.formID == "confirm" })
    }

    @Test func `what presses is said in every language`() throws {
        for language in Language.allCases {
            let words = try Self.words(language)
            let late = ActionLine(
                try detail(for: handler, after: 11).summary, SampleActions.classes, words,
                today: opened.advanced(by: 11))
            #expect(late.isLate && late.tags.count == 2)
            let due = ActionLine(
                try detail([finished], for: handler).summary, SampleActions.classes, words,
                today: opened.advanced(by: 30))
            #expect(due.isLate)
        }
    }

    @Test func `filters are read from an address, and what can't be read is named`() throws {
        let query = try ActionQuery(
            Query("due=check&owner=me&cause=care&kind=preventive"), by: officer)
        #expect(query.filter.due == .check && query.filter.owner == officer.person)
        #expect(query.filter.cause == "care" && query.filter.kind == .preventive)
        #expect(query.url(without: ["due"]) == "/actions?owner=me&cause=care&kind=preventive")
        for bad in ["state=gone", "due=never", "complaint=x"] {
            #expect(throws: Refusal.self) { try ActionQuery(Query(bad), by: officer) }
        }
    }

    @Test func `fields of an act are read strictly`() throws {
        let fields = try ActionFields(Query("day=2026-11-01&check=2027-01-01&text=x"))
        let day = try #require(LocalDay("2026-11-01"))
        let check = try #require(LocalDay("2027-01-01"))
        #expect(try fields.wish(.finish) == .finish(on: day, checkFrom: check))
        #expect(throws: Refusal.self) { try fields.wish(.confirm) }
        #expect(throws: Refusal.self) { try fields.wish(.reschedule) }
        #expect(throws: Refusal.self) { try ActionFields(Query("after=x")) }
        let new = try NewAction(
            Query("kind=corrective&cause=care&due=2026-12-01&text=x&group=team%3Aabc"))
        #expect(new.dimension == .team && new.key == "abc")
        let about = try NewAction(
            Query("kind=corrective&cause=care&due=2026-12-01&text=x&group=team%3Aabc&agent=201"))
        #expect(about.dimension == .agent && about.key == "201")
    }
}
