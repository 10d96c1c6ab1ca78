import CallStore
package import Calls
import Foundation

/// Rates of complaints, their course, and what they came from, as far as who asks may see them.
extension CallDesk {
    /// Who sees their own complaints alone sees no rates. What agents' rates say is said to those
    /// who see agents' scores.
    package func complaintFigures(
        _ question: FiguresQuestion, by principal: Principal
    ) async throws -> FiguresView {
        let desk = self
        let sight = try FigureSight(principal, asking: question)
        return try await see(by: principal, needing: .seeComplaints) { db in
            try desk.figures(question, within: sight, in: db)
        }
    }

    private func figures(
        _ question: FiguresQuestion, within sight: FigureSight, in db: Transaction
    ) throws -> FiguresView {
        guard question.isBounded else { throw Refusal.tooManyDays }
        let teams = sight.teams
        guard
            let scope = try callScope(of: question.group, question.days, teams: teams, in: db)
        else { throw Refusal.noSuchGroup }
        let complaints = try occurredComplaints(
            cause: question.cause, group: question.group, question.days, teams: teams, in: db)
        let counting = FigureCounting(
            desk: self, db: db, question: question, scope: scope, complaints: complaints)
        let (rates, isCut) = try counting.rates(withoutAgent: sight.agent)
        let (chart, spans) = try counting.chart()
        var view = FiguresView(
            question, dimensions: sight.dimensions, rates: rates, chart: chart,
            causes: RootCauses(
                complaints.map(\.causes), tree: complaintRules.classes.causes))
        view.isCut = isCut
        view.spans = spans
        view.titles = try titles(of: question.by, rates.rows.map(\.key), in: db)
        view.groupTitle = try question.group.flatMap {
            try titles(of: $0.dimension, [$0.key], in: db)[$0.key]
        }
        view.asOf = try talliedAt(in: db)
        view.filling = try tallyFilling(in: db)
        view.signals = signals(within: sight)
        return view
    }

    /// Complaints that stand out just now, as far as `principal` may see them; the latest first.
    package func rateSignals(by principal: Principal) throws -> [RateSignal] {
        try require(.seeComplaints, of: principal)
        return signals(within: FigureSight(principal))
    }

    private func signals(within sight: FigureSight) -> [RateSignal] {
        rateWatch.standing.filter { signal in
            guard let teams = sight.teams else { return true }
            guard signal.group?.dimension == .team, let key = signal.group?.key else {
                return false
            }
            return teams.contains { $0.description == key }
        }
    }

    /// What groups are called; of causes and products the classes know it.
    func titles(
        of dimension: ComplaintDimension, _ keys: [String], in db: Transaction
    ) throws -> [String: FiguresView.Title] {
        switch dimension {
        case .team: return try names(.team, keys, in: db)
        case .campaign: return try names(.campaign, keys, in: db)
        case .agent: return try names(.agent, keys, in: db)
        case .scriptVersion:
            var titles: [String: FiguresView.Title] = [:]
            for key in keys {
                titles[key] = try scriptVersion(key, in: db).map {
                    .init(name: "\($0.code) \($0.number)")
                }
            }
            return titles
        case .product, .cause: return [:]
        }
    }

    private func names(
        _ scope: ScoreScope, _ keys: [String], in db: Transaction
    ) throws -> [String: FiguresView.Title] {
        let ids = keys.compactMap { Identifier<Agent>(text: $0)?.rawValue }
        let found = try db.scoreSubjects(scope, ids: ids).map { id, subject in
            (
                Identifier<Agent>(id).description,
                FiguresView.Title(
                    code: scope == .team ? nil : subject.key, name: subject.name ?? subject.key)
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

/// What somebody sees of rates.
struct FigureSight {
    /// Nil for all.
    let teams: Set<Team.ID>?
    /// Who asks, as an agent: nobody is shown what is complained of themselves.
    let agent: Agent.ID?
    let dimensions: [ComplaintDimension]

    init(_ principal: Principal) {
        let known = principal.visibility(.seeEvaluations)
        switch principal.visibility(.seeComplaints) {
        case .everything?: teams = nil
        case .teams(let own)?: teams = own
        case .agent?, nil: teams = []
        }
        agent = principal.agent
        let seesAgents =
            switch known {
            case .everything?: true
            case .teams(let others)?: teams.map(others.isSuperset) ?? false
            case .agent?, nil: false
            }
        dimensions = ComplaintDimension.allCases.filter { $0 != .agent || seesAgents }
    }

    init(_ principal: Principal, asking question: FiguresQuestion) throws {
        self.init(principal)
        let asked = [question.by] + [question.group?.dimension].compactMap(\.self)
        guard asked.allSatisfy(dimensions.contains) else { throw Refusal.agentsNotAllowed }
        guard let group = question.group else { return }
        if group.dimension == .agent, group.key == agent?.description {
            throw Refusal.noSuchGroup
        }
        if group.dimension == .team, let teams,
            !teams.contains(where: { $0.description == group.key })
        {
            throw Refusal.noSuchGroup
        }
    }
}

extension Refusal {
    static let tooManyDays = Refusal(
        .invalid, .figuresTooLong,
        "These are more than three years. Ask for fewer days.", subject: "from")
    static let noSuchGroup = Refusal(
        .notFound, .noSuchGroup, "There is nothing like it to count. Choose from the list.")
    static let agentsNotAllowed = Refusal(
        .forbidden, .notAllowed,
        "Rates of agents are for those who see agents’ scores. Choose another way to compare.",
        subject: Permission.seeEvaluations.rawValue)
}
