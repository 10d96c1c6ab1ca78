import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging

extension Web {
    /// The complaints of the address's filter, in the order of the list, as CSV or as JSON Lines.
    /// `bom` puts a mark before CSV by which Excel tells UTF-8.
    func exportComplaints(_ visit: Visit) async throws -> Response {
        let asked = try ComplaintExportQuery(visit.query, by: visit.principal)
        let form = asked.request.form
        let fields: HTTPFields = [
            .contentType: form == .csv
                ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8",
            .contentDisposition: "attachment; filename=\"complaints.\(form.rawValue)\"",
        ]
        guard visit.request.method == .get else { return Response(status: .ok, headers: fields) }
        let exported = try await desk.exportComplaints(asked.request, by: visit.principal)
        let (desk, logger, home, reader) = (desk, logger, home, visit.principal)
        let channel = visit.connection?.channel
        let head = (asked.hasMark ? "\u{FEFF}" : "")
            + (form == .csv ? ComplaintCSV.head(home) : "")
        let body = ResponseBody { writer in
            do {
                let digest = ExportDigest()
                var count = 0
                if !head.isEmpty {
                    digest.update(head)
                    try await writer.write(ByteBuffer(string: head))
                }
                for try await page in exported.pages {
                    let lines = try page.map { complaint in
                        form == .csv
                            ? ComplaintCSV.line(complaint, home)
                            : try EvaluationLines.line(ComplaintJSON(complaint, home: home))
                    }.joined()
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
struct ComplaintExportQuery: Sendable {
    let request: ComplaintExportRequest
    let hasMark: Bool

    init(_ query: Query, by reader: Principal) throws {
        try query.allow(ComplaintQuery.names + ["format", "bom"], often: ComplaintQuery.often)
        let asked = try ComplaintQuery(query, by: reader)
        guard
            let form = ComplaintExportRequest.Form(
                rawValue: query["format"] ?? ComplaintExportRequest.Form.csv.rawValue)
        else {
            throw Refusal(.invalid, .badRequest, "format is csv or jsonl.", subject: "format")
        }
        switch query["bom"] {
        case nil, "no": hasMark = false
        case "yes": hasMark = true
        default: throw Refusal(.invalid, .badRequest, "bom is yes or no.", subject: "bom")
        }
        guard !hasMark || form == .csv else {
            throw Refusal(
                .invalid, .badRequest, "bom is for CSV alone. Leave it away.", subject: "bom")
        }
        request = ComplaintExportRequest(
            filter: asked.filter,
            text: String(
                WebURL.queryText(asked.pairs.map { ($0.name, $0.value) }).dropFirst().prefix(500)),
            form: form)
    }
}

/// Where the list that is shown can be fetched as a file.
struct ComplaintExportLinks: Sendable {
    let csvURL: String
    let excelURL: String
    let linesURL: String

    init(_ query: ComplaintQuery) {
        func url(_ more: [(String, String)]) -> String {
            WebURL.exportComplaints(query.pairs.map { ($0.name, $0.value) } + more)
        }
        csvURL = url([])
        excelURL = url([("bom", "yes")])
        linesURL = url([("format", "jsonl")])
    }
}

/// Complaints as CSV (RFC 4180); what a spreadsheet would run is defused as in `CallCSV`.
enum ComplaintCSV {
    /// Times are of the business's zone, which the head names; a due day is its clock's own.
    static func head(_ home: Zone) -> String {
        let columns = [
            "id", "number", "state", "round", "channel", "received_at (\(home.name))", "type",
            "severity", "complexity", "outcome", "complainants", "vulnerable", "escalated",
            "waiting", "asked", "assignee", "customer", "merged_into",
            "closed_at (\(home.name))", "regime", "clock", "clock_state",
            "due_at (\(home.name))", "due_day", "days_left",
        ]
        return columns.map(CallCSV.cell).joined(separator: ",") + "\r\n"
    }

    static func line(_ complaint: ComplaintSummary, _ home: Zone) -> String {
        func text(_ date: Date?) -> String { date.map { home.time($0).iso8601 } ?? "" }
        func flag(_ value: Bool) -> String { value ? "yes" : "no" }
        let facts: [String] = [
            complaint.id.description, complaint.number.description, complaint.state.rawValue,
            "\(complaint.round)", complaint.channel.rawValue, text(complaint.receivedAt),
            complaint.type ?? "", complaint.severity ?? "", complaint.complexity?.rawValue ?? "",
            complaint.outcome?.rawValue ?? "", "\(complaint.complainants)",
            flag(complaint.isVulnerable), flag(complaint.isEscalated), flag(complaint.isWaiting),
            flag(complaint.isAsked),
        ]
        let people: [String] = [
            complaint.assignee ?? "", complaint.customer?.description ?? "",
            complaint.mergedInto?.description ?? "", text(complaint.closedAt),
        ]
        let cells = facts + people + time(complaint.nearest, home)
        return cells.map(CallCSV.cell).joined(separator: ",") + "\r\n"
    }

    /// What the clock that ends first reads.
    private static func time(_ clock: ClockReading?, _ home: Zone) -> [String] {
        guard let clock else { return ["", "", "", "", "", ""] }
        return [
            clock.regime, clock.clock, clock.state.rawValue,
            clock.due.map { home.time($0).iso8601 } ?? "",
            clock.dueDay.map { "\($0)" } ?? "", clock.daysLeft.map { "\($0)" } ?? "",
        ]
    }
}
