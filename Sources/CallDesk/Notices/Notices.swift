import CallLedger
import CallStore
package import Calls
import Foundation

/// What came of a message that somebody sent to try a channel.
package struct NoticeTest: Sendable, Equatable {
    /// Nil when it was sent.
    package var problem: NoticeProblem?
    /// The beginning of what the command wrote.
    package var output: String
}

/// Notices as those see them who run the house.
extension CallDesk {
    /// The newest first; of every state when `state` is nil.
    package func notices(
        _ state: Notice.State?, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<Notice> {
        let limit = try checked(limit)
        let after: Notice.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seeNotices) { db in
            let rows = try db.notices(state, after: after, limit: limit + 1)
            for row in rows { try desk.verify(row) }
            return Page(
                items: rows.prefix(limit).map(\.notice),
                next: rows.count > limit ? rows[limit - 1].notice.id.description : nil)
        }
    }

    package func notice(_ id: Notice.ID, by principal: Principal) async throws -> Notice {
        let desk = self
        return try await see(by: principal, needing: .seeNotices) { db in
            guard let row = try desk.verified(db.notice(id)) else { throw Refusal.noSuchNotice }
            return row.notice
        }
    }

    /// The channels as the settings have them.
    package func noticeChannels(by principal: Principal) async throws -> [NoticeChannel] {
        try require(.seeNotices, of: principal)
        return settings.notices.map(\.channel)
    }

    /// Sends what failed, was dropped or waits for another try at once, with all its tries anew.
    package func retryNotice(_ id: Notice.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .manageNotices) { change in
            guard var row = try desk.verified(change.db.notice(id)) else {
                throw Refusal.noSuchNotice
            }
            guard row.notice.state != .sent else {
                throw Refusal(
                    .conflict, .alreadyDecided, "This notice was sent. Nothing is left to do.")
            }
            // What is under way just now comes to its own end first.
            let isUnderWay = row.notice.state == .waiting && row.notice.problem == nil
            if !isUnderWay { row.notice.tries = 0 }
            row.notice.state = .waiting
            row.notice.endedAt = nil
            row.notice.nextTryAt = isUnderWay ? row.notice.nextTryAt : change.now
            try desk.write(&row, in: change)
            try change.record(
                .noticeRetried, object: row.notice.ledgerObject,
                details: row.notice.ledgerDetails)
        }
    }

    /// Gives up a notice that wasn't sent; it stays listed for a while.
    package func dropNotice(_ id: Notice.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .manageNotices) { change in
            guard var row = try desk.verified(change.db.notice(id)) else {
                throw Refusal.noSuchNotice
            }
            guard [.waiting, .failed].contains(row.notice.state) else {
                throw Refusal(
                    .conflict, .alreadyDecided,
                    "This notice was sent or dropped already. Look at the list of notices.")
            }
            row.notice.state = .dropped
            row.notice.endedAt = change.now
            try desk.write(&row, in: change)
            try change.record(
                .noticeDropped, object: row.notice.ledgerObject,
                details: row.notice.ledgerDetails)
        }
    }

    /// Sends a message of the kind `test` over the channel and waits for what comes of it.
    package func testNotices(
        over name: String, by principal: Principal
    ) async throws -> NoticeTest {
        let (desk, found) = (self, sender(name))
        let id: Notice.ID = try await change(by: principal, needing: .manageNotices) { change in
            guard found != nil else { throw Refusal.noSuchChannel }
            try change.record(.noticeTested, object: "channel:\(name)")
            return change.newID()
        }
        guard let found else { throw Refusal.noSuchChannel }
        let message = NoticeMessage(
            testing: found.channel, id: id.description, at: now().formatted(.iso8601))
        let bytes = try message.bytes
        // Whoever asks waits for it, and no answer may take longer than half a minute.
        let brief = found.briefly(secondsMax: 20)
        let stop = CommandStop()
        let ending = try await withTaskCancellationHandler {
            try await desk.run(brief, id: id.description, saying: bytes, until: stop)
        } onCancel: {
            stop.set()
        }
        return NoticeTest(
            problem: ending.problem, output: String(decoding: ending.output, as: UTF8.self))
    }

    func noticeMetrics() async -> [Metric] {
        let bound = 100_000
        let states: [Notice.State] = [.waiting, .failed]
        let counts = try? await database.read { try $0.noticeCounts(of: states, bound: bound) }
        let tried = Metric(
            "callaudit_notice_tries_total",
            help: "Tries of this daemon to send a notice, by what came of them.", kind: .counter,
            samples: NoticeTally.Outcome.allCases.map {
                .init(
                    labels: [.init("outcome", $0.rawValue)], value: Double(noticeTally.count($0)))
            })
        guard let counts else { return [tried] }
        return [
            tried,
            Metric(
                "callaudit_notices", help: "Notices that wait, or failed and want somebody.",
                kind: .gauge,
                samples: states.map {
                    .init(
                        labels: [.init("state", $0.rawValue)], value: Double(counts[$0] ?? 0))
                }),
        ]
    }
}
