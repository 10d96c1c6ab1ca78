import CallStore
package import Calls
import Foundation

/// What past evaluations of a scorecard would come to under another version of it.
package struct SimulatedScorecard: Sendable {
    package static let evaluationsMax = 2_000

    package var simulation: ScorecardSimulation
    /// What the outcomes are of, in their order: the latest made first.
    package var evaluations: [EvaluationSummary]
    /// There are older ones, which weren't scored again.
    package var isCut: Bool
}

extension CallDesk {
    /// The scorecard with this code or id.
    package func scorecardID(
        named text: String, by principal: Principal
    ) async throws -> Scorecard.ID {
        let id = try await see(by: principal, needing: .seeScorecards) { db in
            try db.scorecard(code: text)?.id
                ?? Scorecard.ID(text: text).flatMap { try db.scorecard($0)?.id }
        }
        guard let id else { throw Refusal.noSuchScorecard }
        return id
    }

    /// Codes of the scorecards that there are.
    package func scorecardCodes(by principal: Principal) async throws -> Set<String> {
        let codesMax = 2_000
        return try await see(by: principal, needing: .seeScorecards) { db in
            Set(try db.scorecards(after: nil, limit: codesMax).map(\.code))
        }
    }

    /// What tells version `later` from version `former`.
    package func scorecardDifference(
        _ id: Scorecard.ID, from former: Int, to later: Int, by principal: Principal
    ) async throws -> ScorecardDifference {
        let desk = self
        return try await see(by: principal, needing: .seeScorecards) { db in
            let card = try desk.existing(id, in: db)
            return ScorecardDifference(
                from: try desk.version(former, of: card, in: db).card,
                to: try desk.version(later, of: card, in: db).card)
        }
    }

    /// Scores what was handed in on a scorecard once more, under `draft`, or under version `number`
    /// of it (the latest when neither is named). The evaluations are the latest ones that
    /// `principal` sees; calibrations aren't among them. Nothing is written.
    package func simulateScorecard(
        _ id: Scorecard.ID, version number: Int? = nil, draft: Scorecard? = nil,
        by principal: Principal
    ) async throws -> SimulatedScorecard {
        if let draft { _ = try checkedBody(of: draft) }
        let (desk, visibility) = (self, try visibility(.seeEvaluations, of: principal))
        return try await see(by: principal, needing: .manageScorecards) { db in
            let row = try desk.existing(id, in: db)
            let card = try draft ?? desk.version(number ?? row.version, of: row, in: db).card
            let most = SimulatedScorecard.evaluationsMax
            let found = try db.evaluations(
                Self.handedIn(on: id), within: visibility, after: nil, limit: most + 1)
            var formers: [ScorecardSimulation.Former] = []
            for listed in found.prefix(most) {
                let evaluation = listed.evaluation
                try desk.verify(evaluation)
                guard let sheet = try desk.lastSheet(of: evaluation, in: db) else { continue }
                formers.append(
                    ScorecardSimulation.Former(
                        id: evaluation.id.description, sheet: sheet,
                        total: evaluation.score.hundredths.map { Percent($0) },
                        passed: evaluation.score.isPassed))
            }
            return SimulatedScorecard(
                simulation: ScorecardSimulation(draft: card, evaluations: formers),
                evaluations: found.prefix(most).filter { $0.evaluation.sheets > 0 }
                    .map(desk.summary),
                isCut: found.count > most)
        }
    }

    private static func handedIn(on id: Scorecard.ID) -> EvaluationFilter {
        var filter = EvaluationFilter(
            states: [.submitted, .secondLook, .released, .acknowledged, .disputed],
            streams: [.estimate, .risk, .single])
        filter.card = id
        return filter
    }
}
