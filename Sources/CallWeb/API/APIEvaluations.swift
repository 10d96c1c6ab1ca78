import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiEvaluation(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let detail = try await desk.evaluation(id, by: visit.principal)
        return try .json(EvaluationDetailJSON(detail, home: home))
    }

    /// What is typed so far, by whom and when; revision 0 and nulls before anything is.
    func apiDraft(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let detail = try await mine(visit)
        return try .json(
            DraftJSON(
                revision: detail.revision, sheet: detail.sheet,
                savedAt: OrNull(detail.savedAt.map { home.time($0).iso8601 }),
                savedBy: OrNull(detail.savedBy.map { detail.titles[$0] ?? $0 })))
    }

    /// Keeps a draft made from `revision`; 409 where another was kept since.
    func apiSaveDraft(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let revision: Int
            let sheet: AnswerSheet
        }
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        var limits = settings.limits
        limits.bodyBytesMax = ScoringFields.bytesMax
        let body = try await visit.json(Body.self, limits: limits)
        let saved = try await desk.saveDraft(
            of: id, revision: body.revision, body.sheet, by: visit.principal)
        return try .json(
            SavedJSON(
                revision: saved.revision, savedAt: home.time(saved.savedAt).iso8601,
                score: OrNull(saved.hidesScore ? nil : ScoreJSON(saved.score))))
    }

    func apiSubmit(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { let revision: Int }
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.submit(id, revision: body.revision, by: visit.principal)
        return Response(status: .noContent)
    }

    /// The evaluation in the address, which the reader works on.
    private func mine(_ visit: Visit) async throws -> EvaluationDetail {
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let detail = try await desk.evaluation(id, by: visit.principal)
        guard detail.isMine else { throw Self.notTheirs(detail) }
        return detail
    }
}

private struct DraftJSON: Encodable {
    let revision: Int
    let sheet: AnswerSheet
    let savedAt: OrNull<String>
    let savedBy: OrNull<String>
}

private struct SavedJSON: Encodable {
    let revision: Int
    let savedAt: String
    /// Null where weights are hidden from who scores.
    let score: OrNull<ScoreJSON>
}
