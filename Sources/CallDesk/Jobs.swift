package import Calls
import CallLedger
import CallStore
import Foundation
import Logging

/// One kind of long work. A step does one batch and says in `job` how far it came; the batch and
/// that note share a transaction, so a step that was cut off is simply done again.
protocol JobWork: Sendable {
    /// Does what takes long and changes nothing, such as reading, before the transaction of the
    /// next step; `job` is as it was claimed.
    func prepared(for job: Job, of desk: CallDesk) async throws -> any JobWork

    /// Does the next batch in `change`, moves `job.cursor`, `job.done` and `job.total`, and sets
    /// `job.outcome` when all is done. Bound each batch to a fraction of a second.
    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws
}

extension JobWork {
    func prepared(for job: Job, of desk: CallDesk) async throws -> any JobWork { self }
}

extension CallDesk {
    /// What does the work of each kind.
    private func work(_ kind: Job.Kind) -> any JobWork {
        switch kind {
        case .rotateKeys: RotationWork()
        case .verify: VerificationWork()
        case .assignCalls: CallAssignment()
        case .sealCustomers: CustomerSealing()
        case .fillRollUps: RollUpFill()
        case .fillTallies: TallyFill()
        case .fillFigures: FigureFill()
        }
    }

    /// Puts long work on the list, unless some of its kind is under way already. Part of a change
    /// that records more; the work begins within a second of the commit.
    func start(
        _ kind: Job.Kind, particulars: String = "", in change: inout Change
    ) throws -> Job.ID {
        guard try change.db.openJob(kind) == nil else {
            throw Refusal(
                .conflict, .jobUnderWay,
                "This work is under way already. Look at the list of long work.",
                subject: kind.rawValue)
        }
        let job = Job(
            id: change.newID(), kind: kind, particulars: particulars,
            askedBy: change.principal.id, askedAt: change.now)
        try change.db.insert(job)
        try change.record(.jobStarted, object: "job:\(job.id)", reason: kind.rawValue)
        return job.id
    }

    /// Long work, the newest first; those kinds alone that `principal` may see.
    package func jobs(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<Job> {
        let limit = try checked(limit)
        let after: Job.ID? = try cursor.map(cursorID)
        return try await see(by: principal, needing: .seeJobs) { db in
            let jobs = try db.jobs(after: after, limit: limit + 1)
            return Page(
                items: Array(jobs.prefix(limit)),
                next: jobs.count > limit ? jobs[limit - 1].id.description : nil)
        }
    }

    package func job(_ id: Job.ID, by principal: Principal) async throws -> Job {
        try await see(by: principal, needing: .seeJobs) { db in
            guard let job = try db.job(id) else { throw Refusal.noSuchJob }
            return job
        }
    }

    /// Asks for an end; what was done by then stays.
    package func cancelJob(_ id: Job.ID, by principal: Principal) async throws {
        try await change(by: principal, needing: .cancelJobs) { change in
            guard try change.db.job(id) != nil else { throw Refusal.noSuchJob }
            guard try change.db.cancel(id, by: principal) else {
                throw Refusal(
                    .conflict, .alreadyDecided, "This work has ended or is being cancelled.")
            }
            try change.record(.jobCancelled, object: "job:\(id)")
        }
    }

    /// Works on whatever long work is open, until the task is cancelled.
    package func workOnJobs() async throws {
        await untilOpen()
        while !Task.isCancelled {
            var didWork = false
            do {
                didWork = try await stepOpenJob()
            } catch let refusal as Refusal where refusal.kind == .unavailable {
                await untilOpen()
            } catch let fault where fault.endsDaemon {
                throw fault
            }
            if !didWork { try? await Task.sleep(for: .milliseconds(500)) }
        }
    }

    /// One step of the oldest open work; false when there is none.
    @discardableResult
    package func stepOpenJob() async throws -> Bool {
        guard let node = nodes.run?.number else { return false }
        let silence = NodeStatus.silentAfterSeconds
        guard try await reaching({ try await database.read { try $0.hasOpenJob() } }) else {
            return false
        }
        let claimed = try await reaching {
            try await database.write { try $0.claimJob(node: node, silentSeconds: silence) }
        }
        guard let claimed else { return false }
        do {
            try await step(claimed)
        } catch let fault where !fault.endsDaemon && !(fault is Refusal) {
            log.error(
                "long work failed",
                metadata: ["event": "job.failed", "job": "\(claimed.id)", "fault": "\(fault)"])
            try await end(claimed, as: .failed, "It failed; the journal of the node says why.")
        }
        return true
    }

    private func step(_ claimed: Job) async throws {
        let desk = self
        if claimed.cancelledBy != nil { return try await end(claimed, as: .cancelled, "") }
        let ready = try await work(claimed.kind).prepared(for: claimed, of: self)
        try await changeUnasked { change in
            guard var job = try change.db.job(claimed.id), job.outcome == nil else { return }
            try ready.step(&job, in: &change, of: desk)
            if job.outcome != nil { job.endedAt = change.now }
            try change.db.update(job)
            if let outcome = job.outcome { try change.recordEnd(of: job, as: outcome) }
        }
    }

    private func end(_ job: Job, as outcome: Job.Outcome, _ sentence: String) async throws {
        try await changeUnasked { change in
            guard var job = try change.db.job(job.id), job.outcome == nil else { return }
            job.outcome = outcome
            job.sentence = sentence
            job.endedAt = change.now
            try change.db.update(job)
            try change.recordEnd(of: job, as: outcome)
        }
    }

    /// A change of the daemon's own, for what somebody asked for before.
    private func changeUnasked(
        _ body: @escaping @Sendable (inout Change) throws -> Void
    ) async throws {
        try await change(by: .daemon, needing: .workOnJobs) { change in
            change.isUnchanged = true
            try body(&change)
        }
    }
}

extension Change {
    fileprivate mutating func recordEnd(of job: Job, as outcome: Job.Outcome) throws {
        try record(
            .jobEnded, object: "job:\(job.id)", reason: job.kind.rawValue,
            details: ["outcome": outcome.rawValue, "done": "\(job.done)", "of": "\(job.total)"],
            outcome: outcome == .failed ? .failed : .done)
    }
}
