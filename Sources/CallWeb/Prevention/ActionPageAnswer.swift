import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    func actionPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let id: CorrectiveAction.ID = try visit.id("action", or: .noSuchAction)
        return try await actionPage(visit, id, nil)
    }

    /// After a refusal the page comes back with the sentence, and with all that was typed.
    func actOnAction(_ visit: Visit, _ act: ActionAct) async throws -> Response {
        try visit.query.allow([])
        let id: CorrectiveAction.ID = try visit.id("action", or: .noSuchAction)
        var limits = settings.limits
        limits.bodyBytesMax = Self.actionBytesMax
        let form = try await visit.form(limits: limits)
        do {
            let fields = try ActionFields(form)
            try await desk.actOnAction(
                id, try fields.wish(act), saying: fields.text ?? "", after: fields.after,
                by: visit.principal)
            return .seeOther(WebURL.action(id, done: act))
        } catch let refusal as Refusal
            where [.invalid, .conflict].contains(refusal.kind)
        {
            return try await actionPage(
                visit, id, RefusedActionAct(act: act, form: form, refusal: refusal))
        }
    }

    private func actionPage(
        _ visit: Visit, _ id: CorrectiveAction.ID, _ refused: RefusedActionAct?
    ) async throws -> Response {
        let detail = try await desk.action(id, by: visit.principal)
        var words = visit.words
        words.titles.merge(detail.titles) { first, _ in first }
        let forms = ActionActForms(detail: detail, words: words, refused: refused)
        let title = words("action.number", ["n": "\(detail.summary.number)"])
        let frame = await frame(
            title, in: .complaints, of: visit,
            keys: [Frame.Key(keys: ["Ctrl", "↵"], does: words("complaint.keys.send"))])
        let done = visit.query["done"].flatMap { ActionAct(rawValue: $0) }
        return try page(
            ActionPage(forms, for: visit.principal, done: done, in: frame), for: visit,
            status: refused?.refusal.kind.status ?? .ok)
    }
}

extension ActionPage {
    init(
        _ forms: ActionActForms, for reader: Principal, done act: ActionAct?, in frame: Frame
    ) {
        let (detail, words) = (forms.detail, forms.words)
        let (summary, action) = (detail.summary, detail.action)
        self.frame = frame
        listURL = WebURL.actions
        historyURL = WebURL.history(of: "action:\(summary.id)", for: reader)
        number = words("action.number", ["n": "\(summary.number)"])
        cause = Link(
            url: WebURL.cause(summary.cause),
            label: words.path(ofCause: summary.cause, in: detail.classes))
        facts = Self.facts(detail, words)
        tags = Tag.all(of: summary, words, today: detail.today)
        done = act.map { words("action.done", ["act": words("action.did.\($0.rawValue)")]) }
        plan = summary.words.isEmpty ? nil : summary.words
        let base = action.plan.base
        effect = detail.figures.map { figures in
            RateComparison(
                figures.effect, base: base,
                before: words.span("action.before", figures.before),
                after: figures.after.map { words.span("action.after", $0) }
                    ?? words("action.afterNothing"), words)
        }
        isUncounted = action.doneOn != nil && detail.figures == nil
        check = action.check.map { made in
            let act = action.history.last { $0.deed.act == .confirm || $0.deed.act == .reject }
            return Check(
                found: words("action.did.\((act?.deed.act ?? .confirm).rawValue)"),
                ground: words("action.ground.\(made.ground.rawValue)"),
                comparison: RateComparison(
                    made.effect, base: base, before: words("action.checkedBefore"),
                    after: words("action.checkedAfter"), words))
        }
        let nextAct = forms.next
        next = nextAct.map { forms.form($0, isNext: true) }
        self.forms = detail.acts.filter { $0 != nextAct && $0 != .open }.map { forms.form($0) }
        complaints = detail.complaints.map {
            Link(url: WebURL.complaint($0.id), label: $0.number.description)
        }
        timeline = detail.timeline.reversed().map { ActionTimelineLine($0, detail, words) }
        refusal = forms.refused.flatMap { refused in
            if detail.acts.contains(refused.act) { return nil }
            return Refused(
                sentence: words.actionSentence(refused.refusal), kept: refused.form["text"])
        }
    }

    private static func facts(_ detail: ActionDetail, _ words: Words) -> [String] {
        let (summary, action) = (detail.summary, detail.action)
        func day(_ key: String, _ day: LocalDay) -> String {
            words("action.told.\(key)", ["day": words.shortDay(day)])
        }
        return [
            words("action.kind.\(summary.kind.rawValue)"),
            words.group(summary.group, called: summary.groupTitle, in: detail.classes),
            words(
                "action.told.owner",
                ["name": summary.ownerTitle ?? words.who(summary.owner)]),
            action.state == .open ? day("due", action.due) : nil,
            action.doneOn.map { day("on", $0) },
            action.state == .done ? action.checkFrom.map { day("check", $0) } : nil,
        ].compactMap { $0 }
    }
}

extension Words {
    /// `Before: 1 Sep – 29 Nov 2026`
    func span(_ key: String, _ days: ClosedRange<LocalDay>) -> String {
        self(
            key, ["from": shortDay(days.lowerBound), "to": shortDay(days.upperBound)])
    }
}
