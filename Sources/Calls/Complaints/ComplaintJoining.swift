package import Foundation

/// Merging, splitting and linking: what happens to both cases at once. Each case keeps its own
/// history, its state and so its clocks; nothing is moved from one history to another.
extension ComplaintStanding {
    /// One event for each of two cases.
    package typealias Pair = (here: ComplaintEvent, there: ComplaintEvent)

    /// Merges this case into `other`, which is worked for both from now on.
    package func merging(
        into other: ComplaintStanding, by principal: Principal, saying text: String, at now: Date
    ) throws(Refusal) -> Pair {
        guard complaint.id != other.complaint.id, complaint.members.isEmpty else {
            throw Refusal(
                .conflict, .complaintMerged,
                complaint.members.isEmpty
                    ? "A complaint can't be merged with itself. Choose another."
                    : "Others were merged into this complaint. Merge the other one into this, or "
                        + "release them first.")
        }
        return try pair(
            (.merge(into: other.complaint.id), .absorb(complaint.id)), other,
            Wish(principal: principal, text: text, now: now))
    }

    /// Takes this case out of `other` again. It is then what it was before.
    package func leaving(
        _ other: ComplaintStanding, by principal: Principal, saying text: String, at now: Date
    ) throws(Refusal) -> Pair {
        guard complaint.mergedInto == other.complaint.id else {
            throw Refusal(
                .conflict, .complaintState,
                "This complaint wasn't merged into that one. Reload the page.")
        }
        return try pair(
            (.unmerge(from: other.complaint.id), .release(complaint.id)), other,
            Wish(principal: principal, text: text, now: now))
    }

    /// Notes on both cases that they are about one matter.
    package func linking(
        with other: ComplaintStanding, by principal: Principal, saying text: String, at now: Date
    ) throws(Refusal) -> Pair {
        guard complaint.id != other.complaint.id else {
            throw Refusal(
                .conflict, .complaintMerged,
                "A complaint can't be linked with itself. Choose another.")
        }
        return try pair(
            (.link(other.complaint.id), .link(complaint.id)), other,
            Wish(principal: principal, text: text, now: now))
    }

    /// Makes a case of its own of a part of this one, with `calls` of it. The new case was received
    /// when this one was, so that no time is won by splitting.
    package func splitting(
        off id: Complaint.ID, calls: [Call.ID], by principal: Principal, saying text: String,
        at now: Date
    ) throws(Refusal) -> (here: ComplaintEvent, there: Complaint) {
        let here = try event(
            of: .split(off: id, calls: calls), by: principal, saying: text, at: now)
        var receipt = complaint.receipt
        receipt.splitFrom = complaint.id
        receipt.place = complaint.place
        receipt.representatives = complaint.representatives
        var there = Complaint(id: id, receipt: receipt, by: principal.person, at: now)
        for call in complaint.calls where calls.contains(call.call) {
            there.add(there.event(.linkCall(call), by: principal.person, at: now))
        }
        return (here, there)
    }

    /// Events of the case and of all merged into it, as they happened.
    package var timeline: [(complaint: Complaint.ID, event: ComplaintEvent)] {
        ([complaint] + members)
            .flatMap { one in one.history.map { (complaint: one.id, event: $0) } }
            .sorted {
                ($0.event.at, $0.complaint, $0.event.number)
                    < ($1.event.at, $1.complaint, $1.event.number)
            }
    }

    private struct Wish {
        let principal: Principal
        let text: String
        let now: Date
    }

    private func pair(
        _ deeds: (here: ComplaintDeed, there: ComplaintDeed), _ other: ComplaintStanding,
        _ wish: Wish
    ) throws(Refusal) -> Pair {
        let here = try event(
            of: deeds.here, by: wish.principal, saying: wish.text, at: wish.now)
        let there = try other.event(
            of: deeds.there, by: wish.principal, saying: wish.text, at: wish.now)
        return (here, there)
    }
}
