import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func scriptForm(_ visit: Visit) async throws -> Query {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.scriptBytesMax
        let form = try await visit.form(limits: limits)
        let texts = Language.allCases.flatMap {
            ["title.\($0.rawValue)", "body.\($0.rawValue)"]
        }
        try form.allow(["kind", "code", "campaign", "from", "through"] + texts)
        return form
    }

    /// What a form says; `before` has the kind and the code that stay.
    static func script(_ form: Query, before: Script? = nil) throws -> Script {
        func text(_ name: String) -> LocalText {
            func typed(_ tag: String) -> String {
                (form["\(name).\(tag)"] ?? "").replacing("\r\n", with: "\n")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
            }
            return LocalText(
                english: typed("en"), simplifiedChinese: typed("zh-Hans"),
                traditionalChinese: typed("zh-Hant"))
        }
        return Script(
            kind: before?.kind ?? form["kind"].flatMap(Script.Kind.init(rawValue:)) ?? .script,
            code: before?.code ?? form["code"] ?? "", campaign: form["campaign"],
            words: Script.Words(
                title: text("title"), body: text("body"),
                validFrom: try cardDay(form["from"], "from"),
                validThrough: try form["through"].map { try cardDay($0, "through") }))
    }

    /// The fields of a form: as they were typed, else those of `script`, else empty.
    func scriptFields(
        _ typed: Query?, of script: Script?, at url: String, _ visit: Visit
    ) async throws -> ScriptFields {
        let words = visit.words
        let campaigns = try await desk.scriptCampaigns(by: visit.principal)
        let campaign = typed.map { $0["campaign"] ?? "" } ?? script?.campaign ?? ""
        func text(_ name: String, _ text: LocalText?, _ language: Language) -> String {
            if let typed { return typed["\(name).\(language.rawValue)"] ?? "" }
            return text?[language.rawValue] ?? ""
        }
        return ScriptFields(
            url: url, isNew: script == nil,
            kinds: Script.Kind.allCases.map {
                .init(
                    value: $0.rawValue, label: words("script.kind.\($0.rawValue)"),
                    isChosen: $0.rawValue == typed?["kind"] ?? "script")
            },
            code: typed?["code"] ?? script?.code ?? "",
            campaigns: [
                .init(value: "", label: words("script.allCampaigns"), isChosen: campaign == "")
            ] + campaigns.map {
                .init(
                    value: $0.code, label: $0.name ?? $0.code,
                    isChosen: $0.code == campaign)
            },
            from: typed?["from"] ?? "\(localToday)",
            through: typed?["through"] ?? "",
            texts: Language.allCases.map { language in
                .init(
                    language: language.name, tongue: language.rawValue,
                    title: text("title", script?.words.title, language),
                    body: text("body", script?.words.body, language))
            }, isOpen: typed != nil)
    }
}
