package import Foundation

/// A complaint that somebody wants to register.
package struct NewComplaint: Sendable {
    package var id: Complaint.ID
    package var receipt: ComplaintReceipt
    /// In the customer's words.
    package var text: String

    package init(id: Complaint.ID, receipt: ComplaintReceipt, text: String) {
        self.id = id
        self.receipt = receipt
        self.text = text
    }
}

extension ComplaintReceipt {
    /// Clocks of other machines may go ahead by so much.
    package static let aheadSecondsMax: TimeInterval = 300
    package static let agoSecondsMax: TimeInterval = 20 * 366 * 86_400
    package static let complainantsMax = 100_000

    /// A field that doesn't fit, with a sentence that says what to do; nil when all do.
    func problem(_ rules: ComplaintRules, at now: Date) -> (field: String, sentence: String)? {
        if at > now.addingTimeInterval(Self.aheadSecondsMax) {
            return ("at", "The complaint can't have come in the future. Correct the day.")
        }
        if at < now.addingTimeInterval(-Self.agoSecondsMax) {
            return ("at", "The complaint can't have come so long ago. Correct the day.")
        }
        if !(1...Self.complainantsMax).contains(complainants) {
            return (
                "complainants",
                "A complaint has from 1 to \(Self.complainantsMax) complainants. Correct it."
            )
        }
        let most = rules.representativesMost(place.regimes)
        if !(0...most).contains(representatives) {
            return (
                "representatives",
                "At most \(most) people represent a joint complaint. "
                    + "Let the customers choose as many."
            )
        }
        if !rules.know(place) {
            return (
                "place",
                "There is no such regime or calendar of complaints. Choose from the list."
            )
        }
        return nil
    }
}

extension ComplaintRules {
    /// The case that begins with `new`.
    package func receive(
        _ new: NewComplaint, by principal: Principal, at now: Date
    ) throws(Refusal) -> Complaint {
        let rule = ComplaintTable.rule(.receive)
        guard rule.permissions.contains(where: principal.may) else {
            throw Refusal(.permission(rule.permissions[0]))
        }
        guard new.text.contains(where: { !$0.isWhitespace }),
            new.text.count <= Complaint.Limits.textCharacters
        else { throw Refusal(.needs([.words])) }
        if let problem = new.receipt.problem(self, at: now) {
            throw Refusal(.invalid, .badComplaint, problem.sentence, subject: problem.field)
        }
        return Complaint(id: new.id, receipt: new.receipt, by: principal.person, at: now)
    }
}
