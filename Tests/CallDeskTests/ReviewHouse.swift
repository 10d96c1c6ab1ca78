import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A scoring house whose analysts have scored two calls each, and a plan that has drawn some of
/// that to be scored again.
struct ReviewHouse {
    let scoring: ScoringHouse
    /// What was scored first.
    let scored: Draw
    let draw: Draw

    var desk: CallDesk { scoring.desk }

    /// A review as the database has it.
    struct Found: Sendable {
        var row: ReviewRow
        var second: EvaluationRow
        var reviewer: Principal
        var scorer: Principal
    }

    init(
        _ engine: Engine = .sqlite, analysts: Int = 3,
        method: SampleMethod = .stratified(by: .analyst, .equal(each: 1))
    ) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        scoring = try await ScoringHouse(analysts: analysts, on: house)
        try await scoring.takeIn(2 * analysts, agents: 1)
        scored = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        for analyst in scoring.analysts {
            for _ in 0..<2 {
                let id = try await scoring.desk.claimNext(by: analyst)
                try await Self.handIn(ScoringHouse.sheet(), of: id, by: analyst, scoring.desk)
            }
        }
        draw = try await scoring.drawn(scoring.reviewPlan("Reviews", method: method))
    }

    static func handIn(
        _ sheet: AnswerSheet, of id: Evaluation.ID, by analyst: Principal, _ desk: CallDesk
    ) async throws {
        try await desk.claim(id, by: analyst)
        let saved = try await desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        try await desk.submit(id, revision: saved.revision, by: analyst)
    }

    /// In the order in which they were made.
    func reviews() async throws -> [Found] {
        let people = Dictionary(
            (scoring.analysts + [scoring.lead]).compactMap { person in
                person.account.map { ($0, person) }
            }, uniquingKeysWith: { first, _ in first })
        let rows = try await scoring.house.database.read { db in
            try db.rows("SELECT * FROM review ORDER BY evaluation_id").map { row in
                let review = try ReviewRow(row)
                return (review, try #require(try db.evaluation(review.evaluation)))
            }
        }
        return try rows.map { row, second in
            Found(
                row: row, second: second,
                reviewer: try #require(second.assignedTo.flatMap { people[$0] }),
                scorer: try #require(people[row.scorer]))
        }
    }

    /// Hands in a review by whoever has it.
    func handIn(_ review: Found, _ sheet: AnswerSheet = ScoringHouse.sheet()) async throws {
        try await Self.handIn(sheet, of: review.row.evaluation, by: review.reviewer, desk)
    }
}

extension PermissionTests {
    /// What the desk tells of reviews, by the permission that it needs.
    func reviewUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        [
            (.seeCalibrations, { _ = try await desk.reviewOverview(byCard: nil, by: $0) }),
            (
                .seeCalibrations,
                { _ = try await desk.reviews(of: Account.ID(1), byCard: nil, by: $0) }
            ),
        ]
    }
}
