package import Calls

/// What looking for alterations found, as stored beside the job that looked.
extension Transaction {
    package func insert(_ findings: [Finding], of job: Job.ID, from number: Int64) throws {
        for (place, finding) in findings.enumerated() {
            try execute("""
                INSERT INTO finding (job_id, number, table_name, row_key, kind)
                VALUES (\(job), \(number + Int64(place)), \(finding.table), \(finding.row),
                  \(finding.kind.rawValue))
                """)
        }
    }

    /// In the order in which they were found.
    package func findings(of job: Job.ID, limit: Int) throws -> [Finding] {
        try rows("""
            SELECT * FROM finding WHERE job_id = \(job) ORDER BY number LIMIT \(limit)
            """).map { row in
            let name: String = try row.get("kind")
            guard let kind = Finding.Kind(rawValue: name) else {
                throw StoreFault.unexpectedRow("a finding of the kind \(name)")
            }
            return Finding(
                table: try row.get("table_name"), row: try row.get("row_key"), kind: kind)
        }
    }

    /// Forgets the findings of all but the newest `count` jobs that have some.
    package func keepFindings(ofNewest count: Int) throws {
        try execute("""
            DELETE FROM finding WHERE job_id NOT IN (
              SELECT job_id FROM finding GROUP BY job_id ORDER BY job_id DESC LIMIT \(count))
            """)
    }

    package func latestJob(_ kind: Job.Kind) throws -> Job? {
        try row("""
            SELECT * FROM job WHERE kind = \(kind.rawValue) ORDER BY id DESC LIMIT 1
            """).map(Job.init)
    }
}

extension Transaction {
    /// Whether `recording` has measures of exactly the channels from 0 on.
    package func hasChannels(_ count: Int, of recording: Recording.ID) throws -> Bool {
        let found = try row("""
            SELECT count(*) AS count, max(channel) AS last FROM channel_measure
            WHERE recording_id = \(recording)
            """)
        guard let found else { return false }
        let last: Int = try found.get("last") ?? -1
        return try found.get("count") as Int == count && last == count - 1
    }

    /// Whether the ledger's entry of this number concerns a customer who was erased.
    package func isOfErased(entry: Int64) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM ledger_customer c
              JOIN erasure e ON e.customer_id = c.customer_id
            WHERE c.seq = \(entry) LIMIT 1
            """) != nil
    }

    /// Recordings behind `id` that have their keys, by id.
    package func recordings(after id: Int64, limit: Int) throws -> [RecordingRow] {
        try rows("""
            SELECT * FROM recording WHERE id > \(id) AND wrapped_key IS NOT NULL
            ORDER BY id LIMIT \(limit)
            """).map(RecordingRow.init)
    }

    package func countRecordingsWithKeys() throws -> Int64 {
        try row("SELECT count(*) AS count FROM recording WHERE wrapped_key IS NOT NULL")?
            .get("count") ?? 0
    }
}

extension Transaction {
    package func hasLedgerEntry(ofAction action: String) throws -> Bool {
        try row("SELECT 1 AS one FROM ledger_entry WHERE action = \(action) LIMIT 1") != nil
    }
}
