import CallStore
package import Calls
import Foundation

/// From a cause to the questions that watch for it, to coaching on them, and to what came again.
extension CallDesk {
    private static var linesShown: Int { 20 }
    private static var actionsShown: Int { 50 }

    package func cause(_ code: String, by principal: Principal) async throws -> CauseDetail {
        let desk = self
        let classes = complaintRules.classes
        return try await see(by: principal, needing: .seeComplaints) { db in
            guard !ComplaintClasses.path(to: code, in: classes.causes).isEmpty else {
                throw Refusal.noSuchCause
            }
            let today = desk.today
            var detail = CauseDetail(
                code: code, classes: classes,
                pivot: today.advanced(by: -CoachingEffect.days), today: today)
            detail.trend = try desk.trend(of: code, for: principal, in: db)
            detail.complaints = try desk.latest(of: code, for: principal, in: db)
            let rows = try desk.actions(against: code, for: principal, in: db)
            detail.actions = try desk.summaries(of: rows, in: db)
            if let last = rows.filter({ $0.doneDay != nil && $0.state != .dropped })
                .max(by: { ($0.doneDay ?? 0, $0.id) < ($1.doneDay ?? 0, $1.id) }),
                let day = last.doneDay
            {
                detail.pivot = LocalDay(number: day)
                detail.recurrence = try desk.recurrence(
                    since: detail.pivot, last, detail.actions, in: db)
            }
            let around = detail.pivot
            detail.questions = try classes.questions(watching: code).map {
                try desk.asked($0, around: around, for: principal, in: db)
            }
            return detail
        }
    }

    /// Over the whole house, or over the reader's teams.
    private func trend(
        of code: String, for principal: Principal, in db: Transaction
    ) throws -> CauseDetail.Trend? {
        let groups: [ComplaintGroup?]
        switch complaintReach(.seeComplaints, of: principal) {
        case .everything?: groups = [nil]
        case .teams(let teams, _)?:
            groups = teams.sorted().map { ComplaintGroup(.team, $0.description) }
        case .own?, nil: return nil
        }
        let spans = ActionEffect.spans(
            around: today.advanced(by: -ActionEffect.days), today: today)
        guard let after = spans.after else { return nil }
        let counts = try [spans.before, after].map { days in
            try groups.map { group in
                try exposedCount(cause: code, group: group, base: .calls, over: days, in: db)
            }.reduce(ExposedCount(0, in: 0), +)
        }
        return CauseDetail.Trend(
            ActionEffect(before: counts[0], after: counts[1]), before: spans.before, after: after)
    }

    private func latest(
        of code: String, for principal: Principal, in db: Transaction
    ) throws -> [ComplaintSummary] {
        var filter = ComplaintFilter(states: Set(Complaint.State.allCases))
        filter.cause = code
        filter.order = .received
        guard let selection = try selection(filter, for: principal, in: db) else { return [] }
        return try page(selection, for: principal, after: nil, limit: Self.linesShown, in: db)
            .items
    }

    /// Those that run, then those that have ended.
    private func actions(
        against code: String, for principal: Principal, in db: Transaction
    ) throws -> [ActionRow] {
        var filter = ActionFilter()
        filter.cause = code
        let running = try db.actions(
            selection(filter, for: principal), within: reach(of: principal), after: nil,
            limit: Self.actionsShown)
        filter.states = [.effective, .dropped]
        let ended = try db.actions(
            selection(filter, for: principal), within: reach(of: principal), after: nil,
            limit: Self.actionsShown)
        return running + ended
    }

    private func recurrence(
        since day: LocalDay, _ last: ActionRow, _ actions: [ActionSummary], in db: Transaction
    ) throws -> CauseDetail.Recurrence? {
        guard let action = actions.first(where: { $0.id == last.id }) else { return nil }
        guard day < today else {
            return CauseDetail.Recurrence(action, doneOn: day, complaints: 0)
        }
        let count = try exposedCount(
            cause: last.cause, group: last.group, base: .calls,
            over: day.advanced(by: 1)...today, in: db)
        return CauseDetail.Recurrence(action, doneOn: day, complaints: count.events)
    }

    private func asked(
        _ watched: WatchedQuestion, around day: LocalDay, for principal: Principal,
        in db: Transaction
    ) throws -> CauseDetail.Asked {
        var asked = CauseDetail.Asked(watched)
        guard let card = try verified(db.scorecard(code: watched.card)) else { return asked }
        asked.text = try verified(db.versionInForce(of: card.id, on: today.number))?.card
            .question(watched.question)?.text
        if let source = scores(seenBy: principal) {
            let spans = CoachingEffect.spans(around: day)
            let sums = try [spans.before, spans.after].map { days in
                let period = ScorePeriod(
                    from: LocalDay(number: days.lowerBound), days: days.count)
                return try db.questionSums(source, card: card.id, period)[watched.question]
            }
            asked.effect = CoachingEffect(before: sums[0].summary, after: sums[1].summary)
        }
        if let visibility = principal.visibility(.seeCoaching) {
            asked.coachings = try db.coachings(
                on: watched.question, of: card.id, within: visibility, limit: Self.linesShown
            ).map(summary)
        }
        return asked
    }

    /// Sums hold released evaluations that were drawn by chance alone, as far as they are shown;
    /// nil for who sees none.
    private func scores(seenBy principal: Principal) -> ScoreSource? {
        switch principal.visibility(.seeEvaluations) {
        case nil, .agent(nil)?: nil
        case .everything?: ScoreSource(.all, subjects: [0])
        case .teams(let teams)?: ScoreSource(.team, subjects: teams.map(\.rawValue))
        case .agent(let agent?)?: ScoreSource(.agent, subjects: [agent.rawValue])
        }
    }
}

extension ScoreSum? {
    /// In percent.
    fileprivate var summary: SampleSummary {
        guard let sum = self else { return SampleSummary([]) }
        return SampleSummary(
            count: sum.count, sum: Double(sum.total) / 100,
            sumOfSquares: Double(sum.squares) / 10_000) ?? SampleSummary([])
    }
}
