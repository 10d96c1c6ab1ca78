import CallLedger
import CallStore
package import Calls
import Foundation

/// What waits to be scored, and who takes it.
extension CallDesk {
    /// What waits for `principal`: begun first, then the most urgent; behind theirs, what is
    /// nobody's.
    package func queue(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<EvaluationSummary> {
        let limit = try checked(limit)
        let start = try cursor.map(QueuePlace.init) ?? QueuePlace(part: 0)
        let visibility = try visibility(.score, of: principal)
        let parts: [(Account.ID?, Evaluation.State)] =
            (principal.account.map { [($0, .claimed), ($0, .open)] } ?? []) + [(nil, .open)]
        let desk = self
        return try await see(by: principal, needing: .score) { db in
            var found: [(QueuePlace, ListedEvaluationRow)] = []
            for (number, part) in parts.enumerated() where number >= start.part {
                let rows = try db.queue(
                    of: part.0, state: part.1, within: visibility,
                    after: number == start.part ? start.cursor : nil,
                    limit: limit + 1 - found.count)
                for row in rows {
                    let cursor = QueueCursor(
                        dueAt: row.evaluation.dueAt, id: row.evaluation.id)
                    found.append((QueuePlace(part: number, cursor: cursor), row))
                }
                if found.count > limit { break }
            }
            return Page(
                items: found.prefix(limit).map { desk.summary($0.1) },
                next: found.count > limit ? found[limit - 1].0.text : nil)
        }
    }

    /// What waits for `principal`, each counted to 100: calls to score, and evaluations to be
    /// looked at a second time, decided on or acknowledged.
    package func scoringToDo(
        by principal: Principal
    ) async throws -> (calls: Int, evaluations: Int) {
        let bound = 100
        var states: [Evaluation.State] = []
        if principal.may(.confirmEvaluations) { states.append(.secondLook) }
        if principal.may(.decideDisputes) { states.append(.disputed) }
        if principal.may(.acknowledge) { states.append(.released) }
        let visibility = try visibility(.seeEvaluations, of: principal)
        return try await see(by: principal, needing: .seeEvaluations) { [states] db in
            var calls = 0
            if principal.may(.score), let account = principal.account {
                calls = try db.countEvaluations(
                    in: [.open, .claimed], of: account, within: visibility, bound: bound)
            }
            return (
                calls,
                states.isEmpty
                    ? 0
                    : try db.countEvaluations(in: states, within: visibility, bound: bound)
            )
        }
    }

    /// Gives `principal` the next call to score and says which: what they began, else the most
    /// urgent of theirs, else of nobody's.
    package func claimNext(by principal: Principal) async throws -> Evaluation.ID {
        let page = try await queue(after: nil, limit: Self.pageMax, by: principal)
        for item in page.items {
            do {
                try await claim(item.id, by: principal)
                return item.id
            } catch let refusal as Refusal where refusal.code == .alreadyClaimed {
                continue
            }
        }
        throw Refusal(
            .notFound, .queueEmpty, "Nothing waits for you. Look again after the next draw.")
    }

    /// Takes a call to score it. Nothing changes when it is theirs already.
    package func claim(_ id: Evaluation.ID, by principal: Principal) async throws {
        let desk = self
        let account = try desk.scorer(principal)
        try await change(by: principal, needing: .score) { change in
            var row = try desk.existing(id, for: principal, needing: .score, in: change.db)
            if row.state == .claimed, row.assignedTo == account {
                change.isUnchanged = true
                return
            }
            guard row.state == .open || row.state == .claimed else {
                throw Refusal.evaluationState
            }
            guard row.state == .open, row.assignedTo == nil || row.assignedTo == account else {
                throw Refusal.alreadyClaimed
            }
            row.assignedTo = account
            row.claimedAt = change.now
            row.state = .claimed
            try desk.write(&row, as: .claimed, in: change)
            try change.record(
                .evaluationClaimed, object: "evaluation:\(id)", details: ["call": "\(row.call)"])
        }
    }

    /// Gives a call back: anybody may take it then, but for one of a calibration or a review,
    /// which stays its rater's. What was typed is forgotten.
    package func free(_ id: Evaluation.ID, by principal: Principal) async throws {
        let desk = self
        let account = try desk.scorer(principal)
        try await change(by: principal, needing: .score) { change in
            var row = try desk.existing(id, for: principal, needing: .score, in: change.db)
            guard row.state == .claimed, row.assignedTo == account else {
                throw Refusal.notClaimed
            }
            // What was sent back belongs to whoever scored it.
            guard row.sheets == 0 else { throw Refusal.evaluationState }
            if row.stream != .calibration { row.assignedTo = nil }
            row.claimedAt = nil
            row.state = .open
            try change.db.deleteDraft(of: id)
            try desk.write(&row, as: .freed, in: change)
            try change.record(.evaluationFreed, object: "evaluation:\(id)")
        }
    }

    /// Gives a call that nobody has handed in to `analyst`, whoever had it; to nobody when nil.
    package func assign(
        _ id: Evaluation.ID, to analyst: Account.ID?, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .assignEvaluations) { change in
            var row = try desk.existing(
                id, for: principal, needing: .assignEvaluations, in: change.db)
            guard row.state == .open || row.state == .claimed, row.sheets == 0 else {
                throw Refusal.evaluationState
            }
            // A calibration's rater stays, and a review is always somebody's.
            let isReview = try desk.review(of: row, in: change.db) != nil
            guard row.stream != .calibration || (isReview && analyst != nil) else {
                throw Refusal.evaluationState
            }
            if let analyst {
                let able = try desk.able(for: row, in: change.db)
                guard able.contains(where: { $0.id == analyst }) else {
                    throw Refusal(
                        .invalid, .noAnalysts,
                        "This account may not score this call. Choose a QA analyst whose teams "
                            + "cover it; of a review, not who scored it first.",
                        subject: "\(analyst)")
                }
            }
            guard row.assignedTo != analyst || row.state == .claimed else {
                change.isUnchanged = true
                return
            }
            row.assignedTo = analyst
            row.claimedAt = nil
            row.state = .open
            try change.db.deleteDraft(of: id)
            try desk.write(&row, as: .assigned, in: change)
            try change.record(
                .evaluationAssigned, object: "evaluation:\(id)",
                details: ["to": analyst.map { "account:\($0)" } ?? "nobody"])
        }
    }

    /// The account that scores; refused for whoever has none, such as a user at the socket.
    func scorer(_ principal: Principal) throws -> Account.ID {
        try require(.score, of: principal)
        guard let account = principal.account else {
            throw Refusal(
                .forbidden, .noAccount,
                "Only an account can score calls. Sign in with yours.")
        }
        return account
    }

    func summary(_ row: ListedEvaluationRow) -> EvaluationSummary {
        let evaluation = row.evaluation
        var summary = EvaluationSummary(
            id: evaluation.id, call: evaluation.call, callStartedAt: row.startedAt,
            zone: row.zone, callSeconds: Double(row.durationMilliseconds) / 1000,
            stream: evaluation.stream, card: evaluation.card, cardCode: row.card,
            cardVersion: evaluation.cardVersion, state: evaluation.state,
            dueAt: evaluation.dueAt)
        summary.agent = row.agent
        summary.agentName = row.agentName
        summary.campaign = row.campaign
        summary.campaignName = row.campaignName
        summary.draw = evaluation.pick?.draw
        summary.assignedTo = evaluation.assignedTo
        summary.analyst = row.assignedTitle
        summary.claimedAt = evaluation.claimedAt
        summary.score = evaluation.score.hundredths.map { Percent($0) }
        summary.passed = evaluation.score.isPassed
        summary.autoFails = evaluation.score.autoFails
        summary.scoredBy = evaluation.scoredBy
        summary.submittedAt = evaluation.submittedAt
        summary.releaseAt = evaluation.releaseAt
        summary.releasedAt = evaluation.releasedAt
        return summary
    }
}

/// Where a page of a queue ended: in which of its parts, and behind what.
private struct QueuePlace {
    var part: Int
    var cursor: QueueCursor?

    init(part: Int, cursor: QueueCursor? = nil) {
        self.part = part
        self.cursor = cursor
    }

    init(_ text: String) throws {
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 3, let part = Int(pieces[0]), (0...2).contains(part),
            let due = Int64(pieces[1]), let id = Evaluation.ID(text: pieces[2])
        else { throw CallDesk.badCursor }
        self.part = part
        cursor = QueueCursor(dueAt: Date(microseconds: due), id: id)
    }

    var text: String {
        guard let cursor else { return "" }
        return "\(part).\(cursor.dueAt.microseconds).\(cursor.id)"
    }
}

extension Refusal {
    static var alreadyClaimed: Refusal {
        Refusal(
            .conflict, .alreadyClaimed, "Somebody else is scoring this call. Take the next one.")
    }

    static var notClaimed: Refusal {
        Refusal(.conflict, .notClaimed, "Claim this call first; then score it.")
    }
}
