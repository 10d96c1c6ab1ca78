import CallDesk
import Calls
import Hummingbird

/// Asks why more calls than go out freely are to be exported.
struct ExportPage: PageModel {
    static let template = "export"
    let frame: Frame
    let filter: String
    let askURL: String
    let callsURL: String
}

extension Web {
    /// The calls of the address's filter, newest first, as CSV. `bom` puts a mark before it by
    /// which Excel tells UTF-8.
    func exportCalls(_ visit: Visit) async throws -> Response {
        try visit.query.allow(FilterQuery.names + ["bom"], often: ["verdict"])
        let asked = try FilterQuery(visit.query, zone: home)
        let file = ExportFile("calls", .csv, hasMark: try visit.query.exportMark(.csv))
        guard visit.request.method == .get else { return file.promised }
        let exported = try await desk.exportCalls(asked.exportRequest, by: visit.principal)
        return export(file, head: CallCSV.head, exported.pages, to: visit) { call in
            CallCSV.line(call)
        }
    }

    func askExportPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(FilterQuery.names, often: ["verdict"])
        let asked = try FilterQuery(visit.query, zone: home)
        let text = asked.exportRequest.text
        let words = visit.words
        let frame = await frame(words("export.title"), in: .calls, of: visit)
        return try page(
            ExportPage(
                frame: frame, filter: text.isEmpty ? words("approval.allCalls") : text,
                askURL: WebURL.exportCalls(asked.pairs), callsURL: WebURL.calls(asked.pairs)),
            for: visit)
    }

    func askExport(_ visit: Visit) async throws -> Response {
        let asked = try exportFilter(visit)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason", "csrf"])
        _ = try await desk.askExport(
            asked.exportRequest, because: form["reason"] ?? "", by: visit.principal)
        return .seeOther(WebURL.approvals([("done", ControlDone.asked.rawValue)]))
    }

    func apiAskExport(_ visit: Visit) async throws -> Response {
        let asked = try exportFilter(visit)
        let body = try await visit.json(ReasonJSON.self, limits: settings.limits)
        let approval = try await desk.askExport(
            asked.exportRequest, because: body.reason ?? "", by: visit.principal)
        return try .json(AskedJSON(approval: approval), status: .accepted)
    }

    private func exportFilter(_ visit: Visit) throws -> FilterQuery {
        try visit.query.allow(FilterQuery.names, often: ["verdict"])
        return try FilterQuery(visit.query, zone: home)
    }
}

extension FilterQuery {
    /// The filter as it stands in an address, in its fixed order.
    fileprivate var exportRequest: CallExportRequest {
        CallExportRequest(
            filter: filter,
            text: String(WebURL.queryText(pairs.map { ($0.name, $0.value) }).dropFirst()))
    }
}

/// Calls as CSV (RFC 4180), for spreadsheets that read a cell as a formula when it begins like one.
enum CallCSV {
    static let head =
        "id,started_at,zone,seconds,direction,agent,campaign,customer,sound,recordings\r\n"

    static func line(_ call: CallSummary) -> String {
        let sound = Verdict.allCases.filter(call.verdicts.contains).map(\.rawValue)
        let cells = [
            call.id.description, Zone(named: call.zone).time(call.startedAt).iso8601, call.zone,
            "\(call.durationSeconds.thousandths)", call.direction?.rawValue ?? "",
            call.agent ?? "", call.campaign ?? "",
            call.isErased ? "erased" : call.customerMasked ?? "",
            sound.joined(separator: " "), "\(call.recordings.count)",
        ]
        return cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// In quotes where CSV needs them; with an apostrophe before what a spreadsheet would run
    /// (OWASP, CSV injection).
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}"
            .unicodeScalars.contains(first)
        {
            text = "'" + text
        }
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
