import CallDesk
import Calls
import Foundation
import Hummingbird

/// What is sent along with an act.
private struct ActFields: Decodable, Sendable {
    /// Why, in one's own words, or from the list of reasons to replace a call.
    var reason: String?
    /// Said with a confirmation or an acknowledgement; may be left out.
    var text: String?
    /// Id of an account, or `nobody`.
    var analyst: String?
}

extension Web {
    func actOnEvaluation(_ visit: Visit, _ act: EvaluationAct) async throws -> Response {
        try visit.query.allow([])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason", "text", "analyst"])
        let next = try await carryOut(
            act, on: id,
            ActFields(reason: form["reason"], text: form["text"], analyst: form["analyst"]),
            by: visit.principal)
        switch act {
        case .claim: return .seeOther(WebURL.evaluation(id))
        case .free: return .seeOther(WebURL.queue(done: .freed))
        case .replace:
            let done = next == nil ? EvaluationDone.replacedByNone : .replaced
            return .seeOther(
                visit.principal.account == nil
                    ? WebURL.evaluation(id, done: done) : WebURL.queue(done: done))
        case .assign: return .seeOther(WebURL.evaluation(id, done: .assigned))
        case .confirm: return .seeOther(WebURL.evaluation(id, done: .confirmed))
        case .sendBack: return .seeOther(WebURL.evaluation(id, done: .returned))
        case .acknowledge: return .seeOther(WebURL.evaluation(id, done: .acknowledged))
        }
    }

    func apiActOnEvaluation(_ visit: Visit, _ act: EvaluationAct) async throws -> Response {
        try visit.query.allow([])
        let id: Evaluation.ID = try visit.id("evaluation", or: .noSuchEvaluation)
        let needsBody = act != .claim && act != .free
        let fields =
            needsBody
            ? try await visit.json(ActFields.self, limits: settings.limits) : ActFields()
        let next = try await carryOut(act, on: id, fields, by: visit.principal)
        guard act == .replace else { return Response(status: .noContent) }
        return try .json(["next": OrNull(next)])
    }

    /// Returns the evaluation that stands in for a replaced one.
    private func carryOut(
        _ act: EvaluationAct, on id: Evaluation.ID, _ fields: ActFields, by principal: Principal
    ) async throws -> Evaluation.ID? {
        switch act {
        case .claim:
            try await desk.claim(id, by: principal)
            try await desk.fillMeasures(of: id, thresholds: settings.thresholds, by: principal)
        case .free: try await desk.free(id, by: principal)
        case .replace:
            guard let reason = fields.reason.flatMap(ReplacementReason.init(rawValue:)) else {
                let known = ReplacementReason.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    .invalid, .badReason, "Say why it can't be scored: reason is one of \(known).",
                    subject: "reason")
            }
            return try await desk.replace(id, because: reason, by: principal)
        case .assign:
            try await desk.assign(id, to: try Self.analyst(fields.analyst), by: principal)
        case .confirm:
            try await desk.confirm(id, saying: fields.text ?? "", by: principal)
        case .sendBack:
            try await desk.sendBack(id, because: fields.reason ?? "", by: principal)
        case .acknowledge:
            try await desk.acknowledge(id, saying: fields.text ?? "", by: principal)
        }
        return nil
    }

    private static func analyst(_ text: String?) throws -> Account.ID? {
        if text == "nobody" { return nil }
        guard let id = text.flatMap({ Account.ID(text: $0) }) else {
            throw Refusal(
                .invalid, .noSuchAccount,
                "analyst is the id of an account, or nobody. Choose one of the list.",
                subject: "analyst")
        }
        return id
    }
}

/// Putting one call up for scoring.
extension Web {
    private static let dueDays = 5

    func evaluateFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let call: Call.ID = try visit.id("call", or: .noSuchCall)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["scorecard", "days"])
        let id = try await evaluate(
            call, by: form["scorecard"], days: form["days"].map { Int($0) ?? 0 }, visit)
        return .seeOther(WebURL.evaluation(id, done: .made))
    }

    func apiEvaluate(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let scorecard: String?
            let days: Int?
        }
        let call: Call.ID = try visit.id("call", or: .noSuchCall)
        let body = try await visit.json(Body.self, limits: settings.limits)
        let id = try await evaluate(call, by: body.scorecard, days: body.days, visit)
        return try .json(["id": id.description], status: .created)
    }

    private func evaluate(
        _ call: Call.ID, by card: String?, days: Int?, _ visit: Visit
    ) async throws -> Evaluation.ID {
        try await desk.evaluate(
            call, byCard: card ?? "", dueInDays: days ?? Self.dueDays, by: visit.principal)
    }
}
