import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// What a page of the scoring screen says besides what is saved.
struct ScoringRemarks: Sendable {
    /// A finished sentence over the form.
    var notice: String?
    /// Why it can't be submitted.
    var problems: [AnswerSheetProblem] = []
}

extension Web {
    /// The scoring screen of an evaluation that the reader works on.
    func scoringPage(
        _ detail: EvaluationDetail, saying remarks: ScoringRemarks = ScoringRemarks(),
        for visit: Visit, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (words, summary) = (visit.words, detail.summary)
        let call = try await scoredCall(of: detail, for: visit)
        let next = try await desk.queue(after: nil, limit: 2, by: visit.principal)
            .items.first { $0.id != summary.id }
        let title = "\(words("scoring.title")) · \(call.head.agent)"
        return try page(
            ScoringPage(
                frame: await frame(
                    title, in: .queue, of: visit, keys: ScoringPage.keys(words)),
                call: call.head, player: call.player, figures: call.figures,
                sheet: try ScoringSheet(detail, problems: remarks.problems, words),
                queueURL: WebURL.queue,
                nextURL: next.map { WebURL.evaluation($0.id, .claim) },
                freeURL: detail.wasHandedIn ? nil : WebURL.evaluation(summary.id, .free),
                settingAside: SettingAside(detail, words), companion: remarks.notice,
                templates: AnswerTemplates(detail.answers, words)),
            for: visit, status: status)
    }

    /// The form as a whole, with or without the script: kept, and handed in where that is wished.
    func takeScoringForm(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        var limits = settings.limits
        limits.bodyBytesMax = ScoringFields.bytesMax
        let form = try await visit.form(limits: limits, pairsMax: ScoringFields.pairsMax)
        var detail = try await desk.evaluation(id, by: visit.principal)
        guard detail.isMine else { throw Self.notTheirs(detail) }
        guard let revision = form["revision"].flatMap({ Int($0) }) else {
            throw Refusal(
                .invalid, .badRequest, "revision is a whole number.", subject: "revision")
        }
        let sheet = try ScoringFields.sheet(form, card: detail.scorecard, before: detail.sheet)
        let isSaved = detail.revision == revision && detail.sheet == sheet
        if !isSaved {
            do {
                detail.revision = try await desk.saveDraft(
                    of: id, revision: revision, sheet, by: visit.principal).revision
            } catch let refusal as Refusal where refusal.code == .draftChanged {
                // What was typed stays on the page, over the revision that it would replace.
                detail.sheet = sheet
                return try await scoringPage(
                    detail, saying: ScoringRemarks(notice: visit.words("scoring.changedElsewhere")),
                    for: visit, status: .conflict)
            }
        }
        guard form["act"] == "submit" else {
            return .seeOther(WebURL.evaluation(id, done: .saved))
        }
        let problems = detail.scorecard.problems(of: detail.scorecard.trimmed(sheet))
        guard problems.isEmpty else {
            detail = try await desk.evaluation(id, by: visit.principal)
            return try await scoringPage(
                detail, saying: ScoringRemarks(problems: problems), for: visit,
                status: .badRequest)
        }
        try await desk.submit(id, revision: detail.revision, by: visit.principal)
        return .seeOther(WebURL.queue(done: .submitted))
    }

    /// Why somebody may not write on an evaluation that they see.
    static func notTheirs(_ detail: EvaluationDetail) -> Refusal {
        switch detail.summary.state {
        case .open:
            Refusal(.conflict, .notClaimed, "Claim this call first; then score it.")
        case .claimed:
            Refusal(
                .conflict, .alreadyClaimed,
                "Somebody else is scoring this call. Take the next one.")
        default:
            Refusal(
                .conflict, .evaluationState,
                "This can't be done with the evaluation as it stands now. Reload the page.")
        }
    }
}

extension ScoringSheet {
    init(_ detail: EvaluationDetail, problems: [AnswerSheetProblem], _ words: Words) throws {
        let (summary, card) = (detail.summary, detail.scorecard)
        var filled = FilledCard(card, detail.sheet, words)
        filled.scripts = detail.scripts
        let progress = filled.progress
        evaluation = summary.id.description
        formURL = WebURL.evaluation(summary.id)
        draftURL = WebURL.draft(summary.id)
        revision = detail.revision
        title = filled.spoken(card.title)
        version = words("scoring.version", ["n": String(summary.cardVersion)])
        let shown = card.hidesWeights ? card.withoutWeights : card
        self.card = String(decoding: try shown.canonicalJSON(), as: UTF8.self)
        self.filled = String(decoding: try detail.sheet.canonicalJSON(), as: UTF8.self)
        score = filled.total
        self.progress = words(
            "scoring.progress",
            ["n": words.number(progress.answered), "m": words.number(progress.asked)])
        answered = progress.answered
        asked = max(1, progress.asked)
        verdicts = filled.verdicts
        saved = detail.savedAt.map { words("scoring.saved", ["clock": words.home.time($0).clock]) }
        showsScore = !card.hidesWeights
        sections = filled.sections
        whole = filled.whole
        missing = MissingAnswer.all(problems, on: card, filled)
    }
}

extension MissingAnswer {
    fileprivate static func all(
        _ problems: [AnswerSheetProblem], on card: Scorecard, _ filled: FilledCard
    ) -> [MissingAnswer] {
        problems.map { problem in
            guard let code = problem.question,
                let place = card.questions.firstIndex(where: { $0.code == code })
            else {
                return MissingAnswer(
                    url: "#q-call",
                    text: problem.code == .nothingScored
                        ? filled.words("scoring.missing.score") : problem.sentence)
            }
            let question = card.questions[place]
            guard let what = problem.code.what(of: question) else {
                return MissingAnswer(url: "#q-\(code)", text: problem.sentence)
            }
            return MissingAnswer(
                url: "#q-\(code)",
                text: filled.words(
                    "scoring.missing.\(what)",
                    ["number": String(place + 1), "question": filled.spoken(question.text)]))
        }
    }
}

extension AnswerSheetProblem.Code {
    /// The word by which the form says what lacks; nil where the problem's own sentence does.
    fileprivate func what(of question: Scorecard.Question) -> String? {
        switch self {
        case .unanswered, .outOfRange:
            if case .number = question.kind { "number" } else { "answer" }
        case .causeMissing: "cause"
        case .commentMissing: "comment"
        case .reasonMissing: "reason"
        default: nil
        }
    }
}
