import Calls

extension ComplaintSample {
    /// Somebody whose role is enough for `rule`, the first line aside.
    static func principal(for rule: ComplaintRule) -> Principal {
        let role = Role.allCases.last { role in
            rule.permissions.contains {
                $0 != .solveComplaints && PermissionTable.reach(of: role, $0) != nil
            }
        }
        return principal(role ?? .complaintHandler)
    }

    static func attachment(_ number: Int = 1) -> ComplaintAttachment {
        ComplaintAttachment(
            id: ComplaintDocument.ID(700), number: number, kind: .pdf, bytes: 9,
            contentHash: [0xAB, 0])
    }

    static let letter: ComplaintLetter = {
        var letter = ComplaintLetter(template: "house", version: 3, to: [Complaint.ID(1)])
        letter.number = 2
        letter.dispatch = LocalDay("2026-11-23").map { .init(channel: .email, day: $0) }
        return letter
    }()

    static let upheld = ComplaintDecision(
        .upheld, redress: [ComplaintRedress(kind: "refund", amount: 1000)], isAgreed: true)

    /// A deed that brings what `act` needs.
    static func deed(_ act: ComplaintAct) -> ComplaintDeed {
        outcome(act) ?? joining(act) ?? work(act)
    }

    private static func work(_ act: ComplaintAct) -> ComplaintDeed {
        switch act {
        case .receive: .receive(receipt())
        case .acknowledge: .acknowledge
        case .assess: assessment()
        case .take: .take
        case .assign: .assign(ComplaintWorker(person: "account:worker"))
        case .escalate: .escalate
        case .linkCall: linked
        case .unlinkCall: .unlinkCall(call)
        case .represent: .represent(3)
        case .place: .place(ComplaintPlace(regimes: []))
        case .followUp: .followUp
        case .attach: .attach(attachment())
        case .investigate: .investigate
        case .ask: .ask(asked)
        case .answerQuestion: .answerQuestion(4)
        case .find: .find(ComplaintFindings(causes: ["care"]))
        case .wait: .wait(.customer)
        case .resume: .resume
        default: .note
        }
    }

    private static func outcome(_ act: ComplaintAct) -> ComplaintDeed? {
        switch act {
        case .askExtension: .request(.extension("once"))
        case .askSpecial: .request(.special)
        case .askRedress: .request(.redress([ComplaintRedress(kind: "refund", amount: 2000)]))
        case .approve: .approve(5)
        case .refuse: .refuse(5)
        case .solve: .solve(ComplaintDecision(.upheld, isAgreed: true))
        case .decide: .decide(upheld)
        case .settle: .settle(ComplaintDecision(.settled, isAgreed: true))
        case .withdraw: .withdraw
        case .answer:
            .answer(ComplaintLetter(template: "final", version: 1, to: [id, Complaint.ID(300)]))
        case .give: .give(0)
        case .hear: .hear(ComplaintReply(isContent: true, satisfaction: 5))
        case .close: .close
        case .reopen: .reopen
        case .refer: .refer
        case .rule: .rule(upheld)
        case .comeBack: .comeBack
        default: nil
        }
    }

    private static func joining(_ act: ComplaintAct) -> ComplaintDeed? {
        switch act {
        case .link: .link(Complaint.ID(200))
        case .merge: .merge(into: Complaint.ID(400))
        case .absorb: .absorb(Complaint.ID(200))
        case .unmerge: .unmerge(from: Complaint.ID(400))
        case .release: .release(Complaint.ID(300))
        case .split: .split(off: Complaint.ID(500), calls: [call])
        default: nil
        }
    }

    /// A deed that lacks what `need` asks of it, where that is a need of what is brought.
    static func badDeed(_ act: ComplaintAct, _ need: ComplaintNeed) -> ComplaintDeed? {
        switch (act, need) {
        case (.receive, _): return nil
        case (.assess, .knownClasses): return assessment("service")
        case (.find, .knownClasses): return .find(ComplaintFindings(causes: ["stars"]))
        case (.represent, .fewRepresentatives): return .represent(4)
        case (.place, .knownClasses): return .place(ComplaintPlace(regimes: ["none"]))
        case (.askExtension, .knownClasses): return .request(.extension("none"))
        case (.askRedress, .knownClasses):
            return .request(.redress([ComplaintRedress(kind: "apology", amount: 1)]))
        case (.unlinkCall, .knownCall): return .unlinkCall(Call.ID(8))
        case (.split, .knownCall): return .split(off: Complaint.ID(500), calls: [Call.ID(8)])
        case (.answer, .wholeLetter):
            return .answer(
                ComplaintLetter(
                    template: "final", version: 1, to: [id, Complaint.ID(300)],
                    lacks: ["ombudsman"]))
        case (.give, .openRedress): return .give(3)
        case (.hear, .validReply):
            return .hear(ComplaintReply(isContent: true, wouldRecommend: 11))
        default: return decision(act, need).map { made($0, act) } ?? deed(act)
        }
    }

    private static func decision(
        _ act: ComplaintAct, _ need: ComplaintNeed
    ) -> ComplaintDecision? {
        let outcome: Complaint.Outcome = act == .settle ? .settled : .partly
        let (one, much) = (
            ComplaintRedress(kind: "stars"), ComplaintRedress(kind: "refund", amount: 1001)
        )
        switch need {
        case .knownClasses: return ComplaintDecision(outcome, redress: [one], isAgreed: true)
        case .redressLimit: return ComplaintDecision(outcome, redress: [much], isAgreed: true)
        case .agreed: return ComplaintDecision(outcome)
        case .fittingOutcome: return ComplaintDecision(.withdrawn, isAgreed: true)
        default: return nil
        }
    }

    private static func made(_ decision: ComplaintDecision, _ act: ComplaintAct) -> ComplaintDeed {
        switch act {
        case .solve: .solve(decision)
        case .settle: .settle(decision)
        case .rule: .rule(decision)
        default: .decide(decision)
        }
    }
}
