import CallStore
import CallVault
import Calls
import Foundation

/// Coachings as rows: found, verified, written, and their words.
extension CallDesk {
    /// Refused as unknown when `principal` doesn't reach it by `permission`.
    func existing(
        _ id: Coaching.ID, for principal: Principal, needing permission: Permission,
        in db: Transaction
    ) throws -> CoachingRow {
        guard let row = try verified(db.coaching(id)),
            principal.visibility(permission)?.covers(agent: row.agent, team: row.team) == true
        else { throw Refusal.noSuchCoaching }
        return row
    }

    /// Writes `row` in its next state, with the step that led there.
    func move(
        _ row: inout CoachingRow, to state: Coaching.State, as kind: CoachingStep.Kind,
        saying text: String, in change: Change
    ) throws {
        row.state = state
        row.version += 1
        row = sealed(row)
        try change.db.update(row)
        try addStep(kind, to: row, saying: text, in: change)
    }

    func addStep(
        _ kind: CoachingStep.Kind, to row: CoachingRow, saying text: String = "",
        in change: Change
    ) throws {
        let number = try change.db.steps(of: row.id, limit: Coaching.Limits.steps).count + 1
        let place = Self.coachingStepPlace(row.id, number)
        try change.db.insert(
            sealed(
                CoachingStepRow(
                    coaching: row.id, number: number, kind: kind, doneBy: change.principal.id,
                    doneAt: change.now,
                    textSealed: text.isEmpty ? [] : try vault.seal(text, as: place))))
    }

    /// Nil once it had to go.
    func text(of row: CoachingRow) throws -> String? {
        row.textSealed.isEmpty
            ? nil : try vault.openText(row.textSealed, as: Self.coachingPlace(row.id))
    }

    func step(_ row: CoachingStepRow) throws -> CoachingStep {
        try verify(row)
        return CoachingStep(
            kind: row.kind, doneBy: row.doneBy, doneAt: row.doneAt,
            text: row.textSealed.isEmpty
                ? ""
                : try vault.openText(
                    row.textSealed, as: Self.coachingStepPlace(row.coaching, row.number)))
    }

    /// What is left of coachings when the customer of a call that they are about is erased: what
    /// was done when, and no word that may tell of the customer.
    func blankWords(ofCoachingsOver customer: Customer.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = Coaching.ID(0)
        while true {
            let rows = try db.coachings(of: customer, after: behind, limit: pageRows)
            for row in rows {
                try verify(row)
                var blank = row
                blank.textSealed = []
                blank.version += 1
                try db.update(sealed(blank))
                for step in try db.steps(of: row.id, limit: Coaching.Limits.steps)
                where !step.textSealed.isEmpty {
                    try verify(step)
                    var silent = step
                    silent.textSealed = []
                    try db.update(sealed(silent))
                }
            }
            guard rows.count == pageRows, let last = rows.last else { return }
            behind = last.id
        }
    }

    static func coachingPlace(_ id: Coaching.ID) -> FieldPlace {
        FieldPlace(table: "coaching", column: "text", row: id.rawValue, version: 1)
    }

    static func coachingStepPlace(_ id: Coaching.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "coaching_step", column: "text", row: id.rawValue, version: Int64(number))
    }
}

extension Refusal {
    static var noSuchCoaching: Refusal {
        Refusal(
            .notFound, .noSuchCoaching, "There is no such coaching. Go back to the list.")
    }

    static var coachingState: Refusal {
        Refusal(
            .conflict, .coachingState,
            "This can't be done with the coaching as it stands now. Reload the page.")
    }

    static var ownCoaching: Refusal {
        Refusal(
            .forbidden, .ownCoaching, "Nobody coaches themselves. Ask somebody else to do it.")
    }

    static var othersCoaching: Refusal {
        Refusal(
            .forbidden, .othersCoaching,
            "Somebody else made this coaching. They, a QA lead or the supervisor end it.")
    }

    static var noAgentToCoach: Refusal {
        coachingProblem("There is no such agent in your reach. Name one by code.", "agent")
    }

    static var noQuestionToCoach: Refusal {
        coachingProblem(
            "This question isn't on the scorecard. Name one that is, with its scorecard.",
            "question")
    }

    static func coachingProblem(_ sentence: String, _ subject: String) -> Refusal {
        Refusal(.invalid, .coachingProblems, sentence, subject: subject)
    }
}
