import CallStore
package import Calls
import Foundation

/// Seeing what is done against causes.
extension CallDesk {
    /// What hasn't ended, the most urgent first; or what has, the latest first.
    package func actions(
        _ filter: ActionFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<ActionSummary> {
        let limit = try checked(limit)
        let after = try cursor.map(ActionCursor.init(text:))
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            let rows = try db.actions(
                desk.selection(filter, for: principal), within: desk.reach(of: principal),
                after: after, limit: limit + 1)
            let shown = rows.prefix(limit)
            return Page(
                items: try desk.summaries(of: Array(shown), in: db),
                next: rows.count > limit ? shown.last?.cursor.text : nil)
        }
    }

    /// How many wait for `principal`: theirs that are overdue, and for who checks what others did.
    /// Counted to 100.
    package func actionsToDo(by principal: Principal) async throws -> Int {
        let desk = self
        let (person, maySee) = (principal.person, principal.may(.seeComplaints))
        let mayCheck = principal.may(.overseeComplaints)
        guard maySee, mayCheck || principal.may(.workComplaints) else { return 0 }
        return try await see(by: principal, needing: .seeComplaints) { db in
            var (mine, checks) = (ActionFilter(), ActionFilter())
            (mine.owner, mine.due) = (person, .overdue)
            checks.due = .check
            let reach = desk.reach(of: principal)
            let own = try db.countActions(
                desk.selection(mine, for: principal), within: reach, bound: Self.pageMax)
            guard mayCheck else { return own }
            return try own
                + db.countActions(
                    desk.selection(checks, for: principal), within: reach, bound: Self.pageMax)
        }
    }

    package func actionID(
        numbered number: Int, by principal: Principal
    ) async throws -> CorrectiveAction.ID {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            guard let row = try desk.verified(db.action(numbered: number)),
                desk.sees(row, principal)
            else { throw Refusal.noSuchAction }
            return row.id
        }
    }

    package func action(
        _ id: CorrectiveAction.ID, by principal: Principal
    ) async throws -> ActionDetail {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            let found = try desk.existing(id, for: principal, in: db)
            guard let summary = try desk.summaries(of: [found.row], in: db).first else {
                throw Refusal.noSuchAction
            }
            var detail = ActionDetail(
                summary: summary, action: found.action, classes: desk.complaintRules.classes,
                today: found.standing.today)
            try desk.tell(&detail, of: found, in: db)
            detail.figures = try desk.figures(of: found.action, in: db)
            detail.acts = found.standing.acts(of: principal)
            if detail.acts.contains(.assign) { detail.owners = try desk.actionOwners(in: db) }
            detail.complaints = try desk.seen(
                Set(db.actionComplaints(of: id).map(desk.verifiedComplaint)), by: principal,
                in: db)
            return detail
        }
    }

    private func verifiedComplaint(_ link: ActionComplaintRow) throws -> Complaint.ID {
        try verify(link)
        return link.complaint
    }

    /// What was done and said, and by whom.
    private func tell(
        _ detail: inout ActionDetail, of found: ActionCase, in db: Transaction
    ) throws {
        var people = Set(found.action.history.map(\.by)).union([found.action.owner])
        for event in found.action.history {
            switch event.deed {
            case .assign(let person): people.insert(person)
            case .open(let plan): people.insert(plan.owner)
            default: break
            }
        }
        for person in people { detail.titles[person] = try title(of: person, in: db) }
        detail.timeline = try db.actionEvents(of: found.id).map { row in
            var line = ActionDetail.Event(row.event)
            line.byTitle = detail.titles[row.event.by]
            line.text = try text(of: row)
            return line
        }
    }

    /// Counted by the same rules as all rates, on the days around the one on which it was done; nil
    /// until then, and where there are too many calls to count their customers.
    func figures(
        of action: CorrectiveAction, in db: Transaction
    ) throws -> ActionDetail.Figures? {
        do {
            return try counted(action, in: db)
        } catch let refusal as Refusal where refusal.code == .tooManyCallsToCount {
            return nil
        }
    }

    private func counted(
        _ action: CorrectiveAction, in db: Transaction
    ) throws -> ActionDetail.Figures? {
        guard let doneOn = action.doneOn else { return nil }
        let spans = ActionEffect.spans(around: doneOn, today: today)
        let plan = action.plan
        func count(_ days: ClosedRange<LocalDay>) throws -> ExposedCount {
            try exposedCount(
                cause: plan.cause, group: plan.group, base: plan.base, over: days, in: db)
        }
        let after = try spans.after.map(count)
        return ActionDetail.Figures(
            ActionEffect(
                before: try count(spans.before), after: after ?? ExposedCount(0, in: 0)),
            before: spans.before, after: spans.after)
    }

    func selection(_ filter: ActionFilter, for principal: Principal) -> ActionSelection {
        var selection = ActionSelection(states: filter.states)
        switch filter.due {
        case nil: break
        case .overdue?: selection.dueThrough = today.number - 1
        case .week?: selection.dueThrough = today.number + 7
        case .check?: selection.checkThrough = today.number
        }
        selection.owner = filter.owner
        selection.causes = filter.cause.map(complaintRules.classes.causes(from:))
        selection.kind = filter.kind
        selection.complaint = filter.complaint
        selection.notAbout = principal.agent
        return selection
    }

    func summaries(of rows: [ActionRow], in db: Transaction) throws -> [ActionSummary] {
        let openings = try db.actionOpenings(of: rows.map(\.id))
        let plans = Dictionary(uniqueKeysWithValues: openings.map { ($0.action, $0) })
        var titles: [String: String?] = [:]
        return try rows.map { row in
            try verify(row)
            guard let opening = plans[row.id], case .open(let plan) = opening.event.deed else {
                throw DeskFault.rowAltered(table: ActionEventRow.table)
            }
            try verify(opening)
            var summary = ActionSummary(
                id: row.id, number: row.number, plan: plan, openedAt: row.openedAt)
            (summary.state, summary.round, summary.owner) = (row.state, row.round, row.owner)
            summary.due = LocalDay(number: row.dueDay)
            summary.next = LocalDay(number: row.nextDay)
            summary.groupTitle = try plan.group.map { try title(of: $0, in: db) }
            if titles[row.owner] == nil { titles[row.owner] = try title(of: row.owner, in: db) }
            summary.ownerTitle = titles[row.owner] ?? nil
            summary.words = try text(of: opening) ?? ""
            return summary
        }
    }
}

extension ActionRow {
    fileprivate var cursor: ActionCursor { ActionCursor(nextDay: nextDay, id: id) }
}

extension ActionCursor {
    fileprivate init(text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Int(parts[0]), LocalDay.range.contains(day),
            let id = CorrectiveAction.ID(text: parts[1])
        else { throw CallDesk.badCursor }
        self.init(nextDay: day, id: id)
    }

    fileprivate var text: String { "\(nextDay).\(id)" }
}
