import CallStore
package import Calls
import Foundation

/// Seeing what is agreed with agents: they see what is about them, others what is about their
/// teams.
extension CallDesk {
    /// What hasn't ended, the most urgent first; or what has, the latest first.
    package func coachings(
        _ filter: CoachingFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CoachingSummary> {
        let limit = try checked(limit)
        let after = try cursor.map(CoachingCursor.init(text:))
        let (desk, visibility) = (self, try visibility(.seeCoaching, of: principal))
        let today = today
        return try await see(by: principal, needing: .seeCoaching) { db in
            var filter = filter
            if let code = filter.agentCode {
                guard let agent = try db.agent(code: db.listedAgent(code: code)) else {
                    return Page(items: [], next: nil)
                }
                filter.agent = agent.id
            }
            let rows = try db.coachings(
                filter, within: visibility, today: today.number, after: after,
                limit: limit + 1)
            let shown = rows.prefix(limit)
            var items = shown.map(desk.summary)
            var titles: [String: String?] = [:]
            for place in items.indices {
                let maker = items[place].madeBy
                if titles[maker] == nil { titles[maker] = try desk.title(of: maker, in: db) }
                items[place].maker = titles[maker] ?? nil
            }
            return Page(
                items: items,
                next: rows.count > limit ? shown.last?.coaching.cursor.text : nil)
        }
    }

    package func coaching(
        _ id: Coaching.ID, by principal: Principal
    ) async throws -> CoachingDetail {
        let desk = self
        return try await see(by: principal, needing: .seeCoaching) { db in
            let row = try desk.existing(id, for: principal, needing: .seeCoaching, in: db)
            guard let listed = try db.listedCoaching(id) else { throw Refusal.noSuchCoaching }
            let steps = try db.steps(of: id, limit: Coaching.Limits.steps).map(desk.step)
            var detail = CoachingDetail(
                summary: desk.summary(listed), text: try desk.text(of: row),
                topics: try desk.topics(of: row, in: db), steps: steps)
            detail.mayAcknowledge = desk.mayAcknowledge(row, principal)
            detail.mayFinish = row.state == .acknowledged && desk.mayEnd(row, principal)
            detail.mayWithdraw = !row.state.isEnded && desk.mayEnd(row, principal)
            for done in Set(steps.map(\.doneBy)) {
                detail.titles[done] = try desk.title(of: done, in: db)
            }
            return detail
        }
    }

    /// How many wait for `principal`: of an agent those that they haven't acknowledged, of others
    /// those that are overdue. Counted to 100.
    package func coachingToDo(by principal: Principal) async throws -> Int {
        let (visibility, today) = (try visibility(.seeCoaching, of: principal), today)
        var filter = CoachingFilter()
        if principal.may(.manageCoaching) {
            filter.isOverdue = true
        } else if principal.may(.acknowledgeCoaching) {
            filter.states = [.open]
        } else {
            return 0
        }
        return try await see(by: principal, needing: .seeCoaching) { [filter] db in
            try db.countCoachings(
                filter, within: visibility, today: today.number, bound: Self.pageMax)
        }
    }

    var today: LocalDay { LocalDay(of: now(), in: settings.zone) }

    func summary(_ row: ListedCoachingRow) -> CoachingSummary {
        let coaching = row.coaching
        var summary = CoachingSummary(
            id: coaching.id, kind: coaching.kind, state: coaching.state, agent: coaching.agent,
            agentCode: row.agent, day: LocalDay(number: coaching.day),
            dueThrough: LocalDay(number: coaching.dueDay), madeBy: coaching.madeBy,
            madeAt: coaching.madeAt)
        summary.agentName = row.agentName
        summary.topics = row.topics
        return summary
    }
}

extension CoachingRow {
    fileprivate var cursor: CoachingCursor { CoachingCursor(dueDay: dueDay, id: id) }
}

extension CoachingCursor {
    fileprivate init(text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Int(parts[0]), LocalDay.range.contains(day),
            let id = Coaching.ID(text: parts[1])
        else { throw CallDesk.badCursor }
        self.init(dueDay: day, id: id)
    }

    fileprivate var text: String { "\(dueDay).\(id)" }
}
