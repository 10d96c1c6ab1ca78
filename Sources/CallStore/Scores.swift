package import Calls
package import Foundation

/// Which stored sums are asked for: a scope, who of it, and of which teams the calls were.
package struct ScoreSource: Hashable, Sendable {
    package var scope: ScoreScope
    /// Nil for everybody of the scope.
    package var subjects: [Int64]?
    /// Nil for all.
    package var teams: [Int64]?

    package init(_ scope: ScoreScope, subjects: [Int64]? = nil, teams: [Int64]? = nil) {
        self.scope = scope
        self.subjects = subjects
        self.teams = teams
    }

    fileprivate var conditions: [SQL] {
        var all: [SQL] = ["scope = \(scope.rawValue)"]
        if let subjects { all.append("subject_id IN (\(Self.list(subjects)))") }
        if let teams { all.append("team_id IN (\(Self.list(teams)))") }
        return all
    }

    private static func list(_ ids: [Int64]) -> SQL {
        ids.isEmpty ? "NULL" : ids.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
    }
}

/// A stored sum with what it is of.
package struct ScoreSumRow: Hashable, Sendable {
    package var key: ScoreKey
    package var sum: ScoreSum

    package init(key: ScoreKey, sum: ScoreSum) {
        self.key = key
        self.sum = sum
    }

    init(_ row: Row) throws {
        let grain: ScoreGrain = try row.named("grain")
        key = ScoreKey(
            try row.named("scope"), try row.get("subject_id"), card: try row.get("card_id"),
            question: try row.get("question"), of: (grain, try row.get("day")),
            team: try row.get("team_id"))
        sum = try ScoreSum(row)
    }
}

extension ScoreSum {
    init(_ row: Row) throws {
        self.init()
        count = try row.get("evaluations")
        total = try row.get("total")
        squares = try row.get("squares")
        passed = try row.get("passed")
        autoFails = try row.get("auto_fails")
        disputed = try row.get("disputed")
        upheld = try row.get("upheld")
    }
}

extension Transaction {
    private static let rowsAtOnce = 200
    private static let figures = [
        "evaluations", "total", "squares", "passed", "auto_fails", "disputed", "upheld",
    ]
    /// PostgreSQL's sums of integers are decimals, unless they are told not to be.
    private static let sums = SQL(
        stringLiteral: figures.map { "CAST(SUM(\($0)) AS BIGINT) AS \($0)" }
            .joined(separator: ", "))

    /// Adds each sum to the one that is stored, which may be none.
    package func add(_ sums: [ScoreSumRow]) throws {
        let adding = Self.figures.map { "\($0) = roll_up.\($0) + excluded.\($0)" }
            .joined(separator: ", ")
        for start in stride(from: 0, to: sums.count, by: Self.rowsAtOnce) {
            let part = sums[start..<min(start + Self.rowsAtOnce, sums.count)]
            let values = part.map { row in
                let (key, sum) = (row.key, row.sum)
                return """
                    (\(key.scope.rawValue), \(key.subject), \(key.card), \(key.question),
                    \(key.grain.rawValue), \(key.day), \(key.team), \(sum.count), \(sum.total),
                    \(sum.squares), \(sum.passed), \(sum.autoFails), \(sum.disputed),
                    \(sum.upheld))
                    """ as SQL
            }
            try execute("""
                INSERT INTO roll_up (scope, subject_id, card_id, question, grain, day, team_id,
                  evaluations, total, squares, passed, auto_fails, disputed, upheld)
                VALUES \(values.joined(separator: ", "))
                ON CONFLICT (scope, subject_id, card_id, question, grain, day, team_id)
                DO UPDATE SET \(SQL(stringLiteral: adding))
                """)
        }
    }

    /// The whole form's sum of each day that has one, by day.
    package func scoreSums(
        _ source: ScoreSource, card: Scorecard.ID, days: ClosedRange<Int>
    ) throws -> [Int: ScoreSum] {
        let conditions = source.conditions.joined(separator: " AND ")
        let found = try rows("""
            SELECT day, \(Self.sums) FROM roll_up
            WHERE \(conditions) AND card_id = \(card) AND question = '' AND grain = 'day'
              AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
            GROUP BY day
            """).map { (try $0.get("day") as Int, try ScoreSum($0)) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The sums of each question over `period`, by code.
    package func questionSums(
        _ source: ScoreSource, card: Scorecard.ID, _ period: ScorePeriod
    ) throws -> [String: ScoreSum] {
        let conditions = source.conditions + ["card_id = \(card)", "question <> ''"]
        let found = try rows("""
            SELECT question, \(Self.sums)
            FROM (\(Self.rollUps(period, where: conditions))) parts GROUP BY question
            """).map { (try $0.get("question") as String, try ScoreSum($0)) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// How many evaluations each scorecard has in `period`, the most used first.
    package func cardCounts(
        _ source: ScoreSource, _ period: ScorePeriod, limit: Int
    ) throws -> [(card: Scorecard.ID, code: String, count: Int)] {
        let conditions = source.conditions + ["question = ''"]
        return try rows("""
            SELECT card_id, code, evaluations FROM (
              SELECT card_id, CAST(SUM(evaluations) AS BIGINT) AS evaluations
              FROM (\(Self.rollUps(period, where: conditions))) parts GROUP BY card_id) counts
              JOIN scorecard ON scorecard.id = card_id
            WHERE evaluations > 0 ORDER BY evaluations DESC, code LIMIT \(limit)
            """).map { (try $0.get("card_id"), try $0.get("code"), try $0.get("evaluations")) }
    }

    /// The whole forms' sums of each subject of `source`, or of each team whose calls they were;
    /// those with the most evaluations, when there are more than `limit`.
    package func subjectSums(
        _ source: ScoreSource, byTeam: Bool, card: Scorecard.ID, _ period: ScorePeriod,
        limit: Int
    ) throws -> [(id: Int64, sum: ScoreSum)] {
        let conditions = source.conditions + ["card_id = \(card)", "question = ''"]
        let column: SQL = byTeam ? "team_id" : "subject_id"
        return try rows("""
            SELECT \(column) AS id, \(Self.sums)
            FROM (\(Self.rollUps(period, where: conditions))) parts GROUP BY \(column)
            ORDER BY evaluations DESC, id LIMIT \(limit)
            """).map { (try $0.get("id"), try ScoreSum($0)) }
    }

    /// What subjects of a scope are called, by id: a team's id and name, else code and name.
    package func scoreSubjects(
        _ scope: ScoreScope, ids: [Int64]
    ) throws -> [Int64: (key: String, name: String?)] {
        let table: SQL
        switch scope {
        case .all: return [:]
        case .team: table = "SELECT id, '' AS code, name FROM team"
        case .campaign: table = "SELECT id, code, name FROM campaign"
        case .agent: table = "SELECT id, code, name FROM agent"
        }
        var subjects: [Int64: (key: String, name: String?)] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.rowsAtOnce) {
            let some = ids[start..<min(start + Self.rowsAtOnce, ids.count)]
            let list = some.map { "\($0)" as SQL }.joined(separator: ", ")
            for row in try rows("\(table) WHERE id IN (\(list))") {
                let id: Int64 = try row.get("id")
                let key = scope == .team ? Team.ID(id).description : try row.get("code") as String
                subjects[id] = (key: key, name: try row.get("name"))
            }
        }
        return subjects
    }

    /// Each run of stored sums by itself, so that each is a range of an index.
    private static func rollUps(_ period: ScorePeriod, where conditions: [SQL]) -> SQL {
        period.parts.map { part in
            """
            SELECT * FROM roll_up WHERE \(conditions.joined(separator: " AND "))
              AND grain = \(part.grain.rawValue)
              AND day BETWEEN \(part.days.lowerBound) AND \(part.days.upperBound)
            """ as SQL
        }.joined(separator: " UNION ALL ")
    }

    /// The versions of plans by which calls of `span` were drawn, in the order of their plans.
    package func planVersions(
        drawnIn span: Range<Date>, limit: Int
    ) throws -> [(plan: SamplePlan.ID, row: SamplePlanVersionRow)] {
        try rows("""
            SELECT v.* FROM sample_plan_version v JOIN (
              SELECT DISTINCT plan_id, plan_version FROM draw
              WHERE outcome = 'drawn' AND picks > 0 AND from_at < \(span.upperBound)
                AND until_at > \(span.lowerBound)) d
              ON d.plan_id = v.plan_id AND d.plan_version = v.number
            ORDER BY v.plan_id, v.number LIMIT \(limit)
            """).map { (try $0.get("plan_id"), try SamplePlanVersionRow($0)) }
    }
}
