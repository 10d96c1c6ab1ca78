package import Calls
import Foundation

/// Long work as stored.
extension Transaction {
    package func insert(_ job: Job) throws {
        try execute("""
            INSERT INTO job
              (id, kind, particulars, asked_by, asked_at, cursor, done, total, beat_at, sentence)
            VALUES (\(job.id), \(job.kind.rawValue), \(job.particulars), \(job.askedBy),
              \(job.askedAt), \(job.cursor), \(job.done), \(job.total), 0, \(job.sentence))
            """)
    }

    package func job(_ id: Job.ID) throws -> Job? {
        try row("SELECT * FROM job WHERE id = \(id)").map(Job.init)
    }

    /// The newest first.
    package func jobs(after id: Job.ID?, limit: Int) throws -> [Job] {
        let behind: SQL = id.map { "WHERE id < \($0)" } ?? ""
        return try rows("SELECT * FROM job \(behind) ORDER BY id DESC LIMIT \(limit)")
            .map(Job.init)
    }

    /// Work of `kind` that hasn't ended.
    package func openJob(_ kind: Job.Kind) throws -> Job? {
        try row("""
            SELECT * FROM job WHERE outcome IS NULL AND kind = \(kind.rawValue)
            ORDER BY id LIMIT 1
            """).map(Job.init)
    }

    package func hasOpenJob() throws -> Bool {
        try row("SELECT 1 AS one FROM job WHERE outcome IS NULL LIMIT 1") != nil
    }

    /// The oldest open work that is this node's, or that no node has beaten for `silentSeconds`;
    /// it is this node's from then on.
    package func claimJob(node: NodeNumber, silentSeconds: Double) throws -> Job? {
        let silence = Int64(silentSeconds * 1_000_000)
        let found = try row("""
            SELECT * FROM job
            WHERE outcome IS NULL
              AND (node IS NULL OR node = \(Int(node)) OR beat_at < \(nowMicroseconds) - \(silence))
            ORDER BY id LIMIT 1
            """).map(Job.init)
        guard let found else { return nil }
        try execute("""
            UPDATE job SET node = \(Int(node)), beat_at = \(nowMicroseconds) WHERE id = \(found.id)
            """)
        return found
    }

    /// Notes how far `job` is, and its end when it has one; nothing when it ended before.
    package func update(_ job: Job) throws {
        try execute("""
            UPDATE job SET cursor = \(job.cursor), done = \(job.done), total = \(job.total),
              sentence = \(job.sentence), outcome = \(job.outcome?.rawValue),
              ended_at = \(job.endedAt), beat_at = \(nowMicroseconds)
            WHERE id = \(job.id) AND outcome IS NULL
            """)
    }

    /// False when it has ended already.
    package func cancel(_ id: Job.ID, by principal: Principal) throws -> Bool {
        try changes("""
            UPDATE job SET cancelled_by = \(principal.id)
            WHERE id = \(id) AND outcome IS NULL AND cancelled_by IS NULL
            """) == 1
    }
}

extension Job {
    init(_ row: Row) throws {
        let name: String = try row.get("kind")
        guard let kind = Kind(rawValue: name) else {
            throw StoreFault.unexpectedRow("a job of the kind \(name)")
        }
        self.init(
            id: try row.get("id"), kind: kind, particulars: try row.get("particulars"),
            askedBy: try row.get("asked_by"), askedAt: try row.get("asked_at"))
        cursor = try row.get("cursor")
        done = try row.get("done")
        total = try row.get("total")
        cancelledBy = try row.get("cancelled_by")
        outcome = (try row.get("outcome") as String?).flatMap { Outcome(rawValue: $0) }
        sentence = try row.get("sentence")
        endedAt = try row.get("ended_at")
    }
}
