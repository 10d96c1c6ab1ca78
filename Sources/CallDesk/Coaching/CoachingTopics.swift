import CallStore
import Calls
import Foundation

/// What a coaching is about, checked when it is made and reckoned when it is read.
extension CallDesk {
    /// A topic whose codes were looked up.
    struct FoundTopic {
        var evaluation: Evaluation.ID?
        var call: Call.ID?
        var card: Scorecard.ID?
        var question: String?
        /// Whose call it is; nil for a question alone.
        var agent: Agent.ID?

        func row(_ number: Int, of coaching: Coaching.ID) -> CoachingTopicRow {
            var row = CoachingTopicRow(coaching: coaching, number: number)
            (row.evaluation, row.call, row.card, row.question) = (evaluation, call, card, question)
            return row
        }
    }

    func topics(
        _ topics: [NewCoaching.NewTopic], for principal: Principal, in db: Transaction
    ) throws -> [FoundTopic] {
        guard Set(topics).count == topics.count else {
            throw Refusal.coachingProblem("A topic stands twice; name it once.", "topics")
        }
        return try topics.map { topic in
            if topic.evaluation != nil { return try evaluated(topic, for: principal, in: db) }
            return try unevaluated(topic, for: principal, in: db)
        }
    }

    /// The agent that is named, else the one whose call the first topic is about.
    func agent(
        of new: NewCoaching, _ topics: [FoundTopic], in db: Transaction
    ) throws -> AgentRow {
        var found: AgentRow?
        if let code = new.agentCode {
            found = try verified(db.agent(code: db.listedAgent(code: code)))
        } else if let agent = topics.lazy.compactMap(\.agent).first {
            found = try verified(db.agent(agent))
        }
        guard let found else { throw Refusal.noAgentToCoach }
        return found
    }

    /// Of a released evaluation: what isn't shown to the agent yet isn't told them by the way.
    private func evaluated(
        _ topic: NewCoaching.NewTopic, for principal: Principal, in db: Transaction
    ) throws -> FoundTopic {
        guard let id = topic.evaluation else { throw Refusal.noSuchEvaluation }
        let row = try existing(id, for: principal, needing: .seeEvaluations, in: db)
        guard row.state.isReleased else {
            throw Refusal.coachingProblem(
                "This evaluation isn't released. Wait for its release; the agent sees it then.",
                "topics")
        }
        guard let agent = row.subject.agent else { throw Refusal.noAgentToCoach }
        var found = FoundTopic(evaluation: id, call: row.call, agent: agent)
        if let question = topic.question {
            guard try card(of: row, in: db).question(question) != nil else {
                throw Refusal.noQuestionToCoach
            }
            (found.card, found.question) = (row.card, question)
        }
        return found
    }

    private func unevaluated(
        _ topic: NewCoaching.NewTopic, for principal: Principal, in db: Transaction
    ) throws -> FoundTopic {
        var found = FoundTopic()
        if let id = topic.call {
            guard let call = try verified(db.call(id)),
                principal.visibility(.seeCall)?.covers(call) == true
            else { throw Self.noSuchCall }
            guard let agent = call.agentID else { throw Refusal.noAgentToCoach }
            (found.call, found.agent) = (id, agent)
        }
        if let code = topic.question {
            guard let name = topic.card, let card = try verified(db.scorecard(code: name)),
                try question(code, of: card, on: today.number, in: db) != nil
            else { throw Refusal.noQuestionToCoach }
            (found.card, found.question) = (card.id, code)
        }
        guard found.call != nil || found.question != nil else {
            throw Refusal.coachingProblem(
                "Each topic names an evaluation, a call, or a question with its scorecard.",
                "topics")
        }
        return found
    }

    /// As the version in force on `day` has it.
    private func question(
        _ code: String, of card: ScorecardRow, on day: Int, in db: Transaction
    ) throws -> Scorecard.Question? {
        try verified(db.versionInForce(of: card.id, on: day))?.card.question(code)
    }

    func topics(of row: CoachingRow, in db: Transaction) throws -> [CoachingTopic] {
        try db.topics(of: row.id, limit: Coaching.Limits.topics).map { found in
            try verify(found)
            var topic = CoachingTopic(evaluation: found.evaluation, call: found.call)
            if let id = found.call, let call = try verified(db.call(id)) {
                (topic.callStartedAt, topic.zone) = (call.startedAt, call.zone)
            }
            guard let card = found.card, let code = found.question else { return topic }
            let cardRow = try existing(card, in: db)
            topic.card = cardRow.code
            topic.question = CoachingTopic.Asked(
                code: code, text: try text(of: code, in: found, cardRow, row, db),
                effect: try effect(of: row, card: card, question: code, in: db))
            return topic
        }
    }

    /// As the evaluation's version of the card asks it, else that of the coaching's day.
    private func text(
        of code: String, in topic: CoachingTopicRow, _ card: ScorecardRow, _ row: CoachingRow,
        _ db: Transaction
    ) throws -> LocalText {
        var asked: Scorecard.Question?
        if let id = topic.evaluation, let evaluation = try verified(db.evaluation(id)) {
            asked = try self.card(of: evaluation, in: db).question(code)
        } else {
            asked = try question(code, of: card, on: row.day, in: db)
        }
        return asked?.text
            ?? LocalText(english: code, simplifiedChinese: code, traditionalChinese: code)
    }

    private func effect(
        of row: CoachingRow, card: Scorecard.ID, question: String, in db: Transaction
    ) throws -> CoachingEffect {
        let spans = CoachingEffect.spans(around: LocalDay(number: row.day))
        let found = try [spans.before, spans.after].map { days in
            try db.shares(of: row.agent, card: card, question: question, on: days).summary
        }
        return CoachingEffect(before: found[0], after: found[1])
    }
}

extension ShareSums {
    /// In percent.
    fileprivate var summary: SampleSummary {
        SampleSummary(
            count: evaluations, sum: Double(total) / 100, sumOfSquares: Double(squares) / 10_000)
            ?? SampleSummary([])
    }
}
