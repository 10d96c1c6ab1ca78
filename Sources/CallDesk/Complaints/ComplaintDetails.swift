import CallStore
package import Calls
import Foundation

/// One complaint with all that its page shows.
extension CallDesk {
    package func complaint(
        _ id: Complaint.ID, by principal: Principal
    ) async throws -> ComplaintDetail {
        try await complaint(id, by: principal, needing: .seeComplaints)
    }

    func complaint(
        _ id: Complaint.ID, by principal: Principal, needing permission: Permission
    ) async throws -> ComplaintDetail {
        let (desk, now) = (self, now())
        return try await see(by: principal, needing: permission) { db in
            let found = try desk.existing(id, for: principal, needing: permission, in: db)
            var detail = ComplaintDetail(
                summary: try desk.summary(of: found, at: now, in: db),
                complaint: found.complaint, rules: desk.complaintRules)
            detail.language = found.row.language
            detail.version = found.row.events
            (detail.text, detail.remedy, detail.product) = try desk.words(of: found.row)
            detail.productCode = found.row.productCode
            detail.campaign = try found.row.campaign.flatMap { try db.campaign($0)?.code }
            detail.parties = try desk.shownParties(of: found.row, to: principal, in: db)
            detail.clocks = found.readings(at: now)
            try desk.tell(&detail, of: found, in: db)
            detail.documents = try desk.documents(of: found, in: db)
            detail.calls = try desk.linkedCalls(of: found, for: principal, in: db)
            try desk.putOthers(beside: &detail, of: found, for: principal, in: db)
            detail.acts = found.standing.acts(of: principal).filter {
                ![.absorb, .release].contains($0)
            }
            detail.recusal = found.standing.recusal(of: ComplaintWorker(principal))
            detail.openNeeds = found.standing.openNeeds
            if detail.acts.contains(.assign) {
                detail.workers = try desk.workers(for: found.standing, in: db)
            }
            detail.limit = desk.complaintRules.classes.limit(of: principal.roles)
            return detail
        }
    }

    /// What was done and said, asked and answered.
    private func tell(
        _ detail: inout ComplaintDetail, of found: ComplaintCase, in db: Transaction
    ) throws {
        let ids = [found.id] + found.standing.members.map(\.id)
        var texts: [Complaint.ID: [Int: String]] = [:]
        for id in ids {
            for event in try db.complaintEvents(of: id) {
                texts[id, default: [:]][event.number] = try text(of: event)
            }
        }
        let people = ([found.complaint] + found.standing.members).map(\.people)
            .reduce(Set<String>()) { $0.union($1) }
        for person in people { detail.titles[person] = try title(of: person, in: db) }
        let titles = detail.titles
        detail.timeline = found.standing.timeline.map { one in
            var line = ComplaintDetail.Event(complaint: one.complaint, event: one.event)
            line.byTitle = titles[one.event.by]
            line.text = texts[one.complaint]?[one.event.number]
            return line
        }
        detail.requests = found.complaint.requests
            .sorted { one, other in
                let areOpen = (one.value.outcome == nil, other.value.outcome == nil)
                return areOpen.0 == areOpen.1 ? one.key < other.key : areOpen.0
            }
            .map { number, request in
                var shown = ComplaintDetail.Request(number: number, request: request)
                shown.askedByTitle = titles[request.askedBy]
                shown.text = texts[found.id]?[number]
                return shown
            }
        detail.questions = try ids.flatMap { id in
            try db.complaintQuestions(of: id).map { row in
                try verify(row)
                return try question(row, in: db)
            }
        }
        try name(agentsIn: &detail, of: found, in: db)
    }

    private func name(
        agentsIn detail: inout ComplaintDetail, of found: ComplaintCase, in db: Transaction
    ) throws {
        var agents = Set(detail.questions.map(\.agent))
        for complaint in [found.complaint] + found.standing.members {
            agents.formUnion(complaint.receipt.about)
            agents.formUnion(complaint.calls.compactMap(\.agent))
        }
        for agent in agents { detail.agentTitles[agent] = try db.agentName(agent) }
    }

    /// As far as the reader may see them; what is linked without them stands in the timeline.
    private func linkedCalls(
        of found: ComplaintCase, for principal: Principal, in db: Transaction
    ) throws -> [ComplaintDetail.LinkedCall] {
        let all = ([found.complaint] + found.standing.members).flatMap { complaint in
            complaint.calls.map { (complaint: complaint.id, call: $0) }
        }
        return try all.compactMap { one in
            guard let row = try db.listedCall(one.call.call),
                try ground(of: principal, .seeCall, on: row.call, in: db) != nil
            else { return nil }
            let recordings = try db.recordings(of: [row.call.id])
            var linked = ComplaintDetail.LinkedCall(
                call: try summary(of: row, recordings: recordings),
                isSubject: one.call.isSubject,
                isHeld: found.standing.heldCalls.contains(row.call.id),
                complaint: one.complaint)
            linked.evaluations = try evaluations(of: row.call.id, for: principal, in: db)
            return linked
        }
    }

    private func evaluations(
        of call: Call.ID, for principal: Principal, in db: Transaction
    ) throws -> [Evaluation.ID] {
        guard let visibility = principal.visibility(.seeEvaluations) else { return [] }
        var filter = EvaluationFilter()
        filter.call = call
        guard let filter = filter.seen(by: principal) else { return [] }
        return try db.evaluations(
            filter, within: visibility, sight: sight(of: principal), after: nil,
            limit: Self.evaluationsShown
        ).map(\.evaluation.id)
    }

    private static var evaluationsShown: Int { 20 }

    /// What was merged into it, what it was merged into, what is linked and what may belong to it.
    private func putOthers(
        beside detail: inout ComplaintDetail, of found: ComplaintCase,
        for principal: Principal, in db: Transaction
    ) throws {
        let complaint = found.complaint
        detail.members = try seen(complaint.members, by: principal, in: db)
        detail.mergedInto = try seen(
            Set([complaint.mergedInto].compactMap(\.self)), by: principal, in: db
        ).first
        detail.links = try seen(complaint.links.union(complaint.offspring), by: principal, in: db)
        let known = Set(
            [found.id, complaint.mergedInto, complaint.receipt.splitFrom].compactMap(\.self)
        ).union(complaint.members).union(complaint.links).union(complaint.offspring)
        detail.duplicates = try duplicates(
            of: found.row.customer, calls: complaint.calls.map(\.call), except: known,
            for: principal, in: db)
    }

    /// Those of `ids` that `principal` sees, the oldest first.
    func seen(
        _ ids: Set<Complaint.ID>, by principal: Principal, in db: Transaction
    ) throws -> [ComplaintSummary] {
        let rows = try db.listedComplaints(ids.sorted()).filter { row in
            guard isSeen(row.complaint, by: principal, .seeComplaints) else { return false }
            guard let agent = principal.agent else { return true }
            return try !db.complaintAgents(of: row.complaint.id).contains { $0.agent == agent }
        }
        return try summaries(of: rows, at: now(), in: db)
    }
}

extension Complaint {
    /// Everybody who did something in it, or to whom it was given, or whom it is about.
    fileprivate var people: Set<String> {
        var people = receipt.aboutDecisionsOf.union(history.map(\.by))
        for event in history {
            if case .assign(let worker) = event.deed { people.insert(worker.person) }
        }
        return people
    }
}
