import CallLedger
import CallStore
package import Calls
import Foundation
import Logging

/// Sending what waits. A node claims what is due by pushing its next try beyond the time that the
/// command has, sends it, and writes what came of it. One that dies in between leaves the notice
/// to whoever comes once that time is over, so it goes out again under the same id.
extension CallDesk {
    private static var atOnce: Int { 4 }
    private static var altered: Double { 3_600 }
    private static var keptDays: Double { 90 }
    private static var forgottenAtOnce: Int { 500 }
    private static var idleSeconds: Int { 1 }
    private static var idlesToForget: Int { 600 }

    /// Sends what is due until the task is cancelled; commands that run then are ended.
    package func keepNotices() async throws {
        await untilOpen()
        var idles = 0
        while !Task.isCancelled {
            do {
                if try await sendNotices(by: .daemon) > 0 { continue }
                if idles % Self.idlesToForget == 0 { try await forgetNotices(by: .daemon) }
                idles += 1
            } catch is CancellationError {
                return
            } catch let refusal as Refusal where refusal.kind == .unavailable {
                await untilOpen()
            } catch let fault where fault.endsDaemon {
                throw fault
            } catch {
                log.error(
                    "sending notices failed",
                    metadata: ["event": "notice.fault", "fault": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(Self.idleSeconds))
        }
    }

    /// Sends some of what is due, side by side; how many notices it dealt with.
    package func sendNotices(by principal: Principal) async throws -> Int {
        let (desk, now) = (self, now())
        let due = try await see(by: principal, needing: .workOnJobs) { db in
            try db.dueNotices(at: now, limit: Self.atOnce)
        }
        guard !due.isEmpty else { return 0 }
        let claimed = try await change(by: principal, needing: .workOnJobs) { change in
            change.isUnchanged = true
            var claimed: [ClaimedNotice] = []
            for id in due {
                if let notice = try desk.claim(id, in: &change) { claimed.append(notice) }
            }
            return claimed
        }
        let stop = CommandStop()
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for notice in claimed {
                    group.addTask { try await desk.send(notice, by: principal, until: stop) }
                }
                try await group.waitForAll()
            }
        } onCancel: {
            stop.set()
        }
        return due.count
    }

    /// Makes `id` this node's for a while; nil when it is another's, or there is nothing to send.
    private func claim(_ id: Notice.ID, in change: inout Change) throws -> ClaimedNotice? {
        var row: NoticeRow
        do {
            guard let found = try verified(change.db.notice(id)) else { return nil }
            row = found
        } catch {
            log.error(
                "a notice was altered and isn't sent",
                metadata: ["event": "notice.altered", "notice": "\(id)", "fault": "\(error)"])
            try change.db.putOffNotice(id, until: change.now + Self.altered)
            return nil
        }
        guard row.notice.state == .waiting, row.notice.nextTryAt <= change.now else { return nil }
        guard let sender = sender(row.notice.channel) else {
            try fail(&row, for: .noChannel, in: &change)
            return nil
        }
        guard row.notice.tries < sender.channel.tries else {
            try fail(&row, for: .cutOff, in: &change)
            return nil
        }
        let person = try noticePerson(row.notice.recipient, in: change.db)
        let to = sender.channel.addresses(
            for: row.notice.recipient, account: person.account, roles: person.roles)
        if let to, to.isEmpty {
            try fail(&row, for: .nobody, in: &change)
            return nil
        }
        var message = NoticeMessage(
            row.notice, at: row.notice.madeAt.formatted(.iso8601), to: to,
            page: sender.channel.page)
        if sender.channel.sendsPersonalData {
            message.personal = try personal(of: row.notice, in: &change)
        }
        row.notice.tries += 1
        row.notice.nextTryAt = change.now + sender.channel.leaseSeconds
        try write(&row, in: change)
        return ClaimedNotice(
            id: id, tries: row.notice.tries, sender: sender, message: try message.bytes)
    }

    private func send(
        _ claimed: ClaimedNotice, by principal: Principal, until stop: CommandStop
    ) async throws {
        let ending = try await run(
            claimed.sender, id: claimed.id.description, saying: claimed.message, until: stop)
        let desk = self
        try await change(by: principal, needing: .workOnJobs) { change in
            change.isUnchanged = true
            // Whoever took it meanwhile, or dropped it, says what became of it.
            guard var row = try desk.verified(change.db.notice(claimed.id)),
                row.notice.state == .waiting, row.notice.tries == claimed.tries
            else { return }
            try desk.settle(
                &row, ending.problem, over: claimed.sender.channel, in: &change)
        }
    }

    /// Runs the command of a channel on a thread of its own.
    func run(
        _ sender: NoticeSender, id: String, saying message: [UInt8], until stop: CommandStop
    ) async throws -> NoticeCommand.Ending {
        let seconds = Int64(now().timeIntervalSince1970)
        let command = NoticeCommand(
            words: sender.channel.command,
            environment: sender.environment(id: id, seconds: seconds, message: message),
            secondsMax: sender.channel.secondsMax)
        return try await BlockingWork.run { command.run(saying: message, until: stop) }
    }

    /// Writes what came of a try.
    private func settle(
        _ row: inout NoticeRow, _ problem: NoticeProblem?, over channel: NoticeChannel,
        in change: inout Change
    ) throws {
        guard let problem else {
            row.notice.state = .sent
            row.notice.problem = nil
            row.notice.endedAt = change.now
            noticeTally.note(.sent)
            return try write(&row, in: change)
        }
        guard row.notice.tries < channel.tries else {
            return try fail(&row, for: problem, in: &change)
        }
        row.notice.problem = problem
        row.notice.nextTryAt =
            change.now
            + channel.pauseSeconds(
                after: row.notice.tries, chance: Double.random(in: 0..<1))
        noticeTally.note(.retried)
        try write(&row, in: change)
    }

    private func fail(
        _ row: inout NoticeRow, for problem: NoticeProblem, in change: inout Change
    ) throws {
        row.notice.state = .failed
        row.notice.problem = problem
        row.notice.endedAt = change.now
        noticeTally.note(.failed)
        try write(&row, in: change)
        try change.record(
            .noticeFailed, object: row.notice.ledgerObject, reason: problem.text,
            details: row.notice.ledgerDetails, outcome: .failed)
    }

    func write(_ row: inout NoticeRow, in change: Change) throws {
        row.version += 1
        row = sealed(row)
        try change.db.update(row)
    }

    func sender(_ name: String) -> NoticeSender? {
        settings.notices.first { $0.channel.name == name }
    }

    private func forgetNotices(by principal: Principal) async throws {
        let (then, most) = (now() - Self.keptDays * 86_400, Self.forgottenAtOnce)
        try await change(by: principal, needing: .workOnJobs) { change in
            change.isUnchanged = true
            _ = try change.db.forgetNotices(endedBefore: then, limit: most)
        }
    }
}

/// A notice that is this node's to send.
struct ClaimedNotice: Sendable {
    var id: Notice.ID
    /// With this one.
    var tries: Int
    var sender: NoticeSender
    var message: [UInt8]
}

extension Notice {
    var ledgerObject: String { "notice:\(id)" }

    var ledgerDetails: [String: String] {
        ["about": object, "channel": channel, "kind": kind.rawValue, "tries": "\(tries)"]
    }
}
