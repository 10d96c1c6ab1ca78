extension ComplaintStanding {
    /// Whether what is brought is as `need` says; true while nothing is.
    func brings(_ asking: ComplaintAsking, _ need: ComplaintNeed) -> Bool {
        guard let deed = asking.deed else { return need == .room ? hasRoom(for: nil) : true }
        switch need {
        case .words: return isText(asking.text)
        case .knownClasses: return rules.know(deed, in: complaint)
        case .knownCall: return knowsCalls(of: deed)
        case .fewRepresentatives:
            if case .represent(let number) = deed {
                return (0...rules.representativesMost(complaint.place.regimes)).contains(number)
            }
            return true
        case .freshRequest: return isFresh(deed)
        case .redressLimit: return covers(deed, asking.principal)
        case .fittingOutcome: return fits(deed)
        case .agreed: return deed.decision?.isAgreed ?? true
        case .wholeLetter:
            if case .answer(let letter) = deed { return isWhole(letter) }
            return true
        case .openRedress:
            if case .give(let place) = deed { return complaint.openRedress.contains(place) }
            return true
        case .validReply:
            if case .hear(let reply) = deed { return reply.isInRange }
            return true
        case .fittingWorker:
            if case .assign(let worker) = deed { return recusal(of: worker) == nil }
            return true
        case .room: return hasRoom(for: deed)
        default: return true
        }
    }

    private func isText(_ text: String) -> Bool {
        text.contains { !$0.isWhitespace } && text.count <= Complaint.Limits.textCharacters
    }

    private func knowsCalls(of deed: ComplaintDeed) -> Bool {
        let known = Set(complaint.calls.map(\.call))
        switch deed {
        case .unlinkCall(let call): return known.contains(call)
        case .split(_, let calls): return known.isSuperset(of: calls)
        default: return true
        }
    }

    /// Of each kind one waits at a time, and what was approved needn't be asked for again; for
    /// more redress or more time it may.
    private func isFresh(_ deed: ComplaintDeed) -> Bool {
        guard case .request(let kind) = deed else { return true }
        let alike = complaint.requests.values.filter { $0.kind.isLike(kind) }
        if case .special = kind, alike.contains(where: { $0.outcome == .approved }) {
            return false
        }
        return !alike.contains { $0.outcome == nil }
    }

    /// Whether the deed's redress is within the decider's limit, or was approved as it is.
    private func covers(_ deed: ComplaintDeed, _ principal: Principal) -> Bool {
        guard let redress = deed.decision?.redress, !redress.isEmpty else { return true }
        guard let total = ComplaintRedress.total(redress) else { return false }
        if total <= classes.limit(of: principal.roles) { return true }
        return complaint.requests.values.contains { request in
            guard request.outcome == .approved, case .redress(let approved) = request.kind
            else { return false }
            return approved == redress
        }
    }

    /// Nobody decides that a customer withdrew or agreed; nothing is granted with a rejection.
    private func fits(_ deed: ComplaintDeed) -> Bool {
        guard let decision = deed.decision else { return true }
        let redress = decision.redress
        guard redress.count <= Complaint.Limits.redress, ComplaintRedress.total(redress) != nil
        else { return false }
        switch (deed.act, decision.outcome) {
        case (.settle, .settled), (.solve, .settled): return true
        case (.settle, _), (_, .settled), (_, .withdrawn): return false
        case (_, .rejected): return redress.allSatisfy { $0.amount == 0 }
        default: return true
        }
    }

    /// It says all that the regime demands, and goes to nobody else's customers.
    private func isWhole(_ letter: ComplaintLetter) -> Bool {
        letter.lacks.isEmpty
            && letter.to == complaint.members.union([complaint.id])
    }

    private func hasRoom(for deed: ComplaintDeed?) -> Bool {
        guard complaint.history.count < Complaint.Limits.events else { return false }
        switch deed {
        case .linkCall?: return complaint.calls.count < Complaint.Limits.calls
        case .attach(let added)?:
            return complaint.documents.count < Complaint.Limits.documents
                && added.number == complaint.documents.count + 1
        case .link?: return complaint.links.count < Complaint.Limits.links
        case .absorb?: return complaint.members.count < Complaint.Limits.members
        default: return true
        }
    }
}

extension ComplaintRequest.Kind {
    fileprivate func isLike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.extension, .extension), (.special, .special), (.redress, .redress): true
        default: false
        }
    }
}

extension ComplaintDeed {
    var decision: ComplaintDecision? {
        switch self {
        case .solve(let decision), .decide(let decision), .settle(let decision),
            .rule(let decision):
            decision
        default: nil
        }
    }
}
