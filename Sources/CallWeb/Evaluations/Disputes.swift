import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func disputeFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["question", "reason"])
        _ = try await desk.dispute(
            id, question: form["question"] ?? "", because: form["reason"] ?? "",
            by: visit.principal)
        return .seeOther(WebURL.evaluation(id, done: .disputed))
    }

    /// `outcome` is `upheld`, with the answer that should have stood there, or `rejected`.
    func decideFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Dispute.ID = try visit.id("dispute", or: .noSuchDispute)
        let form = try await visit.form(limits: settings.limits)
        let dispute = try await desk.dispute(id, by: visit.principal)
        var answer: AnswerSheet.Answer?
        if try Self.isUpheld(form["outcome"]) {
            let detail = try await desk.evaluation(dispute.evaluation, by: visit.principal)
            answer = try ScoringFields.revision(
                form, of: dispute.question, card: detail.scorecard, before: detail.sheet)
        }
        try await desk.decide(
            id, upholdingAs: answer, because: form["because"] ?? "", by: visit.principal)
        return .seeOther(WebURL.evaluation(dispute.evaluation, done: .decided))
    }

    func apiDispute(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let question: String
            let reason: String?
        }
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let body = try await visit.json(Body.self, limits: settings.limits)
        let dispute = try await desk.dispute(
            id, question: body.question, because: body.reason ?? "", by: visit.principal)
        return try .json(["id": dispute.description], status: .created)
    }

    func apiDecide(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let outcome: String
            let answer: AnswerSheet.Answer?
            let reason: String?
        }
        let id: Dispute.ID = try visit.id("dispute", or: .noSuchDispute)
        let body = try await visit.json(Body.self, limits: settings.limits)
        let isUpheld = try Self.isUpheld(body.outcome)
        guard isUpheld == (body.answer != nil) else {
            throw Refusal(
                .invalid, .badRequest,
                "An upheld dispute has the answer that should have stood there; a rejected one "
                    + "has none.", subject: "answer")
        }
        try await desk.decide(
            id, upholdingAs: body.answer, because: body.reason ?? "", by: visit.principal)
        return Response(status: .noContent)
    }

    private static func isUpheld(_ outcome: String?) throws -> Bool {
        switch outcome {
        case Dispute.Outcome.upheld.rawValue: return true
        case Dispute.Outcome.rejected.rawValue: return false
        default:
            throw Refusal(
                .invalid, .badRequest, "outcome is upheld or rejected.", subject: "outcome")
        }
    }
}
