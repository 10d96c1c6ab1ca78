import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// Importing a roster file: choosing it, and what it would change.
struct RosterImportPage: PageModel {
    struct Preview: Sendable {
        let added: String
        let changed: String
        let unchanged: String
        let refused: String
        let teams: String?
        let isRefused: Bool
        let isNothing: Bool
        let problems: [Problem]
        let rows: [Row]
        let draft: String?
        let applyURL: String
    }

    struct Problem: Sendable {
        let line: String
        let sentence: String
    }

    struct Row: Sendable {
        let line: String
        let code: String
        let name: String
        let outcome: Tag
    }

    static let template = "roster-import"
    let frame: Frame
    let subtitle: String
    let done: String?
    let tabs: [RosterTab]
    let importURL: String
    let templateURL: String
    let exportURL: String
    let preview: Preview?
}

extension Web {
    func rosterImportPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        return try await rosterImportPage(nil, visit)
    }

    func previewRosterFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let upload = try await visit.upload(bytesMax: CSV.bytesMax, limits: settings.limits)
        try upload.fields.allow(["csrf"])
        let preview = try await desk.previewRoster(upload.file ?? Data(), by: visit.principal)
        return try await rosterImportPage(.init(preview, visit.words), visit)
    }

    func applyRosterFromPage(_ visit: Visit) async throws -> Response {
        let form = try await rosterForm(visit, ["draft"])
        _ = try await desk.importRoster(draft: try form.text("draft"), by: visit.principal)
        return done(.imported, at: WebURL.roster)
    }

    func rosterTemplate(_ visit: Visit) throws -> Response {
        try visit.query.allow([])
        return .attachment(RosterFile.template, name: "roster-template.csv")
    }

    func rosterExport(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return .attachment(
            try await desk.exportRoster(by: visit.principal), name: "roster.csv")
    }

    private func rosterImportPage(
        _ preview: RosterImportPage.Preview?, _ visit: Visit
    ) async throws -> Response {
        try page(
            RosterImportPage(
                frame: await frame(visit.words("roster.tab.import"), in: .roster, of: visit),
                subtitle: visit.words("roster.importSubtitle"), done: said(visit),
                tabs: await rosterTabs(.import, visit), importURL: WebURL.rosterImport,
                templateURL: WebURL.rosterTemplate, exportURL: WebURL.rosterExport,
                preview: preview),
            for: visit)
    }
}

extension Response {
    fileprivate static func attachment(_ text: String, name: String) -> Response {
        var response = Response.text(text, type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }
}

extension Words {
    func sentence(_ problem: RosterProblem) -> String {
        self("roster.problem.\(problem.code.rawValue)", ["subject": problem.subject])
    }
}

extension RosterImportPage.Preview {
    fileprivate init(_ preview: RosterPreview, _ words: Words) {
        let plan = preview.plan
        func count(_ outcome: RosterPlan.Outcome) -> String {
            words.number(plan.counts[outcome] ?? 0)
        }
        (added, changed, unchanged) = (count(.added), count(.changed), count(.unchanged))
        refused = words.number(plan.problems.count)
        let names = plan.newTeams.map(\.name)
        teams =
            names.isEmpty
            ? nil
            : words(
                "roster.newTeams",
                ["teams": names.prefix(20).joined(separator: words("list.separator"))])
        isRefused = !plan.problems.isEmpty
        isNothing = plan.problems.isEmpty && plan.changesNothing
        problems = plan.problems.map { problem in
            .init(
                line: problem.line == 0
                    ? words("roster.wholeFile")
                    : words("roster.line", ["n": words.number(problem.line)]),
                sentence: words.sentence(problem))
        }
        rows = plan.previews.map {
            .init(
                line: words.number($0.line), code: $0.staffCode, name: $0.name ?? "",
                outcome: Tag($0.outcome, words))
        }
        draft = preview.draft
        applyURL = WebURL.rosterApply
    }
}

extension Tag {
    fileprivate init(_ outcome: RosterPlan.Outcome, _ words: Words) {
        let text = words("roster.outcome.\(outcome.rawValue)")
        switch outcome {
        case .added: self.init(symbol: "+", text: text, tone: "good")
        case .changed: self.init(symbol: "≠", text: text, tone: "warn")
        case .unchanged: self.init(symbol: "=", text: text, tone: "plain")
        }
    }
}
