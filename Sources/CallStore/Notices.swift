package import Calls
package import Foundation

extension Transaction {
    package func insert(_ row: NoticeRow) throws {
        let notice = row.notice
        try execute("""
            INSERT INTO notice
              (id, kind, object, recipient, channel, facts, made_at, state, tries, next_try_at,
               problem, ended_at, version, row_mac)
            VALUES (\(notice.id), \(notice.kind.rawValue), \(notice.object),
              \(notice.recipient.text), \(notice.channel), \(row.factsJSON),
              \(notice.madeAt), \(notice.state.rawValue), \(notice.tries),
              \(notice.nextTryAt), \(notice.problem?.text), \(notice.endedAt), \(row.version),
              \(row.rowMAC))
            """)
    }

    /// Writes what became of a notice; what it says never changes.
    package func update(_ row: NoticeRow) throws {
        let notice = row.notice
        try execute("""
            UPDATE notice SET
              state = \(notice.state.rawValue), tries = \(notice.tries),
              next_try_at = \(notice.nextTryAt), problem = \(notice.problem?.text),
              ended_at = \(notice.endedAt), version = \(row.version), row_mac = \(row.rowMAC)
            WHERE id = \(notice.id)
            """)
    }

    package func notice(_ id: Notice.ID) throws -> NoticeRow? {
        try row("SELECT * FROM notice WHERE id = \(id)").map(NoticeRow.init)
    }

    /// The newest first; of every state when `state` is nil.
    package func notices(
        _ state: Notice.State?, after id: Notice.ID?, limit: Int
    ) throws -> [NoticeRow] {
        let known: SQL = state.map { "state = \($0.rawValue)" } ?? "1 = 1"
        let behind: SQL = id.map { "AND id < \($0)" } ?? ""
        return try rows("""
            SELECT * FROM notice WHERE \(known) \(behind) ORDER BY id DESC LIMIT \(limit)
            """).map(NoticeRow.init)
    }

    /// Those whose time has come, the longest due first.
    package func dueNotices(at now: Date, limit: Int) throws -> [Notice.ID] {
        try rows("""
            SELECT id FROM notice WHERE state = 'waiting' AND next_try_at <= \(now)
            ORDER BY next_try_at, id LIMIT \(limit)
            """).map { try $0.get("id") }
    }

    /// Leaves a notice alone until `then`, whatever else stands in its row: its code isn't made
    /// anew, so that an altered one stays found.
    package func putOffNotice(_ id: Notice.ID, until then: Date) throws {
        try execute("UPDATE notice SET next_try_at = \(then) WHERE id = \(id)")
    }

    /// When `object` was last told of under `kind` over `channel`; with `facts`, in these words.
    package func lastNotice(
        of object: String, _ kind: Notice.Kind, over channel: String,
        saying facts: [Notice.Fact: String]? = nil
    ) throws -> Date? {
        let same: SQL = facts.map { facts in
            let notice = Notice(
                id: Notice.ID(0), kind: kind, object: object, recipient: .everybody,
                channel: channel, facts: facts, madeAt: .distantPast)
            return "AND facts = \(notice.factsJSON)"
        } ?? ""
        return try row("""
            SELECT max(made_at) AS at FROM notice
            WHERE object = \(object) AND kind = \(kind.rawValue) AND channel = \(channel) \(same)
            """)?.get("at")
    }

    /// How many there are of each of `states`, counted to `bound`.
    package func noticeCounts(
        of states: [Notice.State], bound: Int
    ) throws -> [Notice.State: Int] {
        var counts: [Notice.State: Int] = [:]
        for state in states {
            counts[state] = try row("""
                SELECT count(*) AS count FROM (
                  SELECT 1 AS one FROM notice WHERE state = \(state.rawValue) LIMIT \(bound)) found
                """)?.get("count") ?? 0
        }
        return counts
    }

    /// Forgets some of those that were sent or dropped before `then`; how many.
    package func forgetNotices(endedBefore then: Date, limit: Int) throws -> Int {
        var forgotten = 0
        for state in [Notice.State.sent, .dropped] {
            forgotten += try changes("""
                DELETE FROM notice WHERE id IN (
                  SELECT id FROM notice
                  WHERE state = \(state.rawValue) AND ended_at < \(then)
                  ORDER BY ended_at, id LIMIT \(limit))
                """)
        }
        return forgotten
    }
}
