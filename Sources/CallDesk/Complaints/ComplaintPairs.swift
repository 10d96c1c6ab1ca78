import CallLedger
import CallStore
package import Calls
import Foundation

/// What is done with two complaints at once: both events in one transaction.
extension CallDesk {
    /// Merges the case into the one with this number, which is worked for both from then on.
    package func mergeComplaint(
        _ id: Complaint.ID, into number: ComplaintNumber, saying text: String,
        after event: Int? = nil, by principal: Principal
    ) async throws {
        try await join(id, number, .merge, saying: text, after: event, by: principal) {
            try $0.merging(into: $1, by: principal, saying: $2, at: $3)
        }
    }

    /// Takes it out of what it was merged into. It is then what it was before.
    package func unmergeComplaint(
        _ id: Complaint.ID, saying text: String, after event: Int? = nil, by principal: Principal
    ) async throws {
        try await join(id, nil, .unmerge, saying: text, after: event, by: principal) {
            try $0.leaving($1, by: principal, saying: $2, at: $3)
        }
    }

    /// Notes on both that they are about one matter.
    package func linkComplaint(
        _ id: Complaint.ID, with number: ComplaintNumber, saying text: String,
        after event: Int? = nil, by principal: Principal
    ) async throws {
        try await join(id, number, .link, saying: text, after: event, by: principal) {
            try $0.linking(with: $1, by: principal, saying: $2, at: $3)
        }
    }

    /// Makes a case of its own of a part of this one: with the same customers and words, received
    /// when this one was, with `calls` of it.
    package func splitComplaint(
        _ id: Complaint.ID, calls: [Call.ID], saying text: String, after event: Int? = nil,
        by principal: Principal
    ) async throws -> Complaint.ID {
        let desk = self
        let text = try checked(words: text, of: .split)
        return try await change(
            by: principal, needing: ComplaintAct.split.permission(of: principal)
        ) { change in
            var here = try desk.open(id, to: .split, after: event, in: change)
            let parts = try here.standing.splitting(
                off: change.newID(), calls: calls, by: principal, saying: text, at: change.now)
            try desk.add(parts.here, saying: text, to: &here, in: &change)
            return try desk.splitOff(parts.there, from: here, in: &change).id
        }
    }

    /// Writes the case that was split off, whose later events link its calls.
    private func splitOff(
        _ new: Complaint, from here: ComplaintCase, in change: inout Change
    ) throws -> ComplaintCase {
        guard let first = new.history.first,
            let start = Complaint(id: new.id, history: [first])
        else { throw Refusal.noSuchComplaint }
        var row = ComplaintRow(
            id: new.id, number: try nextNumber(new.receipt.at, in: change.db),
            language: here.row.language, channel: here.row.channel,
            receivedAt: new.receipt.at, registeredBy: change.principal.person,
            registeredAt: change.now)
        row.customer = here.row.customer
        row.campaign = here.row.campaign
        row.productCode = here.row.productCode
        let words = try words(of: here.row)
        try seal([words.text ?? "", words.remedy, words.product], into: &row)
        let parties = try parties(of: here.id, in: change.db)
        var there = try begin(start, as: row, parties: parties, in: &change)
        for event in new.history.dropFirst() { try add(event, to: &there, in: &change) }
        try assignByRule(&there, in: &change)
        return there
    }

    private typealias Joining =
        @Sendable (ComplaintStanding, ComplaintStanding, String, Date) throws ->
        ComplaintStanding.Pair

    /// `number` is the other one's; nil for what the case was merged into.
    private func join(
        _ id: Complaint.ID, _ number: ComplaintNumber?, _ act: ComplaintAct,
        saying text: String, after event: Int?, by principal: Principal,
        _ joining: @escaping Joining
    ) async throws {
        let desk = self
        let text = try checked(words: text, of: act)
        try await change(by: principal, needing: act.permission(of: principal)) { change in
            var here = try desk.open(id, to: act, after: event, in: change)
            let other = try number.map { try desk.numbered($0, in: change.db) }
                ?? here.complaint.mergedInto
            guard let other else { throw Refusal(.needs([.isMember])) }
            var there = try desk.existing(other, for: principal, in: change.db)
            let pair = try joining(here.standing, there.standing, text, change.now)
            try desk.add(pair, saying: text, to: &here, &there, in: &change)
        }
    }

    /// Adds both events, and gives both what they know of each other then.
    private func add(
        _ pair: ComplaintStanding.Pair, saying text: String, to here: inout ComplaintCase,
        _ there: inout ComplaintCase, in change: inout Change
    ) throws {
        // The clocks of a member go by the whole, so the whole has its event first.
        try add(pair.there, saying: text, to: &there, in: &change)
        here.whole =
            here.complaint.after(pair.here).mergedInto == there.id ? there.complaint : nil
        try add(pair.here, saying: text, to: &here, in: &change)
    }

    /// Links a case that is being registered with another that its registrar sees.
    func link(
        _ here: inout ComplaintCase, with other: Complaint.ID, in change: inout Change
    ) throws {
        let person = change.principal.person
        var there = try existing(
            other, for: change.principal, needing: .registerComplaints, in: change.db)
        guard there.complaint.links.count < Complaint.Limits.links,
            there.complaint.history.count < Complaint.Limits.events
        else { throw Refusal(.needs([.room])) }
        let pair = (
            here: here.complaint.event(.link(other), by: person, at: change.now),
            there: there.complaint.event(.link(here.id), by: person, at: change.now)
        )
        try add(pair.there, to: &there, in: &change)
        try add(pair.here, to: &here, in: &change)
    }

    func numbered(_ number: ComplaintNumber, in db: Transaction) throws -> Complaint.ID {
        guard let row = try verified(db.complaint(numbered: number)) else {
            throw Refusal.noSuchComplaint
        }
        return row.id
    }
}
