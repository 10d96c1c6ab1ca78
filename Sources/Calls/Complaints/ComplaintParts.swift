package import Foundation

/// How a complaint came, and about whom it is.
package struct ComplaintReceipt: Hashable, Sendable {
    /// The raw value stands in the database.
    package enum Channel: String, CaseIterable, Codable, Sendable {
        case phone
        case email = "e-mail"
        case form
        case letter
        case visit
        case chat
        /// By a regulator, an ombudsman or an association.
        case authority
    }

    package var at: Date
    package var channel: Channel
    /// A joint complaint has more than one.
    package var complainants: Int
    /// Who speak for a joint complaint.
    package var representatives: Int
    package var isVulnerable: Bool
    /// Whom it is about.
    package var about: Set<Agent.ID>
    /// `Principal.person` of those whose decision it is about.
    package var aboutDecisionsOf: Set<String>
    package var place: ComplaintPlace
    package var splitFrom: Complaint.ID?

    package init(
        at: Date, channel: Channel, complainants: Int = 1, isVulnerable: Bool = false,
        about: Set<Agent.ID> = []
    ) {
        self.at = at
        self.channel = channel
        self.complainants = complainants
        representatives = 0
        self.isVulnerable = isVulnerable
        self.about = about
        aboutDecisionsOf = []
        place = ComplaintPlace(regimes: [])
    }

    package var isJoint: Bool { complainants > 1 }
}

/// A call that belongs to a complaint; it is held against erasure as long as it does.
package struct ComplaintCall: Hashable, Sendable {
    package var call: Call.ID
    /// Who spoke for the house.
    package var agent: Agent.ID?
    /// What the complaint is about; false for the call by which it came.
    package var isSubject: Bool

    package init(_ call: Call.ID, agent: Agent.ID?, isSubject: Bool) {
        self.call = call
        self.agent = agent
        self.isSubject = isSubject
    }
}

/// Somebody who works complaints, as far as recusal asks.
package struct ComplaintWorker: Hashable, Sendable {
    /// `Principal.person`
    package var person: String
    package var agent: Agent.ID?

    package init(person: String, agent: Agent.ID? = nil) {
        self.person = person
        self.agent = agent
    }

    package init(_ principal: Principal) {
        self.init(person: principal.person, agent: principal.agent)
    }
}

/// What was found, by codes of the cause tree.
package struct ComplaintFindings: Hashable, Sendable {
    package var causes: Set<String>

    package init(causes: Set<String>) {
        self.causes = causes
    }
}

/// Something that the customer gets.
package struct ComplaintRedress: Hashable, Sendable {
    /// Code of a kind of redress.
    package var kind: String
    /// In the smallest unit of the house's currency; 0 for what isn't money.
    package var amount: Int64

    package init(kind: String, amount: Int64 = 0) {
        self.kind = kind
        self.amount = amount
    }
}

package struct ComplaintDecision: Hashable, Sendable {
    package var outcome: Complaint.Outcome
    package var redress: [ComplaintRedress]
    /// The customer said yes to it.
    package var isAgreed: Bool

    package init(
        _ outcome: Complaint.Outcome, redress: [ComplaintRedress] = [], isAgreed: Bool = false
    ) {
        self.outcome = outcome
        self.redress = redress
        self.isAgreed = isAgreed
    }
}

/// What waits for a second person, or what came of it.
package struct ComplaintRequest: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// More time, by the name that the regime gives it.
        case `extension`(String)
        /// The time of a special case.
        case special
        /// More than the asker's limit.
        case redress([ComplaintRedress])
    }

    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case approved, refused
        /// The case was decided, withdrawn or referred before.
        case lapsed
    }

    package var kind: Kind
    package var askedBy: String
    package var outcome: Outcome?
    package var decidedBy: String?
}

/// A letter as it went out.
package struct ComplaintLetter: Hashable, Sendable {
    /// Code and version of the template.
    package var template: String
    package var version: Int
    /// Whose customers it went to: the case and those merged into it.
    package var to: Set<Complaint.ID>
    /// What the regime demands in it and isn't there, by codes.
    package var lacks: Set<String>
    /// Its number among the letters of the case; nil for one that was written elsewhere.
    package var number: Int?
    /// Nil where nobody said how it went.
    package var dispatch: Dispatch?

    /// How and when it went to the customer.
    package struct Dispatch: Hashable, Sendable {
        package var channel: ComplaintReceipt.Channel
        package var day: LocalDay

        package init(channel: ComplaintReceipt.Channel, day: LocalDay) {
            self.channel = channel
            self.day = day
        }
    }

    package init(
        template: String, version: Int, to: Set<Complaint.ID>, lacks: Set<String> = []
    ) {
        self.template = template
        self.version = version
        self.to = to
        self.lacks = lacks
    }
}

/// What the customer says of the outcome.
package struct ComplaintReply: Hashable, Sendable {
    package var isContent: Bool
    /// 1 to 5.
    package var satisfaction: Int?
    /// 0 to 10.
    package var wouldRecommend: Int?

    package init(isContent: Bool, satisfaction: Int? = nil, wouldRecommend: Int? = nil) {
        self.isContent = isContent
        self.satisfaction = satisfaction
        self.wouldRecommend = wouldRecommend
    }

    package var isInRange: Bool {
        (satisfaction.map { (1...5).contains($0) } ?? true)
            && (wouldRecommend.map { (0...10).contains($0) } ?? true)
    }
}
