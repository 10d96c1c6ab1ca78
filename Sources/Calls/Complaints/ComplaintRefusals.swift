extension Refusal {
    package static let noSuchComplaint = Refusal(
        .notFound, .noSuchComplaint, "There is no such complaint. Look at the list of complaints.")

    package static let badComplaintNumber = Refusal(
        .invalid, .badComplaintNumber,
        "This isn't the number of a complaint, or a digit of it is wrong. Look at the letter.")

    /// What stands in the way, with what to do.
    package init(_ bar: ComplaintBar) {
        switch bar {
        case .permission(let permission):
            self.init(
                .forbidden, .notAllowed,
                "You may not do this. Ask an administrator for the permission named here.",
                subject: permission.rawValue)
        case .recused(let why):
            self.init(.forbidden, .complaintRecused, why.sentence, subject: why.rawValue)
        case .merged:
            self.init(
                .conflict, .complaintMerged,
                "This complaint was merged into another. Work that one, or undo the merge.")
        case .state(let state):
            self.init(
                .conflict, .complaintState,
                "This can't be done with a complaint that is \(state.rawValue). Reload the page.",
                subject: state.rawValue)
        case .needs(let needs):
            let first = needs.first ?? .room
            self.init(.conflict, .complaintNeeds, first.sentence, subject: first.rawValue)
        }
    }
}

extension ComplaintRecusal {
    package var sentence: String {
        let why =
            switch self {
            case .aboutThem: "This complaint is about you"
            case .theirCall: "This complaint is about a call in which you spoke"
            case .theirDecision: "This complaint is about something that you decided"
            }
        return why + ", so somebody else works it. Leave it to them."
    }
}

extension ComplaintNeed {
    /// What is missing and what to do, for programs and commands; pages have it in their language.
    package var sentence: String { ofCase ?? ofDeed }

    private var ofCase: String? {
        switch self {
        case .acknowledged: "The customer wasn't told yet that it came. Acknowledge it first."
        case .assessed: "Its type and severity aren't known yet. Assess it first."
        case .firstLine: "It is beyond the first line. A complaint handler works it."
        case .callsHeld: "A linked call isn't held against erasure. Place a hold on it first."
        case .findings: "Nothing is written of what was found. Write the findings first."
        case .waiting: "It isn't waiting for anybody."
        case .notWaiting: "It is waiting for somebody. Resume it first."
        case .nothingAsked: "Something still waits for a second person. Wait until it is decided."
        case .redressGiven: "The customer hasn't got everything yet. Note what was given first."
        case .everybodyAnswered: "Somebody wasn't told the outcome yet. Send the letter first."
        case .isMember: "It wasn't merged into another."
        case .hasMember: "No other complaint was merged into it."
        case .ownCase: "It isn't your case. Take it first."
        case .askedOne: "This question wasn't put to you."
        case .secondPerson: "You asked for this yourself. A second person has to decide on it."
        default: nil
        }
    }

    private var ofDeed: String {
        switch self {
        case .words:
            "Say it in words, in at most \(Complaint.Limits.textCharacters) characters."
        case .knownClasses: "There is no such code, or it doesn't fit here. Choose from the list."
        case .knownCall: "This call isn't linked to the complaint. Choose one that is."
        case .fewRepresentatives:
            "So many people can't speak for a complaint. Let the customers choose fewer."
        case .freshRequest: "This was asked for already. Look at what came of it."
        case .openRequest: "Nothing like it waits for a second person. Reload the page."
        case .approverLimit: "This is more than you may grant. Somebody with a higher limit can."
        case .redressLimit: "This is more than you may grant. Ask a second person for it first."
        case .fittingOutcome: "This outcome doesn't fit here. Choose another."
        case .agreed: "The customer has to agree to it. Note that they did, or decide it."
        case .wholeLetter:
            "The letter lacks something that must stand in it, or doesn't go to everybody. "
                + "Complete it."
        case .openRedress: "There is nothing like it to give any more. Reload the page."
        case .validReply: "Satisfaction goes from 1 to 5, recommending from 0 to 10. Correct it."
        case .fittingWorker: "The complaint is about this person's work. Choose somebody else."
        default: "There is no room for more of it here. Make another complaint of it."
        }
    }
}
