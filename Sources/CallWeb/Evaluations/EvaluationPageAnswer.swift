import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// The scoring screen for whoever works on it just now, else what it came to.
    func evaluationPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done", "t"])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        var detail = try await desk.evaluation(id, by: visit.principal)
        if detail.isMine, detail.revision == 0 {
            try await desk.fillMeasures(
                of: id, thresholds: settings.thresholds, by: visit.principal)
            detail = try await desk.evaluation(id, by: visit.principal)
        }
        if detail.isMine { return try await scoringPage(detail, for: visit) }
        return try await readingPage(detail, for: visit)
    }

    private func readingPage(
        _ detail: EvaluationDetail, for visit: Visit
    ) async throws -> Response {
        var visit = visit
        visit.words.titles.merge(detail.titles) { first, _ in first }
        let (words, reader) = (visit.words, visit.principal)
        let call = try await scoredCall(of: detail, for: visit)
        var analysts: [(id: Account.ID, title: String)] = []
        if EvaluationActs.mayAssign(detail, by: reader) {
            analysts = try await desk.analysts(for: detail.summary.id, by: reader)
        }
        let filled = FilledCard(detail.scorecard, detail.sheet, words)
        let done = visit.query["done"].flatMap { EvaluationDone(rawValue: $0) }
        let summary = detail.summary
        let isScored = summary.score != nil || summary.passed != nil
        let deciding = EvaluationDeciding(detail, filled, for: visit)
        let title = "\(words("evaluation.title")) · \(call.head.agent)"
        return try page(
            EvaluationPage(
                frame: await frame(title, in: .evaluations, of: visit),
                listURL: WebURL.evaluations, call: call.head,
                callURL: reader.may(.seeCall) ? WebURL.call(summary.call) : nil,
                done: done.map { words("evaluation.done.\($0.rawValue)") },
                notes: Self.notes(on: detail, words),
                card: filled.spoken(detail.scorecard.title),
                version: words("scoring.version", ["n": String(summary.cardVersion)]),
                score: isScored ? ScoringSheet.ScoreText(filled.score.total) : nil,
                verdicts: isScored ? filled.allVerdicts : [],
                withoutFails: isScored ? filled.withoutFails : nil,
                sections: isScored
                    ? filled.scoredSections(
                        disputing: deciding.mayDispute,
                        coaching: deciding.mayCoach ? summary.id : nil) : [],
                whole: isScored ? filled.scoredWhole : nil,
                acts: EvaluationActs(detail, analysts: analysts, reader, words),
                disputes: detail.disputes.map(deciding.card(of:)),
                steps: detail.steps.map { ScoredStep($0, words) },
                versions: filled.versions(detail.handedIn),
                player: call.player, figures: call.figures,
                historyURL: WebURL.history(of: "evaluation:\(summary.id)", for: reader),
                newCoachingURL: deciding.mayCoach ? WebURL.newCoaching(summary.id) : nil,
                otherScores: Self.otherScores(beside: detail, words)),
            for: visit)
    }

    private static func notes(on detail: EvaluationDetail, _ words: Words) -> [String] {
        let summary = detail.summary
        var notes: [String] = []
        switch summary.state {
        case .claimed:
            notes.append(
                words(
                    "evaluation.note.claimed",
                    [
                        "name": summary.analyst ?? words("evaluation.somebody"),
                        "since": words.moment(summary.claimedAt ?? summary.dueAt),
                    ]))
        case .open where summary.analyst != nil:
            notes.append(
                words("evaluation.note.assigned", ["name": summary.analyst ?? ""]))
        case .submitted:
            if let release = summary.releaseAt {
                notes.append(
                    words("evaluation.note.release", ["when": words.moment(release)]))
            }
        case .secondLook: notes.append(words("evaluation.note.secondLook"))
        default: break
        }
        if let until = detail.disputeUntil, summary.state.isReleased {
            notes.append(words("evaluation.note.dispute", ["until": words.moment(until)]))
        }
        if summary.stream == .risk || summary.stream == .single {
            notes.append(words("evaluation.note.noAverage"))
        }
        if summary.stream == .calibration {
            let isReview = detail.isReview
            notes.append(
                isReview ? words("evaluation.note.review") : words("evaluation.note.calibration"))
        }
        return notes
    }

    /// The calibration, the first score of a reviewed call, and second ones, as far as the reader
    /// sees them.
    private static func otherScores(
        beside detail: EvaluationDetail, _ words: Words
    ) -> [EvaluationPage.OtherScore] {
        var others = detail.reviews.map {
            EvaluationPage.OtherScore(
                text: words("evaluation.review"), url: WebURL.evaluation($0))
        }
        if let calibration = detail.calibration {
            others.append(
                EvaluationPage.OtherScore(
                    text: words("evaluation.calibration"), url: WebURL.calibration(calibration)))
        }
        if let first = detail.reviewOf {
            others.append(
                EvaluationPage.OtherScore(
                    text: words("evaluation.reviewOf"), url: WebURL.evaluation(first)))
        }
        return others
    }

    /// The call's head, player and figures; without them where the reader may not see it.
    func scoredCall(
        of detail: EvaluationDetail, for visit: Visit
    ) async throws -> (head: ScoredCall, player: Player?, figures: [Figure]) {
        let words = visit.words
        var found: CallDetail?
        if visit.principal.may(.seeCall) {
            do {
                found = try await desk.call(
                    detail.summary.call, thresholds: settings.thresholds, by: visit.principal)
            } catch let refusal as Refusal
                where [.noSuchCall, .damagedRecording].contains(refusal.code)
            {
                found = nil
            }
        }
        let recording = found?.recordings.first
        let asked = visit.query["t"].flatMap { Double($0) } ?? .nan
        let start = asked.isFinite ? min(max(0, asked), 1e6) : nil
        return (
            ScoredCall(
                detail.summary, found?.summary, isReview: detail.isReview, words, now: visit.now),
            recording.map {
                Player(
                    $0, startSeconds: start, gap: settings.thresholds.turnGapSeconds, words
                ).compact
            },
            recording.map { Figure.all($0, settings.thresholds, words) } ?? []
        )
    }
}

extension ScoredCall {
    /// `call` is nil for who may not see it.
    init(
        _ evaluation: EvaluationSummary, _ call: CallSummary?, isReview: Bool = false,
        _ words: Words, now: Date
    ) {
        let zone = Zone(named: evaluation.zone)
        let time = zone.time(evaluation.callStartedAt)
        url = WebURL.call(evaluation.call)
        agent = evaluation.agentName ?? evaluation.agent ?? words("call.unknownAgent")
        customer =
            call?.isErased == true
            ? words("call.erased") : call?.customerMasked ?? words("call.unknownNumber")
        arrow = call?.direction.map(CallRow.arrow) ?? ""
        direction = call?.direction.map(words.name) ?? words("call.unknownDirection")
        particulars = [
            evaluation.campaignName ?? evaluation.campaign,
            words("date.moment", ["day": words.shortDay(time), "clock": time.clock]),
            zone.offsetName(at: evaluation.callStartedAt), words.length(evaluation.callSeconds),
            words("evaluation.due", ["day": words.shortDay(words.home.time(evaluation.dueAt))]),
        ].compactMap { $0 }
        let purpose =
            isReview
            ? Tag(SamplePlan.Stream.review, words) : Tag(evaluation.stream, words)
        var tags = [Tag(evaluation.state, words), purpose].compactMap { $0 }
        if evaluation.isOverdue(at: now) {
            tags.append(Tag(symbol: "!", text: words("evaluation.overdue"), tone: "bad"))
        }
        self.tags = tags + Tag.all(call?.verdicts ?? [], words)
    }
}

extension ScoredStep {
    init(_ step: EvaluationStep, _ words: Words) {
        what = words("evaluation.step.\(step.kind.rawValue)")
        who = words.who(step.doneBy)
        when = words.moment(step.doneAt)
        text = step.text.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension EvaluationActs {
    init(
        _ detail: EvaluationDetail, analysts: [(id: Account.ID, title: String)],
        _ reader: Principal, _ words: Words
    ) {
        let summary = detail.summary
        let id = summary.id
        let isMineOrNobodys = summary.assignedTo == nil || summary.assignedTo == reader.account
        let mayClaim =
            summary.state == .open && reader.may(.score) && reader.account != nil
            && isMineOrNobodys
        claimURL = mayClaim ? WebURL.evaluation(id, .claim) : nil
        let isOwn =
            summary.scoredBy == reader.id
            || (reader.account != nil && summary.assignedTo == reader.account)
        confirm =
            summary.state == .secondLook && reader.may(.confirmEvaluations) && !isOwn
            ? Confirming(
                confirmURL: WebURL.evaluation(id, .confirm),
                returnURL: WebURL.evaluation(id, .sendBack)) : nil
        acknowledgeURL =
            summary.state == .released && reader.may(.acknowledge)
            ? WebURL.evaluation(id, .acknowledge) : nil
        let nobody = ScoringChoice(
            value: "nobody", label: words("evaluation.nobody"),
            isChosen: summary.assignedTo == nil)
        // A review is always somebody's.
        let choices = detail.isReview ? [] : [nobody]
        assign =
            Self.mayAssign(detail, by: reader)
            ? Assigning(
                url: WebURL.evaluation(id, .assign),
                analysts: choices
                    + analysts.map {
                        ScoringChoice(
                            value: $0.id.description, label: $0.title,
                            isChosen: $0.id == summary.assignedTo)
                    }) : nil
        settingAside =
            reader.may(.assignEvaluations) ? SettingAside(detail, words) : nil
    }

    static func mayAssign(_ detail: EvaluationDetail, by reader: Principal) -> Bool {
        let isWaiting = detail.summary.state == .open || detail.summary.state == .claimed
        let isKept = detail.summary.stream == .calibration && !detail.isReview
        let isMovable = !isKept && !detail.wasHandedIn
        return isWaiting && reader.may(.assignEvaluations) && isMovable
    }
}

extension EvaluationDetail {
    var wasHandedIn: Bool { steps.contains { $0.kind == .submitted } }
}

extension SettingAside {
    /// Nil for what wasn't drawn, and for what was handed in once.
    init?(_ detail: EvaluationDetail, _ words: Words) {
        let isWaiting = detail.summary.state == .open || detail.summary.state == .claimed
        guard detail.summary.draw != nil, isWaiting, !detail.wasHandedIn else { return nil }
        url = WebURL.evaluation(detail.summary.id, .replace)
        reasons = ReplacementReason.allCases.map {
            ScoringChoice(
                value: $0.rawValue, label: words("replacement.\($0.rawValue)"), isChosen: false)
        }
    }
}

extension ScoringSheet.ScoreText {
    /// Nil while nothing counts.
    init?(_ total: Percent?) {
        guard let total else { return nil }
        percent = String(total.hundredths / 100)
        hundredths = ".\((total.hundredths % 100).twoDigits)"
    }
}
