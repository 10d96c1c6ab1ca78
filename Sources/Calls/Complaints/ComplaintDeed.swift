package import Foundation

/// Something that is done, with what it brings. What is written with it comes beside it.
package enum ComplaintDeed: Hashable, Sendable {
    case receive(ComplaintReceipt)
    case acknowledge
    /// By a letter out of a template.
    case acknowledgeBy(ComplaintLetter)
    case assess(ComplaintAssessment)
    case take
    case assign(ComplaintWorker)
    case escalate
    case linkCall(ComplaintCall)
    case unlinkCall(Call.ID)
    /// How many speak for a joint complaint.
    case represent(Int)
    case place(ComplaintPlace)
    case followUp
    case note
    case attach(ComplaintAttachment)
    /// A note that the daemon makes of what came as a file; names stand in the words beside it.
    case arrive([ArrivalRemark])
    /// A note of the letter that says that it takes longer.
    case tellDelay(ComplaintLetter)

    case investigate
    case ask(Agent.ID)
    /// The number of the event that asked.
    case answerQuestion(Int)
    case find(ComplaintFindings)
    case wait(PauseReason)
    case resume

    case request(ComplaintRequest.Kind)
    /// The number of the event that asked.
    case approve(Int)
    case refuse(Int)

    case solve(ComplaintDecision)
    case decide(ComplaintDecision)
    case settle(ComplaintDecision)
    case withdraw
    case answer(ComplaintLetter)
    /// The place in the decision's redress, from 0.
    case give(Int)
    case hear(ComplaintReply)
    case close
    case reopen

    case refer
    case rule(ComplaintDecision)
    case comeBack

    case link(Complaint.ID)
    case merge(into: Complaint.ID)
    case absorb(Complaint.ID)
    case unmerge(from: Complaint.ID)
    case release(Complaint.ID)
    case split(off: Complaint.ID, calls: [Call.ID])
}

/// One line of a complaint's history.
package struct ComplaintEvent: Hashable, Sendable {
    /// From 1, without gaps.
    package var number: Int
    package var at: Date
    /// `Principal.person`
    package var by: String
    package var deed: ComplaintDeed

    package init(number: Int, at: Date, by: String, deed: ComplaintDeed) {
        self.number = number
        self.at = at
        self.by = by
        self.deed = deed
    }
}

extension ComplaintDeed {
    package var act: ComplaintAct {
        joining ?? resolution ?? work
    }

    private var work: ComplaintAct {
        switch self {
        case .receive: .receive
        case .acknowledge, .acknowledgeBy: .acknowledge
        case .assess: .assess
        case .take: .take
        case .assign: .assign
        case .escalate: .escalate
        case .linkCall: .linkCall
        case .unlinkCall: .unlinkCall
        case .represent: .represent
        case .place: .place
        case .followUp: .followUp
        case .attach: .attach
        case .investigate: .investigate
        case .ask: .ask
        case .answerQuestion: .answerQuestion
        case .find: .find
        case .wait: .wait
        case .resume: .resume
        default: .note
        }
    }

    private var resolution: ComplaintAct? {
        switch self {
        case .request(.extension): .askExtension
        case .request(.special): .askSpecial
        case .request(.redress): .askRedress
        case .approve: .approve
        case .refuse: .refuse
        case .solve: .solve
        case .decide: .decide
        case .settle: .settle
        case .withdraw: .withdraw
        case .answer: .answer
        case .give: .give
        case .hear: .hear
        case .close: .close
        case .reopen: .reopen
        case .refer: .refer
        case .rule: .rule
        case .comeBack: .comeBack
        default: nil
        }
    }

    private var joining: ComplaintAct? {
        switch self {
        case .link: .link
        case .merge: .merge
        case .absorb: .absorb
        case .unmerge: .unmerge
        case .release: .release
        case .split: .split
        default: nil
        }
    }
}
