package import Calls
package import Foundation

/// One of the things that a coaching is about.
package struct CoachingTopicRow: RegulatedRow {
    package static let table = "coaching_topic"

    package var coaching: Coaching.ID
    package var number: Int
    package var evaluation: Evaluation.ID?
    package var call: Call.ID?
    package var card: Scorecard.ID?
    /// Code of the question.
    package var question: String?
    package var rowMAC: [UInt8] = []

    package init(coaching: Coaching.ID, number: Int) {
        self.coaching = coaching
        self.number = number
    }

    package init(_ row: Row) throws {
        self.init(coaching: try row.get("coaching_id"), number: try row.get("number"))
        evaluation = try row.get("evaluation_id")
        call = try row.get("call_id")
        card = try row.get("card_id")
        question = try row.get("question")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [coaching, number, evaluation, call, card, question]
        return values.map(\.sqlValue)
    }
}

/// Something that was done with a coaching.
package struct CoachingStepRow: RegulatedRow {
    package static let table = "coaching_step"

    package var coaching: Coaching.ID
    package var number: Int
    package var kind: CoachingStep.Kind
    package var doneBy: String
    package var doneAt: Date
    /// Empty where nothing was said, and once it had to go.
    package var textSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        coaching: Coaching.ID, number: Int, kind: CoachingStep.Kind, doneBy: String,
        doneAt: Date, textSealed: [UInt8]
    ) {
        self.coaching = coaching
        self.number = number
        self.kind = kind
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.textSealed = textSealed
    }

    package init(_ row: Row) throws {
        self.init(
            coaching: try row.get("coaching_id"), number: try row.get("number"),
            kind: try row.named("kind"), doneBy: try row.get("done_by"),
            doneAt: try row.get("done_at"), textSealed: try row.get("text_sealed"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            coaching, number, kind.rawValue, doneBy, doneAt, textSealed,
        ]
        return values.map(\.sqlValue)
    }
}

/// Sums over evaluations, in hundredths of a percent.
package struct ShareSums: Hashable, Sendable {
    package var evaluations: Int
    package var total: Int64
    package var squares: Int64
}

extension Transaction {
    package func insert(_ topic: CoachingTopicRow) throws {
        try execute("""
            INSERT INTO coaching_topic
              (coaching_id, number, evaluation_id, call_id, card_id, question, row_mac)
            VALUES (\(topic.coaching), \(topic.number), \(topic.evaluation), \(topic.call),
              \(topic.card), \(topic.question), \(topic.rowMAC))
            """)
    }

    package func topics(of coaching: Coaching.ID, limit: Int) throws -> [CoachingTopicRow] {
        try rows("""
            SELECT * FROM coaching_topic WHERE coaching_id = \(coaching)
            ORDER BY number LIMIT \(limit)
            """).map(CoachingTopicRow.init)
    }

    package func insert(_ step: CoachingStepRow) throws {
        try execute("""
            INSERT INTO coaching_step
              (coaching_id, number, kind, done_by, done_at, text_sealed, row_mac)
            VALUES (\(step.coaching), \(step.number), \(step.kind.rawValue), \(step.doneBy),
              \(step.doneAt), \(step.textSealed), \(step.rowMAC))
            """)
    }

    /// Takes the words out of a step.
    package func update(_ step: CoachingStepRow) throws {
        try execute("""
            UPDATE coaching_step
            SET text_sealed = \(step.textSealed), row_mac = \(step.rowMAC)
            WHERE coaching_id = \(step.coaching) AND number = \(step.number)
            """)
    }

    /// In the order in which they were done.
    package func steps(of coaching: Coaching.ID, limit: Int) throws -> [CoachingStepRow] {
        try rows("""
            SELECT * FROM coaching_step WHERE coaching_id = \(coaching)
            ORDER BY number LIMIT \(limit)
            """).map(CoachingStepRow.init)
    }

    /// What `agent` was given for `question` in evaluations of calls of these days.
    package func shares(
        of agent: Agent.ID, card: Scorecard.ID, question: String, on days: ClosedRange<Int>
    ) throws -> ShareSums {
        let found = try row("""
            SELECT CAST(coalesce(sum(evaluations), 0) AS BIGINT) AS evaluations,
              CAST(coalesce(sum(total), 0) AS BIGINT) AS total,
              CAST(coalesce(sum(squares), 0) AS BIGINT) AS squares
            FROM roll_up
            WHERE scope = 'agent' AND subject_id = \(agent) AND card_id = \(card)
              AND question = \(question) AND grain = 'day'
              AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
            """)
        guard let found else { return ShareSums(evaluations: 0, total: 0, squares: 0) }
        return ShareSums(
            evaluations: try found.get("evaluations"), total: try found.get("total"),
            squares: try found.get("squares"))
    }
}
