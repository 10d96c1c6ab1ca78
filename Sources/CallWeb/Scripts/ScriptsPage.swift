import CallDesk
import Calls
import Foundation
import Hummingbird

/// The list of scripts and templates of answers, with a form to add one.
struct ScriptsPage: PageModel {
    struct Row: Sendable {
        let title: String
        let code: String
        let url: String
        let kind: String
        let campaign: String
        let state: Tag
        let days: String
    }

    static let template = "scripts"
    let frame: Frame
    let subtitle: String
    let refusal: String?
    let rows: [Row]
    let isEmpty: Bool
    let form: ScriptFields?
    let newestURL: String?
    let olderURL: String?
}

/// The fields of a script's form, as they were typed.
struct ScriptFields: Sendable {
    struct Text: Sendable {
        let language: String
        let tongue: String
        let title: String
        let body: String
    }

    let url: String
    /// Kind and code of a script stay.
    let isNew: Bool
    let kinds: [EditorField.Choice]
    let code: String
    let campaigns: [EditorField.Choice]
    let from: String
    let through: String
    let texts: [Text]
    let isOpen: Bool
}

extension Web {
    func scriptsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        return try await scriptsPage(visit, typed: nil, refusal: nil)
    }

    func addScriptFromPage(_ visit: Visit) async throws -> Response {
        let form = try await scriptForm(visit)
        do {
            let id = try await desk.addScript(try Self.script(form), by: visit.principal)
            return .seeOther(WebURL.script(id, [("done", ScorecardDone.saved.rawValue)]))
        } catch let refusal as Refusal where refusal.kind != .forbidden {
            return try await scriptsPage(visit, typed: form, refusal: refusal)
        }
    }

    private func scriptsPage(
        _ visit: Visit, typed: Query?, refusal: Refusal?
    ) async throws -> Response {
        let (words, reader) = (visit.words, visit.principal)
        let scripts = try await desk.scripts(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50), by: reader)
        let form =
            reader.may(.manageScorecards)
            ? try await scriptFields(typed, of: nil, at: WebURL.scripts, visit) : nil
        return try page(
            ScriptsPage(
                frame: await frame(words("scripts.title"), in: .scorecards, of: visit),
                subtitle: words("scripts.subtitle"), refusal: refusal.map(words.sentence),
                rows: scripts.items.map { ScriptsPage.Row($0, on: localToday, words) },
                isEmpty: scripts.items.isEmpty, form: form,
                newestURL: visit.query["after"] == nil ? nil : WebURL.scripts,
                olderURL: scripts.next.map { WebURL.scripts([("after", $0)]) }),
            for: visit)
    }
}

extension ScriptsPage.Row {
    fileprivate init(_ detail: ScriptDetail, on today: LocalDay, _ words: Words) {
        let script = detail.script
        title = words.spoken(script.words.title)
        code = script.code
        url = WebURL.script(detail.id)
        kind = words("script.kind.\(script.kind.rawValue)")
        campaign = script.campaign ?? words("script.allCampaigns")
        state = words.state(of: script.words, on: today)
        days = words.days(script.words.validFrom, script.words.validThrough)
    }
}

extension Words {
    func state(of script: Script.Words, on day: LocalDay) -> Tag {
        if script.holds(on: day) {
            return Tag(symbol: "●", text: self("script.holds"), tone: "good")
        }
        return day < script.validFrom
            ? Tag(symbol: "◷", text: self("script.coming"), tone: "plain")
            : Tag(symbol: "○", text: self("script.over"), tone: "plain")
    }

    func days(_ from: LocalDay, _ through: LocalDay?) -> String {
        guard let through else { return self("script.from", ["from": shortDay(from)]) }
        return self(
            "script.fromThrough", ["from": shortDay(from), "through": shortDay(through)])
    }
}
