package import Foundation

extension Complaint {
    /// The case that `history` tells of; nil when it doesn't begin with a receipt.
    package init?(id: ID, history: [ComplaintEvent]) {
        guard let first = history.first, case .receive(let receipt) = first.deed else { return nil }
        self.init(id: id, receipt: receipt)
        for event in history { add(event) }
    }

    /// A case that was just received.
    package init(id: ID, receipt: ComplaintReceipt, by person: String, at now: Date) {
        self.init(id: id, receipt: receipt)
        add(ComplaintEvent(number: 1, at: now, by: person, deed: .receive(receipt)))
    }

    private init(id: ID, receipt: ComplaintReceipt) {
        self.id = id
        self.receipt = receipt
        place = receipt.place
        representatives = receipt.representatives
    }

    /// The case after `event`, which is believed: whether it may happen is asked before.
    package func after(_ event: ComplaintEvent) -> Complaint {
        var next = self
        next.add(event)
        return next
    }

    /// What happens next to it.
    package func event(_ deed: ComplaintDeed, by person: String, at now: Date) -> ComplaintEvent {
        ComplaintEvent(number: (history.last?.number ?? 0) + 1, at: now, by: person, deed: deed)
    }

    mutating func add(_ event: ComplaintEvent) {
        history.append(event)
        let before = state
        state = ComplaintTable.rule(event.deed.act).next(after: state, before: referredFrom)
        handle(event)
        investigate(event)
        resolve(event)
        refer(event, from: before)
        join(event)
    }

    private mutating func handle(_ event: ComplaintEvent) {
        switch event.deed {
        case .acknowledge, .acknowledgeBy: acknowledgedAt = acknowledgedAt ?? event.at
        case .assess(let found):
            assessment = found
            complexity = complexity == .special ? .special : found.complexity
            if !found.escalation.isEmpty { isEscalated = true }
        case .take: assignee = event.by
        case .assign(let worker): assignee = worker.person
        case .escalate:
            isEscalated = true
            assignee = nil
        case .linkCall(let call):
            calls.removeAll { $0.call == call.call }
            calls.append(call)
        case .unlinkCall(let call): calls.removeAll { $0.call == call }
        case .represent(let number): representatives = number
        case .place(let new): place = place.moved(to: new)
        case .attach(let added): documents.append(added)
        default: break
        }
    }

    private mutating func investigate(_ event: ComplaintEvent) {
        switch event.deed {
        case .investigate: isEscalated = true
        case .ask(let agent): questions[event.number] = agent
        case .answerQuestion(let number): questions[number] = nil
        case .find(let found): findings = found
        case .wait(let why): waitsFor = why
        case .resume: waitsFor = nil
        case .request(let kind):
            requests[event.number] = ComplaintRequest(kind: kind, askedBy: event.by)
        case .approve(let number):
            if requests[number]?.kind == .special { complexity = .special }
            settleRequest(number, .approved, by: event.by)
        case .refuse(let number): settleRequest(number, .refused, by: event.by)
        default: break
        }
    }

    private mutating func settleRequest(
        _ number: Int, _ outcome: ComplaintRequest.Outcome, by person: String?
    ) {
        requests[number]?.outcome = outcome
        requests[number]?.decidedBy = person
    }

    /// What waited for somebody doesn't any more.
    private mutating func endWaiting() {
        waitsFor = nil
        for (number, request) in requests where request.outcome == nil {
            settleRequest(number, .lapsed, by: nil)
        }
    }

    private mutating func resolve(_ event: ComplaintEvent) {
        switch event.deed {
        case .solve(let made), .decide(let made), .settle(let made):
            decided(made, by: event.by)
        case .withdraw: decided(ComplaintDecision(.withdrawn, isAgreed: true), by: nil)
        case .rule(let made): decided(made, by: nil)
        case .answer(let letter): answered.formUnion(letter.to)
        case .give(let place): openRedress.remove(place)
        case .hear(let said): reply = said
        case .reopen: beginRound()
        default: break
        }
    }

    private mutating func decided(_ made: ComplaintDecision, by person: String?) {
        endWaiting()
        decision = made
        decidedBy = person
        openRedress = Set(made.redress.indices)
        answered = []
        reply = nil
    }

    private mutating func beginRound() {
        round += 1
        isEscalated = true
        if let decidedBy {
            earlierDeciders.insert(decidedBy)
            if assignee == decidedBy { assignee = nil }
        }
        decision = nil
        decidedBy = nil
        findings = nil
        requests = [:]
        openRedress = []
        answered = []
        reply = nil
    }

    private mutating func refer(_ event: ComplaintEvent, from before: State) {
        switch event.deed {
        case .refer:
            endWaiting()
            isEscalated = true
            referredFrom = before
        case .rule, .comeBack: referredFrom = nil
        default: break
        }
    }

    private mutating func join(_ event: ComplaintEvent) {
        switch event.deed {
        case .link(let other): links.insert(other)
        case .merge(let into): mergedInto = into
        case .unmerge: mergedInto = nil
        case .absorb(let member): members.insert(member)
        case .release(let member): members.remove(member)
        case .split(let off, let moved):
            offspring.insert(off)
            calls.removeAll { moved.contains($0.call) }
        default: break
        }
    }
}
