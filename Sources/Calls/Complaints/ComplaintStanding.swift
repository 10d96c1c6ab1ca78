package import Foundation

/// A complaint with what the rules must know beside its history.
package struct ComplaintStanding: Sendable {
    package var complaint: Complaint
    /// Those that were merged into it.
    package var members: [Complaint]
    /// Of the linked calls of all of them, those that a hold stands on just now.
    package var heldCalls: Set<Call.ID>
    package var rules: ComplaintRules

    package init(
        _ complaint: Complaint, members: [Complaint] = [], heldCalls: Set<Call.ID>,
        rules: ComplaintRules
    ) {
        self.complaint = complaint
        self.members = members
        self.heldCalls = heldCalls
        self.rules = rules
    }

    var classes: ComplaintClasses { rules.classes }
}

/// Why something can't be done with a complaint as it stands.
package enum ComplaintBar: Hashable, Sendable {
    case permission(Permission)
    case recused(ComplaintRecusal)
    /// It was merged into another.
    case merged
    case state(Complaint.State)
    /// In the order of the table; never empty.
    case needs([ComplaintNeed])
}

extension ComplaintStanding {
    /// Why `principal` can't do `act` now; nil when they can, as far as is known before they bring
    /// anything: what the buttons are made from.
    package func bar(to act: ComplaintAct, by principal: Principal) -> ComplaintBar? {
        bar(ComplaintTable.rule(act), to: ComplaintAsking(principal: principal))
    }

    /// Why `principal` can't do this, saying `text`; nil when they can.
    package func bar(
        to deed: ComplaintDeed, by principal: Principal, saying text: String
    ) -> ComplaintBar? {
        bar(
            ComplaintTable.rule(deed.act),
            to: ComplaintAsking(principal: principal, deed: deed, text: text))
    }

    /// What `principal` can do now: the buttons, in the order of the table.
    package func acts(of principal: Principal) -> [ComplaintAct] {
        ComplaintTable.rules.map(\.act).filter { bar(to: $0, by: principal) == nil }
    }

    /// The event that `deed` is. Throws what stands in its way, with what to do.
    package func event(
        of deed: ComplaintDeed, by principal: Principal, saying text: String, at now: Date
    ) throws(Refusal) -> ComplaintEvent {
        if let bar = bar(to: deed, by: principal, saying: text) { throw Refusal(bar) }
        return complaint.event(deed, by: principal.person, at: now)
    }

    /// What is still open before it can be closed.
    package var openNeeds: [ComplaintNeed] {
        let nobody = ComplaintAsking(principal: .nobody)
        return ComplaintTable.closing.filter { !isMet($0, nobody) }
    }

    private func bar(_ rule: ComplaintRule, to asking: ComplaintAsking) -> ComplaintBar? {
        let principal = asking.principal
        guard rule.permissions.contains(where: principal.may) else {
            return .permission(rule.permissions[0])
        }
        if !rule.isOpenToRecused, let why = recusal(of: ComplaintWorker(principal)) {
            return .recused(why)
        }
        if complaint.mergedInto != nil, !rule.isOfMembers { return .merged }
        guard rule.from.contains(complaint.state) else { return .state(complaint.state) }
        let behind = rule.permissions.contains { $0 != .solveComplaints && principal.may($0) }
        let needs = rule.needs + (behind || rule.needs.contains(.firstLine) ? [] : [.firstLine])
        let unmet = needs.filter { !isMet($0, asking) }
        return unmet.isEmpty ? nil : .needs(unmet)
    }
}
