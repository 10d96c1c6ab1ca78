import CallStore
package import Calls
import Foundation

/// Lists of complaints. Nobody finds what is about them.
extension CallDesk {
    package func complaints(
        _ filter: ComplaintFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<ComplaintSummary> {
        try await complaints(
            filter, after: cursor, limit: limit, by: principal, needing: .seeComplaints)
    }

    func complaints(
        _ filter: ComplaintFilter, after cursor: String?, limit: Int, by principal: Principal,
        needing permission: Permission
    ) async throws -> Page<ComplaintSummary> {
        let limit = try checked(limit)
        let after = try cursor.map(ComplaintCursor.init(text:))
        let desk = self
        return try await see(by: principal, needing: permission) { db in
            guard let selection = try desk.selection(filter, for: principal, in: db) else {
                return Page(items: [], next: nil)
            }
            return try desk.page(
                selection, within: desk.reach(of: principal, permission), after: after,
                limit: limit, in: db)
        }
    }

    /// Counted to `ComplaintBoard.countBound`.
    package func complaintCount(
        _ filter: ComplaintFilter, by principal: Principal
    ) async throws -> Int {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            guard let selection = try desk.selection(filter, for: principal, in: db) else {
                return 0
            }
            return try desk.count(selection, for: principal, in: db)
        }
    }

    package func complaintBoard(
        by principal: Principal, namingCustomers: Bool = true
    ) async throws -> ComplaintBoard {
        let (desk, now) = (self, now())
        return try await see(by: principal, needing: .seeComplaints) { db in
            var all = ComplaintSelection()
            all.leavesOutMembers = true
            all.notAbout = principal.agent
            let states = Complaint.State.allCases.filter { $0 != .closed }
            var columns: [(state: Complaint.State, count: Int, rows: [ListedComplaintRow])] = []
            for state in states {
                var one = all
                one.states = [state]
                let rows = try db.complaints(
                    one, within: desk.reach(of: principal), after: nil,
                    limit: ComplaintBoard.columnCards)
                let count =
                    rows.count < ComplaintBoard.columnCards
                    ? rows.count : try desk.count(one, for: principal, in: db)
                columns.append((state, count, rows))
            }
            let cards = try desk.summaries(
                of: columns.flatMap(\.rows), at: now, namingCustomers: namingCustomers, in: db)
            let known = Dictionary(uniqueKeysWithValues: cards.map { ($0.id, $0) })
            var (breached, unassigned) = (all, all)
            breached.dueThrough = now
            unassigned.isUnassigned = true
            return ComplaintBoard(
                columns: columns.map { column in
                    .init(
                        state: column.state, count: column.count,
                        cards: column.rows.compactMap { known[$0.complaint.id] })
                },
                breached: try desk.count(breached, for: principal, in: db),
                unassigned: try desk.count(unassigned, for: principal, in: db))
        }
    }

    package func complaintID(
        numbered number: ComplaintNumber, by principal: Principal
    ) async throws -> Complaint.ID {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            let id = try desk.numbered(number, in: db)
            return try desk.existing(id, for: principal, in: db).id
        }
    }

    /// What complaints are assessed by, for forms.
    package func complaintRules(by principal: Principal) async throws -> ComplaintRules {
        let allowing: [Permission] = [.seeComplaints, .registerComplaints, .answerComplaints]
        try require(allowing.first(where: principal.may) ?? .seeComplaints, of: principal)
        return complaintRules
    }

    func reach(
        of principal: Principal, _ permission: Permission = .seeComplaints
    ) -> ComplaintReach {
        complaintReach(permission, of: principal)
            ?? .own(person: principal.person, agent: nil)
    }

    func count(
        _ selection: ComplaintSelection, for principal: Principal, in db: Transaction
    ) throws -> Int {
        try db.countComplaints(
            selection, within: reach(of: principal), bound: ComplaintBoard.countBound)
    }

    func page(
        _ selection: ComplaintSelection, for principal: Principal, after cursor: ComplaintCursor?,
        limit: Int, in db: Transaction
    ) throws -> Page<ComplaintSummary> {
        try page(
            selection, within: reach(of: principal), after: cursor, limit: limit, in: db)
    }

    private func page(
        _ selection: ComplaintSelection, within reach: ComplaintReach,
        after cursor: ComplaintCursor?, limit: Int, in db: Transaction
    ) throws -> Page<ComplaintSummary> {
        let rows = try db.complaints(selection, within: reach, after: cursor, limit: limit + 1)
        let shown = Array(rows.prefix(limit))
        return Page(
            items: try summaries(of: shown, at: now(), in: db),
            next: rows.count > limit
                ? shown.last.map { ComplaintCursor($0.complaint, in: selection.order).text } : nil)
    }

    /// With codes looked up; nil when one is nobody's.
    func selection(
        _ filter: ComplaintFilter, for principal: Principal, in db: Transaction
    ) throws -> ComplaintSelection? {
        var selection = ComplaintSelection(filter)
        selection.notAbout = principal.agent
        let day = LocalDay(of: now(), in: settings.zone)
        switch filter.due {
        case nil: break
        case .breached?: selection.dueThrough = now()
        case .today?:
            selection.dueFrom = now()
            selection.dueThrough = day.advanced(by: 1).start(in: settings.zone)
        case .week?:
            selection.dueFrom = now()
            selection.dueThrough = day.advanced(by: 7).start(in: settings.zone)
        }
        if let type = filter.type {
            selection.types = complaintRules.classes.leaves(below: type)
            if selection.types.isEmpty { return nil }
        }
        if let code = filter.agentCode {
            guard let agent = try db.agent(code: db.listedAgent(code: code)) else { return nil }
            selection.agent = agent.id
        }
        if let code = filter.campaign {
            guard let campaign = try db.campaign(code: code) else { return nil }
            selection.campaign = campaign.id
        }
        if let cause = filter.cause {
            selection.causes = complaintRules.classes.causes(below: cause)
            if selection.causes.isEmpty { return nil }
        }
        if filter.occurredFrom != nil || filter.occurredThrough != nil {
            let from = filter.occurredFrom ?? LocalDay(number: 0)
            let through = max(filter.occurredThrough ?? day, from)
            selection.occurred = OccurredDays(from...through, in: settings.zone)
        }
        selection.receivedFrom = filter.receivedFrom?.start(in: settings.zone)
        selection.receivedBefore =
            filter.receivedThrough?.advanced(by: 1).start(in: settings.zone)
        return selection
    }
}

extension ComplaintClasses {
    /// Codes of the leaves of the branch `code`, or of itself; empty when there is no such code.
    fileprivate func leaves(below code: String) -> [String] {
        func leaves(_ branch: Branch) -> [String] {
            branch.branches.isEmpty ? [branch.code] : branch.branches.flatMap(leaves)
        }
        return Self.path(to: code, in: types).last.map(leaves) ?? []
    }
}

extension ComplaintCursor {
    fileprivate init(text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Complaint.ID(text: parts[1]) else {
            throw CallDesk.badCursor
        }
        if parts[0] == "-" {
            self.init(at: nil, id: id)
        } else {
            guard let microseconds = Int64(parts[0]) else { throw CallDesk.badCursor }
            self.init(at: Date(microseconds: microseconds), id: id)
        }
    }

    fileprivate var text: String { (at.map { "\($0.microseconds)" } ?? "-") + ".\(id)" }
}
