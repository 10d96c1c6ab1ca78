import Calls

extension ComplaintPage.Said {
    init(_ telling: ComplaintTelling) {
        let (detail, words) = (telling.detail, telling.words)
        let product = detail.productCode.map(telling.product)
        wanted = [
            (words("complaint.form.productCode"), product ?? ""),
            (words("complaint.product"), detail.product),
            (words("complaint.remedy"), detail.remedy),
        ].filter { !$0.1.isEmpty }.map { PlanFact(label: $0.0, value: $0.1) }
        story = detail.text
    }
}

extension ComplaintPage.Party {
    init(_ party: ComplaintDetail.Party, _ reader: Principal, _ words: Words) {
        who = party.name.isEmpty ? words("complaint.unnamed") : party.name
        let kind = words("complaint.party.\(party.kind.rawValue)")
        role =
            party.relation.isEmpty
            ? kind : words("complaint.party.as", ["kind": kind, "relation": party.relation])
        partyURL = party.customer.flatMap {
            reader.may(.seeCustomers) ? WebURL.customer($0) : nil
        }
        contacts = [party.phone, party.email, party.address].filter { !$0.isEmpty }
    }
}

extension ComplaintPage.LinkedCall {
    init(_ linked: ComplaintDetail.LinkedCall, _ forms: ComplaintActForms, _ reader: Principal) {
        let words = forms.words
        callName = forms.telling.name(of: linked.call)
        callURL = reader.may(.seeCall) ? WebURL.call(linked.call.id) : nil
        var tags = [
            Tag(
                symbol: linked.isSubject ? "●" : "○",
                text: words(linked.isSubject ? "complaint.subject" : "complaint.broughtIt"),
                tone: "plain"),
            linked.isHeld
                ? Tag(symbol: "■", text: words("hold.held"), tone: "good")
                : Tag(symbol: "!", text: words("complaint.notHeld"), tone: "bad"),
        ]
        let isOwn = linked.complaint == forms.detail.complaint.id
        if !isOwn {
            tags.append(
                Tag(
                    symbol: "⇥",
                    text: words(
                        "complaint.ofMember",
                        ["number": forms.telling.number(of: linked.complaint)]),
                    tone: "plain"))
        }
        callTags = tags
        evaluations = linked.evaluations.map {
            .init(url: WebURL.evaluation($0), label: words("complaint.evaluation"))
        }
        unlink =
            isOwn && forms.detail.acts.contains(.unlinkCall)
            ? forms.form(.unlinkCall, about: ("call", linked.call.id.description)) : nil
    }
}

extension ComplaintPage.Question {
    init(_ question: ComplaintQuestion, _ reader: Principal, _ words: Words) {
        questionID = "q-\(question.event)"
        put = words(
            "complaint.asked",
            [
                "name": question.agentTitle ?? words("call.unknownAgent"),
                "when": words.moment(question.askedAt),
            ])
        text = question.text
        answer = question.answer
        answered = question.answeredAt.map {
            words("complaint.answeredOn", ["when": words.moment($0)])
        }
        let isTheirs = reader.agent == question.agent && question.answeredAt == nil
        answerURL =
            isTheirs && reader.may(.answerComplaints)
            ? WebURL.complaintQuestion(question.complaint, question.event) : nil
    }
}

extension ComplaintPage.Findings {
    /// Nil while there are none.
    init?(_ telling: ComplaintTelling, _ reader: Principal) {
        let complaint = telling.detail.complaint
        guard let found = complaint.findings else { return nil }
        causes = found.causes.map {
            ComplaintPage.Link(url: WebURL.cause($0), label: telling.path(ofCause: $0))
        }.sorted { $0.label < $1.label }
        actionsURL = WebURL.actions([("complaint", complaint.id.description)])
        openURL =
            reader.mayOpenActions && !causes.isEmpty
            ? WebURL.newAction(from: complaint.id) : nil
        hasCauses = !causes.isEmpty
        let last = telling.last { $0 == .find(found) }
        report = last?.text
        self.found = last.map(telling.signature)
    }
}

extension ComplaintPage.Request {
    var isToDecide: Bool { approve != nil || refuse != nil }

    init(
        _ request: ComplaintDetail.Request, _ forms: ComplaintActForms, _ reader: Principal
    ) {
        let (words, telling) = (forms.words, forms.telling)
        let asked = request.request
        wish = telling.name(of: asked.kind)
        wishTag = Tag(asked.outcome, words)
        wished = words(
            "complaint.wishedBy",
            ["name": request.askedByTitle ?? telling.who(asked.askedBy)])
        because = request.text
        let decider = telling.last {
            $0 == .approve(request.number) || $0 == .refuse(request.number)
        }
        ruled = decider.map(telling.signature)
        let isTheirs = asked.outcome == nil && asked.askedBy != reader.person
        let about = ("request", String(request.number))
        approve =
            isTheirs && forms.detail.acts.contains(.approve)
            ? forms.form(.approve, isNext: true, about: about) : nil
        refuse =
            isTheirs && forms.detail.acts.contains(.refuse)
            ? forms.form(.refuse, about: about) : nil
    }
}

extension ComplaintPage.Decision {
    /// Nil while nothing is decided.
    init?(_ forms: ComplaintActForms) {
        let (telling, words) = (forms.telling, forms.words)
        let complaint = forms.detail.complaint
        guard let made = complaint.decision else { return nil }
        outcomeTag = Tag(made.outcome, words)
        let acts: Set<ComplaintAct> = [.solve, .decide, .settle, .withdraw, .rule]
        let last = telling.last { acts.contains($0.act) }
        decided = last.map(telling.signature)
        ground = last?.text
        redress = made.redress.enumerated().map { place, part in
            let isOpen = complaint.openRedress.contains(place)
            return .init(
                what: telling.name(of: part),
                givenTag: isOpen
                    ? Tag(symbol: "○", text: words("complaint.redress.open"), tone: "warn")
                    : Tag(symbol: "✓", text: words("complaint.redress.given"), tone: "good"),
                give: isOpen && forms.detail.acts.contains(.give)
                    ? forms.form(.give, about: ("place", String(place))) : nil)
        }
        replied = complaint.reply.map(telling.said) ?? []
    }
}

extension ComplaintPage.Others {
    static func all(_ telling: ComplaintTelling) -> [Self] {
        let (detail, words) = (telling.detail, telling.words)
        return [
            ("members", detail.members), ("links", detail.links),
            ("duplicates", detail.duplicates),
        ].filter { !$0.1.isEmpty }.map { key, cases in
            Self(
                kind: words("complaint.others.\(key)"),
                cases: cases.map {
                    .init(
                        caseURL: WebURL.complaint($0.id), caseName: telling.name(of: $0),
                        caseTags: [Tag($0.state, words)])
                })
        }
    }
}

extension ComplaintTelling {
    /// The last event of the case itself whose deed is as asked.
    func last(_ isIt: (ComplaintDeed) -> Bool) -> ComplaintDetail.Event? {
        detail.timeline.filter {
            $0.complaint == detail.complaint.id && isIt($0.event.deed)
        }.max { $0.event.number < $1.event.number }
    }

    /// `Sun Li, 21 Nov 2026, 14:32:08`
    func signature(_ event: ComplaintDetail.Event) -> String {
        words(
            "complaint.signed",
            [
                "name": event.byTitle ?? who(event.event.by),
                "when": words.moment(event.event.at),
            ])
    }
}
