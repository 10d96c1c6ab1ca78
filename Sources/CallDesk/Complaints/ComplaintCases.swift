import CallStore
import Calls
import Foundation

/// A complaint out of its rows, every one of them verified.
struct ComplaintCase {
    var row: ComplaintRow
    var standing: ComplaintStanding
    /// What it was merged into; nil when it wasn't.
    var whole: Complaint?

    var id: Complaint.ID { row.id }
    var complaint: Complaint { standing.complaint }
    var object: String { "complaint:\(row.id)" }

    /// What its clocks read at `now`, as part of what it was merged into where it was.
    func readings(at now: Date) -> [ClockReading] {
        guard let whole else { return standing.readings(at: now) }
        let asWhole = ComplaintStanding(whole, heldCalls: [], rules: standing.rules)
        return asWhole.readings(of: complaint, at: now)
    }
}

extension CallDesk {
    var complaintRules: ComplaintRules { settings.complaints.rules }

    /// Refused as unknown when there is none.
    func complaintCase(_ id: Complaint.ID, in db: Transaction) throws -> ComplaintCase {
        guard let row = try verified(db.complaint(id)) else { throw Refusal.noSuchComplaint }
        return try complaintCase(of: row, in: db)
    }

    func complaintCase(of row: ComplaintRow, in db: Transaction) throws -> ComplaintCase {
        let complaint = try history(of: row, in: db)
        let members = try complaint.members.sorted().map { id in
            guard let member = try verified(db.complaint(id)) else {
                throw DeskFault.rowAltered(table: ComplaintRow.table)
            }
            return try history(of: member, in: db)
        }
        var standing = ComplaintStanding(
            complaint, members: members, heldCalls: [], rules: complaintRules)
        standing.heldCalls = try held(standing.linkedCalls, in: db)
        let whole = try complaint.mergedInto.map { id in
            guard let row = try verified(db.complaint(id)) else {
                throw DeskFault.rowAltered(table: ComplaintRow.table)
            }
            return try history(of: row, in: db)
        }
        return ComplaintCase(row: row, standing: standing, whole: whole)
    }

    /// The case that the events of `row` tell of.
    func history(of row: ComplaintRow, in db: Transaction) throws -> Complaint {
        try complaint(row, from: db.complaintEvents(of: row.id))
    }

    /// Throws where an event was altered, added or left out.
    func complaint(
        _ row: ComplaintRow, from events: [ComplaintEventRow]
    ) throws -> Complaint {
        for event in events { try verify(event) }
        guard events.count == row.events,
            events.enumerated().allSatisfy({ $0.element.number == $0.offset + 1 }),
            let complaint = Complaint(id: row.id, history: events.map(\.event))
        else { throw DeskFault.rowAltered(table: ComplaintEventRow.table) }
        return complaint
    }

    /// Those of `calls` that a hold stands on.
    func held(_ calls: Set<Call.ID>, in db: Transaction) throws -> Set<Call.ID> {
        try calls.filter { id in
            guard let call = try verified(db.call(id)) else { return false }
            return try !standingHolds(on: call, in: db).isEmpty
        }
    }
}

/// Who sees what.
extension CallDesk {
    /// What `permission` opens to `principal`; nil for nothing.
    func complaintReach(
        _ permission: Permission, of principal: Principal
    ) -> ComplaintReach? {
        switch principal.visibility(permission) {
        case nil: nil
        case .everything?: .everything
        case .teams(let teams)?: .teams(teams, person: principal.person)
        // Who is asked about a case sees the question, and nothing else of it.
        case .agent?: .own(person: principal.person, agent: nil)
        }
    }

    /// Refused as unknown when `principal` doesn't see it by `permission`, or is its subject.
    func existing(
        _ id: Complaint.ID, for principal: Principal,
        needing permission: Permission = .seeComplaints, in db: Transaction
    ) throws -> ComplaintCase {
        guard let row = try verified(db.complaint(id)), isSeen(row, by: principal, permission)
        else { throw Refusal.noSuchComplaint }
        let found = try complaintCase(of: row, in: db)
        guard !isAbout(principal, found.standing) else { throw Refusal.noSuchComplaint }
        return found
    }

    func isSeen(
        _ row: ComplaintRow, by principal: Principal, _ permission: Permission
    ) -> Bool {
        complaintReach(permission, of: principal)?.covers(row) == true
    }

    /// Nobody is shown a case that is about them or about a call in which they spoke.
    func isAbout(_ principal: Principal, _ standing: ComplaintStanding) -> Bool {
        guard let agent = principal.agent else { return false }
        return ([standing.complaint] + standing.members).contains { $0.isAbout(agent) }
    }
}

extension Complaint {
    func isAbout(_ agent: Agent.ID) -> Bool { agents.contains(agent) }

    /// What it was last found to have come from, in whichever round; that a case is opened again
    /// doesn't make its causes unknown.
    var causes: Set<String> {
        for event in history.reversed() {
            if case .find(let findings) = event.deed { return findings.causes }
        }
        return []
    }

    /// Whom it is about: named in its receipt, or who spoke in a call that it is about.
    var agents: Set<Agent.ID> {
        receipt.about.union(calls.filter(\.isSubject).compactMap(\.agent))
    }
}

extension ComplaintReach {
    /// What the conditions of a list say, of one row.
    func covers(_ row: ComplaintRow) -> Bool {
        switch self {
        case .everything: true
        case .teams(let teams, let person):
            row.team.map(teams.contains) == true || row.isTheirs(person)
        case .own(let person, _): row.isTheirs(person)
        }
    }
}

extension ComplaintRow {
    fileprivate func isTheirs(_ person: String) -> Bool {
        registeredBy == person || assignee == person
    }
}

extension Refusal {
    static var complaintChanged: Refusal {
        Refusal(
            .conflict, .complaintChanged,
            "Somebody did something with this complaint meanwhile. Look at it, then do it again.")
    }

    static func badComplaint(_ sentence: String, _ subject: String) -> Refusal {
        Refusal(.invalid, .badComplaint, sentence, subject: subject)
    }
}
