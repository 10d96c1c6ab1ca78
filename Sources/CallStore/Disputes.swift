package import Calls
package import Foundation

package struct DisputeRow: RegulatedRow {
    package static let table = "dispute"

    package var id: Dispute.ID
    package var evaluation: Evaluation.ID
    /// Code of the question whose answer is disputed.
    package var question: String
    package var textSealed: [UInt8]
    package var raisedBy: String
    package var raisedAt: Date
    package var dueAt: Date
    package var decision: Decision?
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    package struct Decision: Sendable {
        package var outcome: Dispute.Outcome
        package var becauseSealed: [UInt8]
        package var by: String
        package var at: Date

        package init(outcome: Dispute.Outcome, becauseSealed: [UInt8], by: String, at: Date) {
            self.outcome = outcome
            self.becauseSealed = becauseSealed
            self.by = by
            self.at = at
        }
    }

    package init(
        id: Dispute.ID, evaluation: Evaluation.ID, question: String, textSealed: [UInt8],
        raisedBy: String, raisedAt: Date, dueAt: Date
    ) {
        self.id = id
        self.evaluation = evaluation
        self.question = question
        self.textSealed = textSealed
        self.raisedBy = raisedBy
        self.raisedAt = raisedAt
        self.dueAt = dueAt
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), evaluation: try row.get("evaluation_id"),
            question: try row.get("question"), textSealed: try row.get("text_sealed"),
            raisedBy: try row.get("raised_by"), raisedAt: try row.get("raised_at"),
            dueAt: try row.get("due_at"))
        if let decidedAt: Date = try row.get("decided_at") {
            decision = Decision(
                outcome: try row.named("outcome"), becauseSealed: try row.get("because_sealed"),
                by: try row.get("decided_by"), at: decidedAt)
        }
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, evaluation, question, textSealed, raisedBy, raisedAt, dueAt,
            decision?.outcome.rawValue, decision?.becauseSealed, decision?.by, decision?.at,
            version,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ dispute: DisputeRow) throws {
        try execute("""
            INSERT INTO dispute
              (id, evaluation_id, question, text_sealed, raised_by, raised_at, due_at, version,
               row_mac)
            VALUES (\(dispute.id), \(dispute.evaluation), \(dispute.question),
              \(dispute.textSealed), \(dispute.raisedBy), \(dispute.raisedAt), \(dispute.dueAt),
              \(dispute.version), \(dispute.rowMAC))
            """)
    }

    /// Writes what came of `dispute`, and its words.
    package func update(_ dispute: DisputeRow) throws {
        try execute("""
            UPDATE dispute SET
              text_sealed = \(dispute.textSealed), outcome = \(dispute.decision?.outcome.rawValue),
              because_sealed = \(dispute.decision?.becauseSealed),
              decided_by = \(dispute.decision?.by), decided_at = \(dispute.decision?.at),
              version = \(dispute.version), row_mac = \(dispute.rowMAC)
            WHERE id = \(dispute.id)
            """)
    }

    package func dispute(_ id: Dispute.ID) throws -> DisputeRow? {
        try row("SELECT * FROM dispute WHERE id = \(id)").map(DisputeRow.init)
    }

    /// In the order in which they were raised.
    package func disputes(of evaluation: Evaluation.ID, limit: Int) throws -> [DisputeRow] {
        try rows("""
            SELECT * FROM dispute WHERE evaluation_id = \(evaluation) ORDER BY id LIMIT \(limit)
            """).map(DisputeRow.init)
    }

    /// Those that wait for a decision, the most urgent first.
    package func openDisputes(
        after cursor: (dueAt: Date, id: Dispute.ID)?, limit: Int
    ) throws -> [DisputeRow] {
        let behind: SQL = cursor.map { "AND (due_at, id) > (\($0.dueAt), \($0.id))" } ?? ""
        return try rows("""
            SELECT * FROM dispute WHERE outcome IS NULL \(behind)
            ORDER BY due_at, id LIMIT \(limit)
            """).map(DisputeRow.init)
    }
}
