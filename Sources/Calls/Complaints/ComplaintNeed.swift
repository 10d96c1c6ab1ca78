/// What an act needs beside the state and the permission. The raw value stands in refusals, pages
/// and docs/complaints.md.
package enum ComplaintNeed: String, CaseIterable, Sendable {
    // What is known of the case.
    case acknowledged
    case assessed
    case firstLine = "first-line"
    case callsHeld = "calls-held"
    case findings
    case waiting
    case notWaiting = "not-waiting"
    /// Nothing waits for a second person.
    case nothingAsked = "nothing-asked"
    /// The customer got all redress of the decision.
    case redressGiven = "redress-given"
    /// The letter went to the customers of the case and of all merged into it.
    case everybodyAnswered = "everybody-answered"
    case isMember = "is-member"
    case hasMember = "has-member"

    // Who does it.
    case ownCase = "own-case"
    case askedOne = "asked-one"
    case secondPerson = "second-person"

    // What is brought.
    case words
    /// Known codes of the classes and of the regimes.
    case knownClasses = "known-classes"
    case knownCall = "known-call"
    /// No more speak for the complaint than may.
    case fewRepresentatives = "few-representatives"
    case freshRequest = "fresh-request"
    case openRequest = "open-request"
    /// The approver may grant as much.
    case approverLimit = "approver-limit"
    /// The decider may grant as much, or a second person approved it.
    case redressLimit = "redress-limit"
    case fittingOutcome = "fitting-outcome"
    case agreed
    case wholeLetter = "whole-letter"
    case openRedress = "open-redress"
    case validReply = "valid-reply"
    /// Who gets the case isn't recused.
    case fittingWorker = "fitting-worker"
    /// There is room for one more call, member, link or event.
    case room
}

/// A line of the table of acts.
package struct ComplaintRule: Sendable {
    package enum Lead: Hashable, Sendable {
        case stays
        case to(Complaint.State)
        /// To the second from the first; from elsewhere it stays.
        case step(Complaint.State, Complaint.State)
        /// To the state from which it was referred; what was closed is only answered then, so that
        /// it is closed once more by the same needs.
        case back
    }

    package let act: ComplaintAct
    package let from: Set<Complaint.State>
    /// Any of them will do. Who has only `solveComplaints` may act while it is in the first line.
    package let permissions: [Permission]
    package let needs: [ComplaintNeed]
    package let leads: Lead

    init(
        _ act: ComplaintAct, from: Set<Complaint.State>, by permissions: [Permission],
        needs: [ComplaintNeed] = [], _ leads: Lead = .stays
    ) {
        self.act = act
        self.from = from
        self.permissions = permissions
        self.needs = needs
        self.leads = leads
    }

    /// Whether who is recused may do it all the same: they answer what they are asked.
    package var isOpenToRecused: Bool { act == .answerQuestion }

    /// Whether it is done to a case that was merged into another; all else is done to that other.
    package var isOfMembers: Bool { [.note, .link, .unmerge].contains(act) }

    package func next(after state: Complaint.State, before: Complaint.State?) -> Complaint.State {
        switch leads {
        case .stays: state
        case .to(let next): next
        case .step(let first, let next): state == first ? next : state
        case .back: before == .closed ? .answered : before ?? state
        }
    }
}
