import CallDesk
import Calls
import Foundation
import Hummingbird

/// One script: what it says in the reader's language, its versions, and a form for the next one.
struct ScriptPage: PageModel {
    struct Version: Sendable {
        let number: String
        let url: String
        let isCurrent: Bool
        let days: String
        let made: String
    }

    static let template = "script"
    let frame: Frame
    let title: String
    let code: String
    let kind: String
    let campaign: String
    let state: Tag
    let days: String
    let body: String
    let done: String?
    let refusal: String?
    let historyURL: String?
    let versions: [Version]
    let form: ScriptFields?
}

extension Web {
    func scriptID(_ visit: Visit) async throws -> Script.ID {
        try await desk.scriptID(
            named: visit.parameters["script"] ?? "", by: visit.principal)
    }

    func scriptPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["version", "done"])
        let id = try await scriptID(visit)
        return try await scriptPage(
            desk.script(id, version: try visit.query.version(), by: visit.principal), visit)
    }

    func changeScriptFromPage(_ visit: Visit) async throws -> Response {
        let id = try await scriptID(visit)
        let form = try await scriptForm(visit)
        let detail = try await desk.script(id, by: visit.principal)
        do {
            _ = try await desk.changeScript(
                id, to: try Self.script(form, before: detail.script), by: visit.principal)
            return .seeOther(WebURL.script(id, [("done", ScorecardDone.saved.rawValue)]))
        } catch let refusal as Refusal where refusal.kind != .forbidden {
            return try await scriptPage(detail, visit, typed: form, refusal: refusal)
        }
    }

    private func scriptPage(
        _ detail: ScriptDetail, _ visit: Visit, typed: Query? = nil, refusal: Refusal? = nil
    ) async throws -> Response {
        let visit = try await naming(detail.versions.map(\.madeBy), in: visit)
        let (words, script, reader) = (visit.words, detail.script, visit.principal)
        let done = visit.query["done"].flatMap { ScorecardDone(rawValue: $0) }
        let title = words.spoken(script.words.title)
        let form =
            reader.may(.manageScorecards)
            ? try await scriptFields(typed, of: script, at: WebURL.script(detail.id), visit)
            : nil
        return try page(
            ScriptPage(
                frame: await frame(title, in: .scorecards, of: visit), title: title,
                code: script.code, kind: words("script.kind.\(script.kind.rawValue)"),
                campaign: script.campaign ?? words("script.allCampaigns"),
                state: words.state(of: script.words, on: localToday),
                days: words.days(script.words.validFrom, script.words.validThrough),
                body: words.spoken(script.words.body),
                done: done.map { words("scorecard.done.\($0.rawValue)") },
                refusal: refusal.map(words.sentence),
                historyURL: WebURL.history(of: "script:\(detail.id)", for: reader),
                versions: detail.versions.map { version in
                    .init(
                        number: words("scorecard.version", ["n": "\(version.number)"]),
                        url: WebURL.script(detail.id, [("version", "\(version.number)")]),
                        isCurrent: version.number == detail.version.number,
                        days: words.days(version.validFrom, version.validThrough),
                        made: words(
                            "scorecard.madeBy",
                            [
                                "who": words.who(version.madeBy),
                                "when": words.moment(version.madeAt),
                            ]))
                }, form: form),
            for: visit)
    }
}
