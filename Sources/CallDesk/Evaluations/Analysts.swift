import CallStore
package import Calls
import Foundation

/// An account that may score calls.
struct Analyst: Sendable {
    var id: Account.ID
    var visibility: Visibility

    func covers(_ subject: EvaluationRow.Subject) -> Bool {
        visibility.covers(agent: subject.agent, team: subject.team)
    }
}

extension CallDesk {
    /// More analysts than this aren't told apart.
    private static var analystsMax: Int { 2_000 }

    /// Every enabled account with the role of a QA analyst.
    func analysts(in db: Transaction) throws -> [Analyst] { try scorers(.qaAnalyst, in: db) }

    /// Every enabled account with `role` that may score.
    func scorers(_ role: Role, in db: Transaction) throws -> [Analyst] {
        try db.accounts(withRole: role, limit: Self.analystsMax).compactMap { id in
            guard let row = try verified(db.account(id)), row.disabledAt == nil else { return nil }
            let principal = try principal(of: row, in: db)
            guard let visibility = principal.visibility(.score) else { return nil }
            return Analyst(id: id, visibility: visibility)
        }
    }

    /// Who may be given the evaluation to score, by title.
    package func analysts(
        for id: Evaluation.ID, by principal: Principal
    ) async throws -> [(id: Account.ID, title: String)] {
        let desk = self
        return try await see(by: principal, needing: .assignEvaluations) { db in
            let row = try desk.existing(id, for: principal, needing: .assignEvaluations, in: db)
            var found: [(id: Account.ID, title: String)] = []
            for analyst in try desk.able(for: row, in: db).prefix(Self.pageMax) {
                let title = try desk.title(of: "account:\(analyst.id)", in: db)
                found.append((id: analyst.id, title: title ?? "\(analyst.id)"))
            }
            return found.sorted { $0.title < $1.title }
        }
    }

    /// Who may score `row`: analysts that may see the call; of a review leads too, and never
    /// whoever scored it first.
    func able(for row: EvaluationRow, in db: Transaction) throws -> [Analyst] {
        var all = try analysts(in: db)
        if let review = try review(of: row, in: db) {
            let known = Set(all.map(\.id))
            all += try scorers(.qaLead, in: db).filter { !known.contains($0.id) }
            all.removeAll { $0.id == review.scorer }
        }
        return all.filter { $0.covers(row.subject) }
    }

    /// Shares calls out, one after the other, to whoever of those that may score it has the
    /// fewest waiting; of several with as few, to whoever was made first.
    struct FairShare {
        private let analysts: [Analyst]
        private var waiting: [Account.ID: Int]

        init(_ analysts: [Analyst], waiting: [Account.ID: Int]) {
            self.analysts = analysts.sorted { $0.id < $1.id }
            self.waiting = waiting
        }

        /// Nil when nobody may score it.
        mutating func next(
            for subject: EvaluationRow.Subject, except scorer: Account.ID? = nil
        ) -> Account.ID? {
            let able = analysts.filter { $0.covers(subject) && $0.id != scorer }
            let fewest = able.map { waiting[$0.id, default: 0] }.min()
            guard let chosen = able.first(where: { waiting[$0.id, default: 0] == fewest }) else {
                return nil
            }
            waiting[chosen.id, default: 0] += 1
            return chosen.id
        }
    }
}
