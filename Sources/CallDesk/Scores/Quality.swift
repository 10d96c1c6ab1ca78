import CallStore
package import Calls
import Foundation

/// What scores come to, as far as who asks may see: of all, of a team, a campaign or an agent.
extension CallDesk {
    private static var cardsMax: Int { 200 }
    private static var plansMax: Int { 100 }

    /// Scores of released evaluations that were drawn by chance, from the sums kept of them. Agents
    /// see their own and supervisors those of their teams' calls.
    package func quality(
        _ question: QualityQuestion, by principal: Principal
    ) async throws -> QualityView {
        let desk = self
        let visibility = try visibility(.seeEvaluations, of: principal)
        return try await see(by: principal, needing: .seeEvaluations) { db in
            var view = QualityView(question)
            view.filling = try desk.filling(in: db)
            guard let source = try desk.source(of: &view, within: visibility, in: db) else {
                return view
            }
            let cards = try db.cardCounts(source, view.period, limit: Self.cardsMax)
            view.cards = cards.map { .init(code: $0.code, count: $0.count) }
            guard let card = question.card.map({ code in cards.first { $0.code == code } })
                ?? cards.first
            else {
                view.card = question.card.map { .init(code: $0, count: 0) }
                view.trend = view.period.points.map { _ in ScoreSum() }
                return view
            }
            view.card = .init(code: card.code, count: card.count)
            try desk.fill(&view, source, card.card, in: db)
            try desk.compare(&view, by: question.by, card.card, within: visibility, in: db)
            view.basis = try desk.basis(of: view, in: db)
            return view
        }
    }

    private func fill(
        _ view: inout QualityView, _ source: ScoreSource, _ card: Scorecard.ID,
        in db: Transaction
    ) throws {
        let period = view.period
        let days = try db.scoreSums(
            source, card: card, days: period.from.number...period.through.number)
        view.trend = period.points.map { point in
            (point.lowerBound.number...point.upperBound.number)
                .compactMap { days[$0] }.reduce(ScoreSum(), +)
        }
        view.sum = view.trend.reduce(ScoreSum(), +)
        var sums = try db.questionSums(source, card: card, period)
            .filter { $0.value.count > 0 || $0.value.disputed > 0 }
        // Versions differ in their questions; the latest that has one says how it is asked.
        for version in try db.versions(of: card, limit: Self.cardsMax) {
            for asked in try verified(version)?.card.questions ?? [] {
                guard let sum = sums.removeValue(forKey: asked.code) else { continue }
                view.questions.append(.init(code: asked.code, text: asked.text, sum: sum))
            }
        }
        view.questions += sums.sorted { $0.key < $1.key }.map {
            .init(code: $0.key, text: nil, sum: $0.value)
        }
    }

    /// Which stored sums the slice of `view` is of; nil when there is nothing to see.
    private func source(
        of view: inout QualityView, within visibility: Visibility, in db: Transaction
    ) throws -> ScoreSource? {
        switch (view.slice, visibility) {
        case (.all, .everything): return ScoreSource(.all, subjects: [0])
        case (.all, .teams(let teams)):
            return ScoreSource(.team, subjects: teams.map(\.rawValue))
        case (.all, .agent(let own)):
            guard let own, let row = try verified(db.agent(own)) else { return nil }
            view.slice = .agent(row.code)
            view.title = row.name ?? row.code
            return ScoreSource(.agent, subjects: [own.rawValue])
        case (.team(let id), _):
            guard let row = try verified(db.team(id)), visibility.covers(agent: nil, team: id)
            else { throw Refusal.noSuchTeam }
            view.title = row.name
            return ScoreSource(.team, subjects: [id.rawValue])
        case (.campaign, .agent): throw Refusal.noSuchCampaign
        case (.campaign(let code), _):
            guard let row = try verified(db.campaign(code: code)) else {
                throw Refusal.noSuchCampaign
            }
            view.title = row.name ?? row.code
            return ScoreSource(
                .campaign, subjects: [row.id.rawValue], teams: visibility.teamIDs)
        case (.agent(let code), _):
            guard let row = try verified(db.agent(code: db.listedAgent(code: code))),
                try mayBeSeen(row.id, within: visibility, in: db)
            else { throw Refusal.noSuchAgent }
            view.title = row.name ?? row.code
            return ScoreSource(.agent, subjects: [row.id.rawValue], teams: visibility.teamIDs)
        }
    }

    /// Whether scores of the agent are within reach: by own calls, or by a place in one of the
    /// teams at any time.
    private func mayBeSeen(
        _ agent: Agent.ID, within visibility: Visibility, in db: Transaction
    ) throws -> Bool {
        switch visibility {
        case .everything: return true
        case .agent(let own): return own == agent
        case .teams(let teams):
            let places: [AgentTeamRow] = try db.teams(of: agent)
            return places.contains { teams.contains($0.membership.team) }
        }
    }

    /// Whom to compare within the slice.
    private func compare(
        _ view: inout QualityView, by asked: ScoreScope?, _ card: Scorecard.ID,
        within visibility: Visibility, in db: Transaction
    ) throws {
        let choices = view.slice.comparisons
        guard let by = asked.flatMap({ choices.contains($0) ? $0 : nil }) ?? choices.first else {
            return
        }
        view.by = by
        var source = ScoreSource(by, teams: visibility.teamIDs)
        var byTeam = false
        switch view.slice {
        case .all, .agent: break
        case .team(let id): source.teams = [id.rawValue]
        case .campaign(let code):
            byTeam = true
            let campaign = try db.campaign(code: code)?.id.rawValue
            source = ScoreSource(
                .campaign, subjects: [campaign ?? 0], teams: visibility.teamIDs)
        }
        let sums = try db.subjectSums(
            source, byTeam: byTeam, card: card, view.period, limit: QualityView.subjectsMax)
        let names = try db.scoreSubjects(by, ids: sums.map(\.id))
        view.subjects = sums.filter { $0.sum.count > 0 }.map { id, sum in
            .init(key: names[id]?.key, name: names[id]?.name, sum: sum)
        }
    }

    private func basis(of view: QualityView, in db: Transaction) throws -> ScoreBasis {
        let span = view.period.from.start(in: settings.zone)
            ..< view.period.through.advanced(by: 1).start(in: settings.zone)
        var methods: [(plan: SamplePlan.ID, method: SampleMethod)] = []
        for (id, row) in try db.planVersions(drawnIn: span, limit: Self.plansMax) {
            try verify(row)
            let plan: SamplePlan = try row.plan
            guard plan.stream == .estimate,
                !methods.contains(where: { $0.plan == id && $0.method == plan.method })
            else { continue }
            methods.append((id, plan.method))
        }
        return ScoreBasis(methods: methods.map(\.method), of: view.slice.scope)
    }

    private func filling(in db: Transaction) throws -> QualityView.Filling? {
        if try RollUpFilling(in: db).isComplete { return nil }
        let job = try db.openJob(.fillRollUps)
        return .init(done: job?.done ?? 0, total: job?.total ?? 0)
    }
}

extension Visibility {
    /// Of which teams calls are seen; nil where that doesn't matter.
    fileprivate var teamIDs: [Int64]? {
        if case .teams(let teams) = self { teams.map(\.rawValue) } else { nil }
    }
}
