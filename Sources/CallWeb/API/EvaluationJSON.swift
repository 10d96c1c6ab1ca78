import Calls

/// An evaluation as a line of `GET /api/v1/evaluations` and of the queue.
struct EvaluationJSON: Encodable, Sendable {
    let id: Evaluation.ID
    let call: Call.ID
    /// ISO 8601 with the offset of the call's zone.
    let callStartedAt: String
    let callSeconds: Double
    let agent: OrNull<String>
    let agentName: OrNull<String>
    let campaign: OrNull<String>
    let campaignName: OrNull<String>
    let stream: Evaluation.Stream
    let draw: OrNull<Draw.ID>
    let scorecard: String
    let scorecardVersion: Int
    let state: Evaluation.State
    let dueAt: String
    let analyst: OrNull<Account.ID>
    let analystName: OrNull<String>
    /// Hundredths of a percent.
    let score: OrNull<Percent>
    let passed: OrNull<Bool>
    let autoFails: Int
    let scoredBy: OrNull<String>
    let submittedAt: OrNull<String>
    let releaseAt: OrNull<String>
    let releasedAt: OrNull<String>

    init(_ evaluation: EvaluationSummary, home: Zone) {
        id = evaluation.id
        call = evaluation.call
        callStartedAt = Zone(named: evaluation.zone).time(evaluation.callStartedAt).iso8601
        callSeconds = evaluation.callSeconds.thousandths
        agent = OrNull(evaluation.agent)
        agentName = OrNull(evaluation.agentName)
        campaign = OrNull(evaluation.campaign)
        campaignName = OrNull(evaluation.campaignName)
        stream = evaluation.stream
        draw = OrNull(evaluation.draw)
        scorecard = evaluation.cardCode
        scorecardVersion = evaluation.cardVersion
        state = evaluation.state
        dueAt = home.time(evaluation.dueAt).iso8601
        analyst = OrNull(evaluation.assignedTo)
        analystName = OrNull(evaluation.analyst)
        score = OrNull(evaluation.score)
        passed = OrNull(evaluation.passed)
        autoFails = evaluation.autoFails
        scoredBy = OrNull(evaluation.scoredBy)
        submittedAt = OrNull(evaluation.submittedAt.map { home.time($0).iso8601 })
        releaseAt = OrNull(evaluation.releaseAt.map { home.time($0).iso8601 })
        releasedAt = OrNull(evaluation.releasedAt.map { home.time($0).iso8601 })
    }
}

/// `GET /api/v1/evaluations/:evaluation`.
struct EvaluationDetailJSON: Encodable, Sendable {
    struct Step: Encodable, Sendable {
        let kind: EvaluationStep.Kind
        let by: String
        let at: String
        let text: OrNull<String>
    }

    struct DisputeLine: Encodable, Sendable {
        let id: Dispute.ID
        let question: String
        let text: OrNull<String>
        let raisedBy: String
        let raisedAt: String
        let dueAt: String
        let outcome: OrNull<Dispute.Outcome>
        let because: OrNull<String>
        let decidedBy: OrNull<String>
        let decidedAt: OrNull<String>
    }

    let evaluation: EvaluationJSON
    /// The draft for who works on it, else the last sheet handed in.
    let sheet: AnswerSheet
    /// Null where nothing was handed in, or weights are hidden from who scores.
    let score: OrNull<ScoreJSON>
    let isMine: Bool
    let steps: [Step]
    let disputes: [DisputeLine]
    let disputeUntil: OrNull<String>
    let calibration: OrNull<Calibration.ID>
    /// What it is the second score of, once that is handed in.
    let reviewOf: OrNull<Evaluation.ID>
    /// Second scores of it that the reader sees.
    let reviews: [Evaluation.ID]

    init(_ detail: EvaluationDetail, home: Zone) {
        func name(_ principal: String) -> String { detail.titles[principal] ?? principal }
        evaluation = EvaluationJSON(detail.summary, home: home)
        sheet = detail.sheet
        score = OrNull(ScoreJSON(of: detail))
        isMine = detail.isMine
        steps = detail.steps.map {
            Step(
                kind: $0.kind, by: name($0.doneBy), at: home.time($0.doneAt).iso8601,
                text: OrNull($0.text))
        }
        disputes = detail.disputes.map {
            DisputeLine(
                id: $0.id, question: $0.question, text: OrNull($0.text),
                raisedBy: name($0.raisedBy), raisedAt: home.time($0.raisedAt).iso8601,
                dueAt: home.time($0.dueAt).iso8601, outcome: OrNull($0.decision?.outcome),
                because: OrNull($0.decision?.because),
                decidedBy: OrNull($0.decision.map { name($0.by) }),
                decidedAt: OrNull($0.decision.map { home.time($0.at).iso8601 }))
        }
        disputeUntil = OrNull(detail.disputeUntil.map { home.time($0).iso8601 })
        calibration = OrNull(detail.calibration)
        reviewOf = OrNull(detail.reviewOf)
        reviews = detail.reviews
    }
}

/// A score with every key, null where nothing counts.
struct ScoreJSON: Encodable, Sendable {
    struct Section: Encodable, Sendable {
        let code: String
        let score: OrNull<Percent>
        let earned: Thousandths
        let possible: Thousandths
        let failed: Bool
        let passed: OrNull<Bool>
        let questions: [Question]
    }

    struct Question: Encodable, Sendable {
        let code: String
        let points: OrNull<Thousandths>
        let weight: Thousandths
        let lost: Bool
    }

    let total: OrNull<Percent>
    let totalWithoutFails: OrNull<Percent>
    let band: OrNull<String>
    let passed: OrNull<Bool>
    let sections: [Section]
    let fails: [Score.Fail]
    let asked: [String]
    let notApplicable: Int

    init(_ score: Score) {
        total = OrNull(score.total)
        totalWithoutFails = OrNull(score.totalWithoutFails)
        band = OrNull(score.band)
        passed = OrNull(score.passed)
        sections = score.sections.map { section in
            Section(
                code: section.code, score: OrNull(section.score), earned: section.earned,
                possible: section.possible, failed: section.failed,
                passed: OrNull(section.passed),
                questions: section.questions.map {
                    Question(
                        code: $0.code, points: OrNull($0.points), weight: $0.weight, lost: $0.lost)
                })
        }
        fails = score.fails
        asked = score.asked
        notApplicable = score.notApplicable
    }

    /// Nil before anything is handed in, and of a draft whose weights are hidden.
    init?(of detail: EvaluationDetail) {
        let isDraft = detail.isMine
        guard isDraft ? !detail.scorecard.hidesWeights : detail.summary.passed != nil else {
            return nil
        }
        self.init(detail.scorecard.score(detail.sheet))
    }
}
