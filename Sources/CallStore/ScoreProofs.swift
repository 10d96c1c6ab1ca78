package import Calls

/// What sums of scores are counted again from.
extension Transaction {
    /// What the agent may see and averages count, in the order of ids behind `id`.
    package func countedEvaluations(
        after id: Evaluation.ID, limit: Int
    ) throws -> [EvaluationRow] {
        try rows("""
            SELECT * FROM evaluation
            WHERE \(Self.counted) AND id > \(id) ORDER BY id LIMIT \(limit)
            """).map(EvaluationRow.init)
    }

    /// As before, of the calls of one day.
    package func countedEvaluations(
        ofDay day: Int, after id: Evaluation.ID, limit: Int
    ) throws -> [EvaluationRow] {
        try rows("""
            SELECT * FROM evaluation
            WHERE \(Self.counted) AND local_day = \(day) AND id > \(id) ORDER BY id LIMIT \(limit)
            """).map(EvaluationRow.init)
    }

    package func countCountedEvaluations() throws -> Int64 {
        try row("SELECT count(*) AS count FROM evaluation WHERE \(Self.counted)")?
            .get("count") ?? 0
    }

    private static let counted: SQL = """
        stream = 'estimate' AND state IN ('released', 'acknowledged', 'disputed')
        """

    /// The first day behind `day` that has an evaluation or a sum; nil behind the last.
    package func nextScoreDay(after day: Int) throws -> Int? {
        let ofEvaluations: Int? = try row("""
            SELECT local_day FROM evaluation WHERE local_day > \(day) ORDER BY local_day LIMIT 1
            """)?.get("local_day")
        let ofSums: Int? = try row("""
            SELECT day FROM roll_up WHERE grain = 'day' AND day > \(day) ORDER BY day LIMIT 1
            """)?.get("day")
        return [ofEvaluations, ofSums].compactMap(\.self).min()
    }

    /// The sums of one day.
    package func scoreSums(ofDay day: Int) throws -> [ScoreSumRow] {
        try rows("SELECT * FROM roll_up WHERE grain = 'day' AND day = \(day)")
            .map(ScoreSumRow.init)
    }

    /// Sums in the order of their keys, whole series of days and months together, from behind the
    /// series of `key`; as many series as fit into `limit` rows, or one that doesn't.
    package func scoreSeries(after key: ScoreKey?, limit: Int) throws -> [ScoreSumRow] {
        let behind: SQL = key.map {
            """
            WHERE (scope, subject_id, card_id, question)
              > (\($0.scope.rawValue), \($0.subject), \($0.card), \($0.question))
            """
        } ?? ""
        let found = try rows("""
            SELECT * FROM roll_up \(behind)
            ORDER BY scope, subject_id, card_id, question, grain, day, team_id LIMIT \(limit)
            """).map(ScoreSumRow.init)
        guard found.count == limit, let last = found.last else { return found }
        let whole = found.prefix { !$0.key.isOfSeries(last.key) }
        return whole.isEmpty ? try series(of: last.key) : Array(whole)
    }

    private func series(of key: ScoreKey) throws -> [ScoreSumRow] {
        try rows("""
            SELECT * FROM roll_up WHERE scope = \(key.scope.rawValue)
              AND subject_id = \(key.subject) AND card_id = \(key.card)
              AND question = \(key.question)
            """).map(ScoreSumRow.init)
    }
}

extension ScoreKey {
    /// Whether both are of the same whom and what.
    package func isOfSeries(_ other: ScoreKey) -> Bool {
        scope == other.scope && subject == other.subject && card == other.card
            && question == other.question
    }
}
