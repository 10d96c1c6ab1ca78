import CallLedger
import CallStore
import CallVault
package import Calls
package import Foundation
import Synchronization

/// What a roster file would do, shown before it is done.
package struct RosterPreview: Sendable {
    package var plan: RosterPlan
    /// Names the file while it is kept; nil when there is nothing to do or it was refused.
    package var draft: String?
}

/// Files that were looked at and may be applied, for a quarter of an hour and whoever brought them.
final class RosterDrafts: Sendable {
    struct Draft {
        var data: Data
        var stamp: [UInt8]
        var principal: String
        var endsAt: Date
    }

    private static let countMax = 8
    private static let bytesMax = 2 * CSV.bytesMax
    private static let lifeSeconds = 900.0

    private let drafts = Mutex<[String: Draft]>([:])

    /// The oldest make room.
    func keep(_ data: Data, stamp: [UInt8], by principal: Principal, now: Date) -> String {
        let token = String(Identifier<Draft>(Int64.random(in: 0...Int64.max)).description)
        let draft = Draft(
            data: data, stamp: stamp, principal: principal.id,
            endsAt: now.addingTimeInterval(Self.lifeSeconds))
        drafts.withLock { drafts in
            drafts = drafts.filter { $0.value.endsAt > now }
            while drafts.count >= Self.countMax
                || drafts.values.reduce(data.count, { $0 + $1.data.count }) > Self.bytesMax,
                let oldest = drafts.min(by: { $0.value.endsAt < $1.value.endsAt })
            {
                drafts[oldest.key] = nil
            }
            drafts[token] = draft
        }
        return token
    }

    func take(_ token: String, by principal: Principal, now: Date) -> Draft? {
        drafts.withLock { drafts in
            guard let draft = drafts[token], draft.principal == principal.id, draft.endsAt > now
            else { return nil }
            drafts[token] = nil
            return draft
        }
    }
}

extension CallDesk {
    /// What the file would change, and what is wrong with it. Changes nothing.
    package func previewRoster(
        _ data: Data, by principal: Principal
    ) async throws -> RosterPreview {
        let desk = self
        let (plan, stamp) = try await see(by: principal, needing: .changeRoster) { db in
            let (book, stamp) = try desk.rosterBook(in: db)
            return (desk.plan(data, book, by: principal), stamp)
        }
        guard plan.problems.isEmpty, !plan.changesNothing else {
            return RosterPreview(plan: plan, draft: nil)
        }
        return RosterPreview(
            plan: plan,
            draft: rosterDrafts.keep(data, stamp: stamp, by: principal, now: now()))
    }

    /// Applies a file that was looked at; refused when the roster has changed since.
    package func importRoster(
        draft token: String, by principal: Principal
    ) async throws -> RosterPlan {
        try require(.changeRoster, of: principal)
        guard let draft = rosterDrafts.take(token, by: principal, now: now()) else {
            throw Refusal.rosterChanged
        }
        return try await importRoster(draft.data, expecting: draft.stamp, by: principal)
    }

    /// Applies a file as a whole or, when anything is wrong with it, not at all.
    package func importRoster(
        _ data: Data, by principal: Principal
    ) async throws -> RosterPlan {
        try await importRoster(data, expecting: nil, by: principal)
    }

    private func importRoster(
        _ data: Data, expecting expected: [UInt8]?, by principal: Principal
    ) async throws -> RosterPlan {
        let desk = self
        return try await change(by: principal, needing: .changeRoster) { change in
            let (book, stamp) = try desk.rosterBook(in: change.db)
            guard expected == nil || expected == stamp else { throw Refusal.rosterChanged }
            let plan = desk.plan(data, book, by: principal)
            if let first = plan.problems.first { throw Refusal.rosterProblems(first) }
            if plan.changesNothing {
                change.isUnchanged = true
                return plan
            }
            try desk.write(plan, in: change)
            let hasher = ContentHasher()
            hasher.update([UInt8](data))
            var details = ["content": hasher.finish().hexadecimal]
            for (outcome, count) in plan.counts { details[outcome.rawValue] = "\(count)" }
            details["teams"] = "\(plan.newTeams.count)"
            try change.record(.rosterImported, object: "roster", details: details)
            for link in plan.links {
                try change.record(.agentLinked, object: "agent:\(link.agent)")
            }
            try desk.assignCalls(of: plan.affected, in: &change)
            return plan
        }
    }

    private func plan(_ data: Data, _ book: RosterBook, by principal: Principal) -> RosterPlan {
        let file = RosterFile(zone: settings.zone)
        var (lines, problems) = file.read(data)
        if !principal.may(.manageAccounts) {
            let linking = lines.filter { line in
                line.account.map { $0 != book.people[line.staffCode]?.account } ?? false
            }
            problems += linking.prefix(RosterFile.problemsMax).map {
                RosterProblem(line: $0.number, .mayNotLink)
            }
            lines = lines.map { line in
                var line = line
                line.account = nil
                return line
            }
        }
        let (identifiers, now) = (identifiers, now())
        return RosterPlanning.plan(
            lines, problems: problems, book: book,
            today: RosterDate(zone: settings.zone).startOfDay(now)
        ) { identifiers.next(now: now) }
    }

    private func write(_ plan: RosterPlan, in change: Change) throws {
        for team in plan.newTeams {
            try change.db.insert(sealed(TeamRow(id: team.id, name: team.name)))
        }
        for person in plan.people.values {
            if plan.newPeople.contains(person.id) {
                try change.db.insert(
                    sealed(
                        AgentRow(
                            id: person.id, code: person.staffCode, firstSeenAt: change.now,
                            name: person.name)))
            } else if var row = try verified(change.db.agent(person.id)) {
                row.name = person.name
                row.version += 1
                try change.db.update(sealed(row))
            }
        }
        for code in plan.codes.values {
            let row = sealed(AgentCodeRow(code))
            try plan.newCodes.contains(code.id) ? change.db.insert(row) : change.db.update(row)
        }
        for membership in plan.memberships.values {
            let row = sealed(AgentTeamRow(membership))
            try plan.newMemberships.contains(membership.id)
                ? change.db.insert(row) : change.db.update(row)
        }
        for link in plan.links { try self.link(link.agent, to: link.account, in: change.db) }
    }

    /// The whole roster, and a hash that is another one after any change to it.
    func rosterBook(in db: Transaction) throws -> (book: RosterBook, stamp: [UInt8]) {
        var book = RosterBook()
        let hasher = ContentHasher()
        func checked<Row: RegulatedRow>(_ rows: [Row]) throws -> [Row] {
            for row in rows {
                try verify(row)
                hasher.update(row.rowMAC)
            }
            return rows
        }
        var accounts: [Agent.ID: String] = [:]
        for account in try db.accountNames() {
            book.accounts[account.name] = account.agent
            if let agent = account.agent { accounts[agent] = account.name }
        }
        for row in try checked(db.allAgents()) {
            book.people[row.code] = .init(
                id: row.id, staffCode: row.code, name: row.name, account: accounts[row.id])
        }
        for row in try checked(db.teams(limit: Transaction.rosterRowsMax)) {
            book.teams[row.name] = TeamSummary(id: row.id, name: row.name, closedAt: row.closedAt)
        }
        for row in try checked(db.allAgentCodes()) {
            book.codes[row.code.code, default: []].append(row.code)
        }
        for row in try checked(db.allAgentTeams()) {
            book.memberships[row.membership.agent, default: []].append(row.membership)
        }
        return (book, hasher.finish())
    }
}
