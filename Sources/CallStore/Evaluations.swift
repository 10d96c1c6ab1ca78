package import Calls
package import Foundation

package struct EvaluationRow: RegulatedRow {
    package static let table = "evaluation"

    package var id: Evaluation.ID
    package var call: Call.ID
    package var stream: Evaluation.Stream
    package var pick: Pick?
    package var card: Scorecard.ID
    package var cardVersion: Int
    package var subject: Subject
    package var madeAt: Date
    package var dueAt: Date
    package var assignedTo: Account.ID?
    package var claimedAt: Date?
    package var state: Evaluation.State = .open
    /// How many sheets were handed in; the last one counts.
    package var sheets = 0
    package var score: Score = Score()
    package var scoredBy: String?
    package var submittedAt: Date?
    package var releaseAt: Date?
    package var releasedAt: Date?
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    /// The place of a draw that the call was picked in.
    package struct Pick: Hashable, Sendable {
        package var draw: Draw.ID
        package var stratum: String
        package var place: Int

        package init(draw: Draw.ID, stratum: String, place: Int) {
            self.draw = draw
            self.stratum = stratum
            self.place = place
        }
    }

    /// Whose call it was, as when the evaluation was made.
    package struct Subject: Sendable {
        package var agent: Agent.ID?
        package var team: Team.ID?
        package var campaign: Campaign.ID?
        /// Days since 1970-01-01 on the call's own calendar.
        package var localDay: Int

        package init(_ call: CallRow) {
            agent = call.agentID
            team = call.teamID
            campaign = call.campaignID
            localDay = call.localDay
        }

        fileprivate init(_ row: Row) throws {
            agent = try row.get("agent_id")
            team = try row.get("team_id")
            campaign = try row.get("campaign_id")
            localDay = try row.get("local_day")
        }
    }

    /// What the last sheet comes to.
    package struct Score: Hashable, Sendable {
        /// Hundredths of a percent; nil when nothing could be scored.
        package var hundredths: Int?
        package var isPassed: Bool?
        package var autoFails = 0

        package init(hundredths: Int? = nil, isPassed: Bool? = nil, autoFails: Int = 0) {
            self.hundredths = hundredths
            self.isPassed = isPassed
            self.autoFails = autoFails
        }

        init(_ row: Row) throws {
            hundredths = try row.get("score")
            isPassed = (try row.get("passed") as Int?).map { $0 != 0 }
            autoFails = try row.get("auto_fails")
        }

        var passed: Int? { isPassed.map { $0 ? 1 : 0 } }
    }

    package init(
        id: Evaluation.ID, of call: CallRow, stream: Evaluation.Stream, pick: Pick?,
        card: ScorecardVersionRow, madeAt: Date, dueAt: Date
    ) {
        self.id = id
        self.call = call.id
        self.stream = stream
        self.pick = pick
        self.card = card.card
        cardVersion = card.number
        subject = Subject(call)
        self.madeAt = madeAt
        self.dueAt = dueAt
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        call = try row.get("call_id")
        stream = try row.named("stream")
        if let draw: Draw.ID = try row.get("draw_id") {
            pick = Pick(
                draw: draw, stratum: try row.get("stratum"), place: try row.get("place"))
        }
        card = try row.get("card_id")
        cardVersion = try row.get("card_version")
        subject = try Subject(row)
        madeAt = try row.get("made_at")
        dueAt = try row.get("due_at")
        assignedTo = try row.get("assigned_to")
        claimedAt = try row.get("claimed_at")
        state = try row.named("state")
        sheets = try row.get("sheets")
        score = try Score(row)
        scoredBy = try row.get("scored_by")
        submittedAt = try row.get("submitted_at")
        releaseAt = try row.get("release_at")
        releasedAt = try row.get("released_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, call, stream.rawValue, pick?.draw, pick?.stratum, pick?.place, card, cardVersion,
            subject.agent, subject.team, subject.campaign, subject.localDay, madeAt, dueAt,
            assignedTo, claimedAt, state.rawValue, sheets, score.hundredths, score.passed,
            score.autoFails, scoredBy, submittedAt, releaseAt, releasedAt, version,
        ]
        return values.map(\.sqlValue)
    }
}

extension Row {
    /// The case that a column's text names.
    func named<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
        let name: String = try get(column)
        guard let value = Value(rawValue: name) else {
            throw StoreFault.unexpectedRow("\(column) is \(name)")
        }
        return value
    }
}

extension Transaction {
    package func insert(_ evaluation: EvaluationRow) throws {
        let pick = evaluation.pick
        try execute("""
            INSERT INTO evaluation
              (id, call_id, stream, draw_id, stratum, place, card_id, card_version, agent_id,
               team_id, campaign_id, local_day, made_at, due_at, assigned_to, claimed_at, state,
               sheets, auto_fails, version, row_mac)
            VALUES (\(evaluation.id), \(evaluation.call), \(evaluation.stream.rawValue),
              \(pick?.draw), \(pick?.stratum), \(pick?.place), \(evaluation.card),
              \(evaluation.cardVersion), \(evaluation.subject.agent), \(evaluation.subject.team),
              \(evaluation.subject.campaign), \(evaluation.subject.localDay),
              \(evaluation.madeAt), \(evaluation.dueAt), \(evaluation.assignedTo),
              \(evaluation.claimedAt), \(evaluation.state.rawValue), \(evaluation.sheets),
              \(evaluation.score.autoFails), \(evaluation.version), \(evaluation.rowMAC))
            """)
    }

    /// Writes where an evaluation is in its life; its call and card never change.
    package func update(_ evaluation: EvaluationRow) throws {
        try execute("""
            UPDATE evaluation SET
              due_at = \(evaluation.dueAt), assigned_to = \(evaluation.assignedTo),
              claimed_at = \(evaluation.claimedAt), state = \(evaluation.state.rawValue),
              sheets = \(evaluation.sheets), score = \(evaluation.score.hundredths),
              passed = \(evaluation.score.passed), auto_fails = \(evaluation.score.autoFails),
              scored_by = \(evaluation.scoredBy), submitted_at = \(evaluation.submittedAt),
              release_at = \(evaluation.releaseAt), released_at = \(evaluation.releasedAt),
              version = \(evaluation.version), row_mac = \(evaluation.rowMAC)
            WHERE id = \(evaluation.id)
            """)
    }

    package func evaluation(_ id: Evaluation.ID) throws -> EvaluationRow? {
        try row("SELECT * FROM evaluation WHERE id = \(id)").map(EvaluationRow.init)
    }
}
