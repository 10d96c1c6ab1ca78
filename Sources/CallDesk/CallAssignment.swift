import CallLedger
import CallStore
import Calls
import Foundation

/// Which calls are to be looked at again: those of these agents, each within a time; of everybody
/// when there are too many to name.
private struct AssignmentParticulars: Codable {
    struct Part: Codable {
        var agent: Agent.ID
        /// UTC microseconds.
        var from: Int64
        var until: Int64?
    }

    static let partsMax = 10_000
    /// Nil for everybody.
    var parts: [Part]?
}

/// How far the work is.
private struct AssignmentCursor: Codable {
    var isCounted = false
    /// The part under way, or how many are counted.
    var place = 0
    /// The agent under way, when everybody is looked at.
    var agent: Agent.ID?
    var callAt: Int64?
    var call: Call.ID?
    var moved = 0
    var placed = 0
    var altered = 0
    var held = 0
}

extension CallDesk {
    /// Starts the work on the calls of `agents`, as far as they have any. It decides on each call
    /// anew, so that work that overlaps does no harm.
    func assignCalls(
        of agents: [Agent.ID: Validity], in change: inout Change
    ) throws {
        var parts: [AssignmentParticulars.Part]?
        if agents.count <= AssignmentParticulars.partsMax {
            let busy = try agents.sorted { $0.key < $1.key }.filter {
                try change.db.hasCalls(of: $0.key, within: $0.value)
            }
            if busy.isEmpty { return }
            parts = busy.map {
                .init(
                    agent: $0.key, from: $0.value.from.microseconds,
                    until: $0.value.until?.microseconds)
            }
        }
        let particulars = try JSONEncoder.stable.encode(AssignmentParticulars(parts: parts))
        let job = Job(
            id: change.newID(), kind: .assignCalls,
            particulars: String(decoding: particulars, as: UTF8.self),
            askedBy: change.principal.id, askedAt: change.now)
        try change.db.insert(job)
        try change.record(.jobStarted, object: "job:\(job.id)", reason: job.kind.rawValue)
    }
}

/// Gives calls to the agents whose codes they carry, and to the teams that these were in.
struct CallAssignment: JobWork {
    static let callsAtOnce = 500
    private static let agentsCountedAtOnce = 200
    private static let countingTime = Duration.milliseconds(200)

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        let particulars = try JSONDecoder.stable.decode(
            AssignmentParticulars.self, from: Data(job.particulars.utf8))
        var cursor =
            job.cursor.isEmpty
            ? AssignmentCursor()
            : try JSONDecoder.stable.decode(AssignmentCursor.self, from: Data(job.cursor.utf8))
        if !cursor.isCounted {
            try count(particulars, &cursor, &job, in: change)
        } else if let part = try part(particulars, &cursor, in: change.db) {
            try assign(part, &cursor, &job, in: change, of: desk)
        } else {
            try end(cursor, &job, in: &change)
        }
        job.cursor = String(decoding: try JSONEncoder.stable.encode(cursor), as: UTF8.self)
    }

    /// Counts some of the calls to look at.
    private func count(
        _ particulars: AssignmentParticulars, _ cursor: inout AssignmentCursor, _ job: inout Job,
        in change: Change
    ) throws {
        let began = ContinuousClock.now
        for _ in 0..<Self.agentsCountedAtOnce {
            if ContinuousClock.now - began > Self.countingTime { return }
            guard let part = try part(particulars, &cursor, in: change.db) else {
                cursor = AssignmentCursor(isCounted: true)
                return
            }
            job.total += try change.db.countCalls(of: part.agent, within: part.validity)
            goOn(behind: part, &cursor)
        }
    }

    /// The part under way; nil behind the last.
    private func part(
        _ particulars: AssignmentParticulars, _ cursor: inout AssignmentCursor,
        in db: Transaction
    ) throws -> AssignmentParticulars.Part? {
        if let parts = particulars.parts {
            return cursor.place < parts.count ? parts[cursor.place] : nil
        }
        if cursor.callAt != nil, let agent = cursor.agent {
            return .init(agent: agent, from: 0)
        }
        return try db.nextAgent(after: cursor.agent).map { .init(agent: $0, from: 0) }
    }

    private func goOn(
        behind part: AssignmentParticulars.Part, _ cursor: inout AssignmentCursor
    ) {
        cursor.place += 1
        cursor.agent = part.agent
        cursor.callAt = nil
        cursor.call = nil
    }

    private func assign(
        _ part: AssignmentParticulars.Part, _ cursor: inout AssignmentCursor, _ job: inout Job,
        in change: Change, of desk: CallDesk
    ) throws {
        let after = cursor.callAt.flatMap { at in
            cursor.call.map { CallCursor(startedAt: Date(microseconds: at), id: $0) }
        }
        let calls = try change.db.calls(
            of: part.agent, within: part.validity, after: after, limit: Self.callsAtOnce)
        if let agent = try desk.verified(change.db.agent(part.agent)) {
            let isHeld = try change.db.isHeld(agent.id)
            for call in calls {
                try assign(call, of: agent, isHeld: isHeld, &cursor, in: change, of: desk)
            }
        }
        job.done += Int64(calls.count)
        if job.total < job.done { job.total = job.done }
        if calls.count < Self.callsAtOnce {
            goOn(behind: part, &cursor)
        } else {
            cursor.agent = part.agent
            cursor.callAt = calls.last?.startedAt.microseconds
            cursor.call = calls.last?.id
        }
    }

    private func assign(
        _ old: CallRow, of agent: AgentRow, isHeld: Bool, _ cursor: inout AssignmentCursor,
        in change: Change, of desk: CallDesk
    ) throws {
        do {
            try desk.verify(old)
        } catch {
            // Sealing it anew would make what was altered look right.
            cursor.altered += 1
            return
        }
        var call = old
        let code = old.codeWritten ?? agent.code
        try desk.assign(code, to: &call, in: change)
        if call.agentID != old.agentID, isHeld {
            cursor.held += 1
            return
        }
        let now = call.agentID == agent.id ? agent : try call.agentID.flatMap(change.db.agent)
        if call.agentID != old.agentID {
            cursor.moved += 1
            let former = Set(SearchWords.indexed([agent.name].compactMap(\.self)))
            let kept = Set(SearchWords.indexed([code]))
            try change.db.removeWords(Array(former.subtracting(kept)).sorted(), from: call)
        } else if call.teamID != old.teamID {
            cursor.placed += 1
        }
        if let name = now?.name {
            try change.db.addWords(SearchWords.indexed([name]), to: call)
        }
        guard call.agentID != old.agentID || call.teamID != old.teamID
            || call.codeWritten != old.codeWritten
        else { return }
        try desk.write(&call, in: change)
    }

    private func end(
        _ cursor: AssignmentCursor, _ job: inout Job, in change: inout Change
    ) throws {
        job.outcome = .done
        job.sentence =
            "\(job.done) calls looked at: \(cursor.moved) given to another agent, "
            + "\(cursor.placed) to another team."
        if cursor.altered > 0 {
            job.sentence += " \(cursor.altered) were altered outside callaudit and left alone."
        }
        if cursor.held > 0 {
            job.sentence += " \(cursor.held) are on hold and stay where they are."
        }
        try change.record(
            .callsAssigned, object: "job:\(job.id)",
            details: [
                "calls": "\(job.done)", "moved": "\(cursor.moved)", "placed": "\(cursor.placed)",
                "altered": "\(cursor.altered)", "held": "\(cursor.held)",
            ])
    }
}

extension AssignmentParticulars.Part {
    var validity: Validity {
        Validity(from: Date(microseconds: from), until: until.map { Date(microseconds: $0) })
    }
}
