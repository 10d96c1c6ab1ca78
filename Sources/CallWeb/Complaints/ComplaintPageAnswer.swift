import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    func complaintPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done", "known"])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        return try await complaintPage(visit, id, nil)
    }

    /// With what was refused, and all that was typed, where something was.
    func complaintPage(
        _ visit: Visit, _ id: Complaint.ID, _ refused: RefusedComplaintAct?
    ) async throws -> Response {
        let detail = try await desk.complaint(id, by: visit.principal)
        let words = visit.words
        let forms = ComplaintActForms(
            detail: detail, reader: visit.principal, words: words, refused: refused,
            nearCalls: try await callsNear(detail, visit),
            agents: try await agentsToAsk(detail, visit))
        let title = words("complaint.title", ["number": detail.summary.number.description])
        let frame = await frame(
            title, in: .complaints, of: visit,
            keys: [Frame.Key(keys: ["Ctrl", "↵"], does: words("complaint.keys.send"))])
        let done = visit.query["done"].flatMap { ComplaintAct(rawValue: $0) }
        var page = ComplaintPage(
            forms, for: visit.principal, done: done, at: visit.now, in: frame,
            letters: try await desk.complaintLetters(of: id, by: visit.principal))
        if let known = visit.query["known"].flatMap({ Int($0) }) {
            page.done = words("document.known", ["n": words.number(known)])
        }
        return try self.page(page, for: visit, status: refused?.refusal.kind.status ?? .ok)
    }

    /// Calls of the customer, to choose from; none where the reader can't link one.
    private func callsNear(
        _ detail: ComplaintDetail, _ visit: Visit
    ) async throws -> [CallSummary] {
        guard detail.acts.contains(.linkCall), visit.principal.may(.listCalls),
            let customer = detail.summary.customer
        else { return [] }
        do {
            let probe = ComplaintProbe(
                customer: customer, around: detail.complaint.receipt.at)
            return try await desk.complaintMatches(probe, by: visit.principal).calls
        } catch is Refusal {
            // They can still name a call by its address.
            return []
        }
    }

    private func agentsToAsk(
        _ detail: ComplaintDetail, _ visit: Visit
    ) async throws -> [ScoringChoice] {
        guard detail.acts.contains(.ask), visit.principal.may(.listCalls) else { return [] }
        return try await desk.filterChoices(by: visit.principal).agents.map {
            ScoringChoice(value: $0.code, label: $0.name ?? $0.code, isChosen: false)
        }
    }
}

extension ComplaintPage {
    /// So many events are shown at once.
    private static let eventsShown = 40

    init(
        _ forms: ComplaintActForms, for reader: Principal, done act: ComplaintAct?, at now: Date,
        in frame: Frame, letters list: ComplaintLetterList = .init(letters: [], choices: [])
    ) {
        let (detail, words, telling) = (forms.detail, forms.words, forms.telling)
        let summary = detail.summary
        self.frame = frame
        listURL = WebURL.complaints
        historyURL = WebURL.history(of: "complaint:\(summary.id)", for: reader)
        number = summary.number.description
        heading =
            summary.type.map(telling.path(ofType:)) ?? words("complaint.notAssessed")
        facts = Self.facts(telling)
        customer = summary.customer.map {
            Link(
                url: reader.may(.seeCustomers) ? WebURL.customer($0) : nil,
                label: summary.customerNameMasked ?? words("complaint.customer"))
        }
        tags = Tag.head(of: summary, telling)
        done = act.map {
            words("complaint.done", ["act": words("complaint.did.\($0.rawValue)")])
        }
        recusal = detail.recusal.map { words("complaint.recused.\($0.rawValue)") }
        mergedInto = detail.mergedInto.map {
            Link(url: WebURL.complaint($0.id), label: telling.name(of: $0))
        }
        clocks = detail.clocks.map {
            ComplaintClockCard($0, detail.rules, words, now: now)
        }
        hasNoClocks = detail.clocks.isEmpty
        closing = Closing(telling)
        let nextAct = list.offers(forms.next) ? nil : forms.next
        letters = ComplaintLettersPart(list, next: forms.next, words, on: summary.id)
        next = nextAct.map { forms.form($0, isNext: true) }
        groups = forms.groups(but: nextAct)
        said = Said(telling)
        parties = detail.parties.map { Party($0, reader, words) }
        calls = detail.calls.map { LinkedCall($0, forms, reader) }
        documents = Documents(forms)
        questions = detail.questions.map { Question($0, reader, words) }
        findings = Findings(telling, reader)
        let asked = detail.requests.map { Request($0, forms, reader) }
        toDecide = asked.filter(\.isToDecide)
        requests = asked.filter { !$0.isToDecide }
        decision = Decision(forms)
        others = Others.all(telling)
        let events = detail.timeline.reversed().map { ComplaintTimelineLine($0, telling) }
        timeline = Array(events.prefix(Self.eventsShown))
        earlier = Earlier(Array(events.dropFirst(Self.eventsShown)), words)
        fileForm =
            reader.may(.exportComplaints)
                && !detail.complaint.receipt.aboutDecisionsOf.contains(reader.person)
            ? CaseFileForm(summary.id, reader, words) : nil
        refusal = nil
        if let refused = forms.refused { refusal = Refused(refused, on: self, words) }
    }

    static func facts(_ telling: ComplaintTelling) -> [String] {
        let (detail, words) = (telling.detail, telling.words)
        let summary = detail.summary
        return [
            words(
                "complaint.came",
                [
                    "when": words.moment(summary.receivedAt),
                    "how": words("complaint.channel.\(summary.channel.rawValue)"),
                ]),
            summary.assignee.map {
                words("complaint.hasIt", ["name": telling.who($0)])
            } ?? words("complaint.nobodyHasIt"),
            detail.campaign,
            words(
                "complaint.answeredIn",
                [
                    "language": Language(rawValue: detail.language)?.name ?? detail.language
                ]),
        ].compactMap { $0 }
    }
}

extension ComplaintActForms {
    /// All that can be done now, but for `next` and what stands where it belongs.
    func groups(but next: ComplaintAct?) -> [ComplaintPage.Group] {
        Self.groups.compactMap { key, acts in
            let open = acts.filter { $0 != next && detail.acts.contains($0) && isOffered($0) }
            guard !open.isEmpty else { return nil }
            return ComplaintPage.Group(
                groupTitle: words("complaint.acts.\(key)"), forms: open.map { form($0) })
        }
    }

    /// Whether there is anything to choose from.
    private func isOffered(_ act: ComplaintAct) -> Bool {
        switch act {
        case .take: !isTaken(act)
        case .askExtension:
            !detail.rules.extensions(detail.complaint.place.regimes)
                .subtracting([ComplaintClock.Extension.special]).isEmpty
        case .split: detail.calls.contains { $0.complaint == detail.complaint.id }
        default: true
        }
    }
}

extension ComplaintPage.Closing {
    /// Nil where nothing is closed any more.
    fileprivate init?(_ telling: ComplaintTelling) {
        let complaint = telling.detail.complaint
        guard complaint.state != .closed, complaint.mergedInto == nil else { return nil }
        needs = telling.detail.openNeeds.map {
            telling.words("complaint.need.\($0.rawValue)")
        }
        isReady = needs.isEmpty
    }
}

extension ComplaintPage.Earlier {
    /// Nil when there is none.
    fileprivate init?(_ rest: [ComplaintTimelineLine], _ words: Words) {
        guard !rest.isEmpty else { return nil }
        earlierCount = words.count("complaint.earlier", rest.count)
        events = rest
    }
}

extension ComplaintPage.Refused {
    fileprivate init(_ refused: RefusedComplaintAct, on page: ComplaintPage, _ words: Words) {
        sentence = words.complaintSentence(refused.refusal)
        let shown =
            [page.next].compactMap { $0 } + page.groups.flatMap(\.forms)
            + page.calls.compactMap(\.unlink)
            + page.toDecide.flatMap { [$0.approve, $0.refuse].compactMap { $0 } }
            + (page.decision?.redress.compactMap(\.give) ?? [])
        let isShown = shown.contains { $0.refused != nil } || refused.act == .attach
        kept = isShown ? nil : refused.form["text"]
    }
}
