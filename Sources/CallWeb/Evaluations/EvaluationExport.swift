import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging

extension Web {
    /// The evaluations of the address's filter, the latest made first, as CSV or as JSON Lines.
    /// `words` adds answers, comments, steps and disputes, as JSON Lines alone; `bom` puts a mark
    /// before CSV by which Excel tells UTF-8.
    func exportEvaluations(_ visit: Visit) async throws -> Response {
        let asked = try EvaluationExportQuery(visit.query)
        let form = asked.request.form
        let fields: HTTPFields = [
            .contentType: form == .csv
                ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8",
            .contentDisposition: "attachment; filename=\"evaluations.\(form.rawValue)\"",
        ]
        guard visit.request.method == .get else { return Response(status: .ok, headers: fields) }
        let exported = try await desk.exportEvaluations(asked.request, by: visit.principal)
        let (desk, logger, home, reader) = (desk, logger, home, visit.principal)
        let channel = visit.connection?.channel
        let head = (asked.hasMark ? "\u{FEFF}" : "")
            + (form == .csv ? EvaluationCSV.head(home) : "")
        let body = ResponseBody { writer in
            do {
                let digest = ExportDigest()
                var count = 0
                if !head.isEmpty {
                    digest.update(head)
                    try await writer.write(ByteBuffer(string: head))
                }
                for try await page in exported.pages {
                    var lines = ""
                    for evaluation in page {
                        switch form {
                        case .csv: lines += EvaluationCSV.line(evaluation, home)
                        case .jsonl where asked.request.withWords:
                            let detail = try await desk.evaluation(evaluation.id, by: reader)
                            lines += try EvaluationLines.line(
                                EvaluationDetailJSON(detail, home: home))
                        case .jsonl:
                            lines += try EvaluationLines.line(
                                EvaluationJSON(evaluation, home: home))
                        }
                    }
                    count += page.count
                    digest.update(lines)
                    try await writer.write(ByteBuffer(string: lines))
                }
                try await desk.noteSent(
                    exported, count: count, sha256: digest.finish(), by: reader)
                try await writer.finish(nil)
            } catch {
                if channel?.isActive == true {
                    logger.error(
                        "export cut short", metadata: ["event": "web.cut", "error": "\(error)"])
                }
                throw error
            }
        }
        return Response(status: .ok, headers: fields, body: body)
    }
}

/// An export as it stands in an address.
struct EvaluationExportQuery: Sendable {
    let request: EvaluationExportRequest
    let hasMark: Bool

    init(_ query: Query) throws {
        try query.allow(EvaluationQuery.names + ["format", "words", "bom"])
        let asked = try EvaluationQuery(query)
        guard
            let form = EvaluationExportRequest.Form(
                rawValue: query["format"] ?? EvaluationExportRequest.Form.csv.rawValue)
        else {
            throw Refusal(.invalid, .badRequest, "format is csv or jsonl.", subject: "format")
        }
        let withWords = try Self.flag(query, "words")
        hasMark = try Self.flag(query, "bom")
        guard !withWords || form == .jsonl else {
            throw Refusal(
                .invalid, .badRequest,
                "Words go out as JSON Lines alone. Ask for format=jsonl.", subject: "words")
        }
        guard !hasMark || form == .csv else {
            throw Refusal(
                .invalid, .badRequest, "bom is for CSV alone. Leave it away.", subject: "bom")
        }
        request = EvaluationExportRequest(
            filter: asked.filter,
            text: String(
                WebURL.queryText(asked.pairs.map { ($0.name, $0.value) }).dropFirst().prefix(500)),
            form: form, withWords: withWords)
    }

    private static func flag(_ query: Query, _ name: String) throws -> Bool {
        switch query[name] {
        case nil, "no": return false
        case "yes": return true
        default:
            throw Refusal(.invalid, .badRequest, "\(name) is yes or no.", subject: name)
        }
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

/// Evaluations as JSON Lines: each line is what the API answers of it.
enum EvaluationLines {
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
