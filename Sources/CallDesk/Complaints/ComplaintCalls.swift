import CallLedger
import CallStore
import Calls
import Foundation

/// What becomes of a call when it is linked to a complaint: it is held, and scored if the
/// complaint is about it.
extension CallDesk {
    /// Code of the scorecard by which calls that complaints are about are scored.
    static let complaintCard = "complaint-call"
    private static let complaintScoringDays = 5

    /// Places a hold on `call`, unless one for this complaint stands.
    func hold(_ call: Call.ID, for found: ComplaintCase, in change: inout Change) throws {
        guard let row = try verified(change.db.call(call)) else { throw Self.noSuchCall }
        let reason = "complaint \(found.row.number)"
        let standing = try standingHolds(on: row, in: change.db)
        if standing.contains(where: { $0.target == .call(call) && $0.because == reason }) {
            return
        }
        try place(holdOn: .call(call), because: reason, in: &change)
    }

    /// Puts `call` up for scoring by the complaint scorecard, if the house has published it, and
    /// unless it is scored by it already. It never enters an average.
    func queueForScoring(_ call: Call.ID, in change: inout Change) throws {
        guard let row = try verified(change.db.call(call)),
            let card = try verified(change.db.scorecard(code: Self.complaintCard)),
            let version = try verified(change.db.versionInForce(of: card.id, on: row.localDay))
                ?? verified(change.db.versionInForce(of: card.id, on: today.number))
        else { return }
        var filter = EvaluationFilter()
        filter.call = call
        filter.card = card.id
        guard try change.db.evaluations(
            filter, within: .everything, after: nil, limit: 1
        ).isEmpty else { return }
        let evaluation = EvaluationRow(
            id: change.newID(), of: row, stream: .single, pick: nil, card: version,
            madeAt: change.now,
            dueAt: WorkingDays.end(
                of: Self.complaintScoringDays, after: change.now, in: settings.zone))
        try change.db.insert(sealed(evaluation))
        try change.record(
            .evaluationMade, object: "evaluation:\(evaluation.id)",
            details: ["call": "\(call)", "scorecard": "\(card.id)"])
    }

    /// The call as a complaint links it. `isCovered` says whether `principal` sees it.
    func complaintCall(
        _ id: Call.ID, isSubject: Bool, for principal: Principal, in db: Transaction
    ) throws -> ComplaintCall {
        guard let row = try verified(db.call(id)),
            try ground(of: principal, .seeCall, on: row, in: db) != nil
        else { throw Self.noSuchCall }
        if try db.erasure(of: row.customerID) != nil { throw Self.alreadyErased }
        return ComplaintCall(id, agent: row.agentID, isSubject: isSubject)
    }
}
