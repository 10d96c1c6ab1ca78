import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// The evaluations of the address's filter, the latest made first, as CSV or as JSON Lines.
    /// `words` adds answers, comments, steps and disputes, as JSON Lines alone; `bom` puts a mark
    /// before CSV by which Excel tells UTF-8.
    func exportEvaluations(_ visit: Visit) async throws -> Response {
        let asked = try EvaluationExportQuery(visit.query)
        let form = asked.request.form
        let file = ExportFile("evaluations", form, hasMark: asked.hasMark)
        guard visit.request.method == .get else { return file.promised }
        let exported = try await desk.exportEvaluations(asked.request, by: visit.principal)
        let (desk, home, reader) = (desk, home, visit.principal)
        return export(
            file, head: form == .csv ? EvaluationCSV.head(home) : "", exported.pages, to: visit
        ) { evaluation in
            switch form {
            case .csv: return EvaluationCSV.line(evaluation, home)
            case .jsonl where asked.request.withWords:
                let detail = try await desk.evaluation(evaluation.id, by: reader)
                return try JSONLine.of(EvaluationDetailJSON(detail, home: home))
            case .jsonl:
                return try JSONLine.of(EvaluationJSON(evaluation, home: home))
            }
        } sent: { count, sha256 in
            try await desk.noteSent(exported, count: count, sha256: sha256, by: reader)
        }
    }
}

/// An export as it stands in an address.
struct EvaluationExportQuery: Sendable {
    let request: EvaluationExportRequest
    let hasMark: Bool

    init(_ query: Query) throws {
        try query.allow(EvaluationQuery.names + ["format", "words", "bom"])
        let asked = try EvaluationQuery(query)
        let form = try query.exportForm
        let withWords = try query.flag("words")
        hasMark = try query.exportMark(form)
        guard !withWords || form == .jsonl else {
            throw Refusal(
                .invalid, .badRequest,
                "Words go out as JSON Lines alone. Ask for format=jsonl.", subject: "words")
        }
        request = EvaluationExportRequest(
            filter: asked.filter,
            text: String(
                WebURL.queryText(asked.pairs.map { ($0.name, $0.value) }).dropFirst().prefix(500)),
            form: form, withWords: withWords)
    }
}

/// Evaluations as CSV (RFC 4180); what a spreadsheet would run is defused as in `CallCSV`.
enum EvaluationCSV {
    /// Times but the call's own are of the business's zone, which the head names.
    static func head(_ home: Zone) -> String {
        let times = ["due_at", "submitted_at", "released_at"].map { "\($0) (\(home.name))" }
        let columns =
            [
                "id", "call", "call_started_at", "call_zone", "call_seconds", "agent",
                "agent_name", "campaign", "campaign_name", "scorecard", "scorecard_version",
                "stream", "draw", "state", "score", "passed", "auto_fails", "analyst", "scored_by",
            ] + times
        return columns.map(CallCSV.cell).joined(separator: ",") + "\r\n"
    }

    static func line(_ evaluation: EvaluationSummary, _ home: Zone) -> String {
        func text(_ date: Date?) -> String { date.map { home.time($0).iso8601 } ?? "" }
        let cells = [
            evaluation.id.description, evaluation.call.description,
            Zone(named: evaluation.zone).time(evaluation.callStartedAt).iso8601, evaluation.zone,
            "\(evaluation.callSeconds.thousandths)", evaluation.agent ?? "",
            evaluation.agentName ?? "", evaluation.campaign ?? "",
            evaluation.campaignName ?? "", evaluation.cardCode, "\(evaluation.cardVersion)",
            evaluation.stream.rawValue, evaluation.draw?.description ?? "",
            evaluation.state.rawValue, evaluation.score.map(decimal) ?? "",
            evaluation.passed.map { $0 ? "yes" : "no" } ?? "", "\(evaluation.autoFails)",
            evaluation.analyst ?? "", evaluation.scoredBy ?? "", text(evaluation.dueAt),
            text(evaluation.submittedAt), text(evaluation.releasedAt),
        ]
        return cells.map(CallCSV.cell).joined(separator: ",") + "\r\n"
    }

    /// `86.50`
    private static func decimal(_ percent: Percent) -> String {
        "\(percent.hundredths / 100).\((percent.hundredths % 100).twoDigits)"
    }
}
