import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// The complaints of the address's filter, in the order of the list, as CSV or as JSON Lines.
    /// `bom` puts a mark before CSV by which Excel tells UTF-8.
    func exportComplaints(_ visit: Visit) async throws -> Response {
        let asked = try ComplaintExportQuery(visit.query, by: visit.principal)
        let form = asked.request.form
        let file = ExportFile("complaints", form, hasMark: asked.hasMark)
        guard visit.request.method == .get else { return file.promised }
        let exported = try await desk.exportComplaints(asked.request, by: visit.principal)
        let (desk, home, reader) = (desk, home, visit.principal)
        return export(
            file, head: form == .csv ? ComplaintCSV.head(home) : "", exported.pages, to: visit
        ) { complaint in
            form == .csv
                ? ComplaintCSV.line(complaint, home)
                : try JSONLine.of(ComplaintJSON(complaint, home: home))
        } sent: { count, sha256 in
            try await desk.noteSent(exported, count: count, sha256: sha256, by: reader)
        }
    }
}

/// An export as it stands in an address.
struct ComplaintExportQuery: Sendable {
    let request: ComplaintExportRequest
    let hasMark: Bool

    init(_ query: Query, by reader: Principal) throws {
        try query.allow(ComplaintQuery.names + ["format", "bom"], often: ComplaintQuery.often)
        let asked = try ComplaintQuery(query, by: reader)
        let form = try query.exportForm
        hasMark = try query.exportMark(form)
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
