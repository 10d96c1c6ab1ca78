import CallStore
import CallVault
package import Calls
import Foundation

/// Questions to agents, and what waits for one person.
extension CallDesk {
    /// A question as the one sees it who was asked; nothing else of the case is shown.
    package func complaintQuestion(
        _ id: Complaint.ID, _ event: Int, by principal: Principal
    ) async throws -> ComplaintQuestion {
        let desk = self
        return try await see(by: principal, needing: .answerComplaints) { db in
            guard let row = try desk.verified(db.complaintQuestion(event, of: id)),
                let agent = principal.agent, row.agent == agent
            else { throw Refusal.noSuchComplaint }
            return try desk.question(row, in: db)
        }
    }

    /// Everything that waits for `principal`.
    package func complaintWork(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> ComplaintWork {
        var filter = ComplaintFilter()
        filter.assignee = principal.person
        let mine = try await complaints(filter, after: cursor, limit: limit, by: principal)
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            ComplaintWork(
                mine: mine, questions: try desk.openQuestions(of: principal, in: db),
                asked: try desk.asked(of: principal, in: db),
                unassigned: try desk.unassigned(for: principal, in: db))
        }
    }

    /// How many things wait for `principal`: own cases, questions, and what they may decide on as
    /// a second person. Counted to 100.
    package func complaintsToDo(by principal: Principal) async throws -> Int {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            var mine = ComplaintSelection()
            mine.assignee = principal.person
            mine.notAbout = principal.agent
            mine.leavesOutMembers = true
            var count = try db.countComplaints(
                mine, within: desk.reach(of: principal), bound: Self.toDoMax)
            if let agent = principal.agent, principal.may(.answerComplaints) {
                count += try db.openQuestions(of: agent, limit: Self.toDoMax).count
            }
            if principal.may(.overseeComplaints) {
                var asked = ComplaintSelection()
                asked.isAsked = true
                count += try db.countComplaints(
                    asked, within: desk.reach(of: principal), bound: Self.toDoMax)
            }
            return min(count, Self.toDoMax)
        }
    }

    private static var toDoMax: Int { 100 }
    private static var listedMax: Int { 20 }

    private func openQuestions(
        of principal: Principal, in db: Transaction
    ) throws -> [ComplaintQuestion] {
        guard let agent = principal.agent, principal.may(.answerComplaints) else { return [] }
        return try db.openQuestions(of: agent, limit: Self.listedMax).map { row in
            try verify(row)
            return try question(row, in: db)
        }
    }

    /// What `principal` can approve or refuse.
    private func asked(
        of principal: Principal, in db: Transaction
    ) throws -> [ComplaintSummary] {
        guard principal.may(.overseeComplaints) else { return [] }
        var selection = ComplaintSelection()
        selection.isAsked = true
        selection.notAbout = principal.agent
        return try summaries(selection, for: principal, in: db) {
            $0.bar(to: .approve, by: principal) == nil
                || $0.bar(to: .refuse, by: principal) == nil
        }
    }

    /// What nobody has and `principal` may take.
    private func unassigned(
        for principal: Principal, in db: Transaction
    ) throws -> [ComplaintSummary] {
        guard principal.may(.workComplaints) else { return [] }
        var selection = ComplaintSelection()
        selection.isUnassigned = true
        selection.leavesOutMembers = true
        selection.notAbout = principal.agent
        return try summaries(selection, for: principal, in: db) {
            $0.bar(to: .take, by: principal) == nil
        }
    }

    private func summaries(
        _ selection: ComplaintSelection, for principal: Principal, in db: Transaction,
        where isFitting: (ComplaintStanding) -> Bool
    ) throws -> [ComplaintSummary] {
        let rows = try db.complaints(
            selection, within: reach(of: principal), after: nil, limit: Self.pageMax)
        var fitting: [ListedComplaintRow] = []
        for row in rows where fitting.count < Self.listedMax {
            let found = try complaintCase(of: row.complaint, in: db)
            if isFitting(found.standing) { fitting.append(row) }
        }
        return try summaries(of: fitting, at: now(), in: db)
    }

    /// With its words, and the answer once there is one.
    func question(
        _ row: ComplaintQuestionRow, in db: Transaction
    ) throws -> ComplaintQuestion {
        guard let complaint = try verified(db.complaint(row.complaint)) else {
            throw DeskFault.rowAltered(table: ComplaintRow.table)
        }
        let events = try db.complaintEvents(of: row.complaint)
        guard let asked = try verified(events.first { $0.number == row.number }) else {
            throw DeskFault.rowAltered(table: ComplaintEventRow.table)
        }
        var question = ComplaintQuestion(
            complaint: row.complaint, number: complaint.number, event: row.number,
            agent: row.agent, askedAt: row.askedAt, text: try text(of: asked) ?? "")
        question.agentTitle = try db.agentName(row.agent)
        question.answeredAt = row.answeredAt
        let answer = try verified(
            events.first { $0.deed == .answerQuestion(row.number) })
        question.answer = try answer.flatMap(text)
        return question
    }

    /// Nil where nothing was said, and once it had to go.
    func text(of event: ComplaintEventRow) throws -> String? {
        event.textSealed.isEmpty
            ? nil
            : try vault.openText(
                event.textSealed, as: Self.complaintEventPlace(event.complaint, event.number))
    }

    /// What the customer said, wants, and about what.
    func words(
        of row: ComplaintRow
    ) throws -> (text: String?, remedy: String, product: String) {
        func open(_ sealed: [UInt8], _ column: String) throws -> String? {
            sealed.isEmpty
                ? nil : try vault.openText(sealed, as: Self.complaintPlace(row.id, column))
        }
        return (
            text: try open(row.textSealed, "text"),
            remedy: try open(row.remedySealed, "remedy") ?? "",
            product: try open(row.productSealed, "product") ?? ""
        )
    }
}
