package import Calls
import Foundation

/// Walking an agent's calls, and giving them to somebody else.
extension Transaction {
    /// At most `limit` calls of `agent` that begin within `validity`, the earliest first, behind
    /// `cursor`.
    package func calls(
        of agent: Agent.ID, within validity: Validity, after cursor: CallCursor?, limit: Int
    ) throws -> [CallRow] {
        let behind: SQL = cursor.map { "AND (started_at, id) > (\($0.startedAt), \($0.id))" } ?? ""
        return try rows("""
            SELECT * FROM call
            WHERE agent_id = \(agent) AND \(Self.isWithin(validity)) \(behind)
            ORDER BY started_at, id LIMIT \(limit)
            """).map(CallRow.init)
    }

    package func countCalls(of agent: Agent.ID, within validity: Validity) throws -> Int64 {
        try row("""
            SELECT count(*) AS count FROM call
            WHERE agent_id = \(agent) AND \(Self.isWithin(validity))
            """)?.get("count") ?? 0
    }

    package func hasCalls(of agent: Agent.ID, within validity: Validity) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM call
            WHERE agent_id = \(agent) AND \(Self.isWithin(validity)) LIMIT 1
            """) != nil
    }

    package func nextAgent(after id: Agent.ID?) throws -> Agent.ID? {
        try row("SELECT id FROM agent WHERE id > \(id ?? Agent.ID(0)) ORDER BY id LIMIT 1")?
            .get("id")
    }

    /// Adds words by which `call` is found.
    package func addWords(_ words: [String], to call: CallRow) throws {
        guard !words.isEmpty else { return }
        let rows = words.prefix(SearchWords.wordsMax).map { word in
            "(\(word), \(call.startedAt), \(call.id))" as SQL
        }
        try execute("""
            INSERT INTO call_word (word, started_at, call_id)
            VALUES \(rows.joined(separator: ", ")) ON CONFLICT DO NOTHING
            """)
    }

    package func removeWords(_ words: [String], from call: CallRow) throws {
        guard !words.isEmpty else { return }
        let list = words.prefix(SearchWords.wordsMax).map { "\($0)" as SQL }
        try execute("""
            DELETE FROM call_word
            WHERE started_at = \(call.startedAt) AND call_id = \(call.id)
              AND word IN (\(list.joined(separator: ", ")))
            """)
    }

    /// Whether everything of `agent` is held.
    package func isHeld(_ agent: Agent.ID) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM hold LEFT JOIN hold_release r ON r.hold_id = hold.id
            WHERE hold.kind = 'agent' AND hold.object_id = \(agent) AND r.hold_id IS NULL LIMIT 1
            """) != nil
    }

    private static func isWithin(_ validity: Validity) -> SQL {
        let from: SQL = "started_at >= \(validity.from)"
        return validity.until.map { from + " AND started_at < \($0)" } ?? from
    }
}
