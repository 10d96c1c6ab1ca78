import CallDesk
import Calls
import Foundation
import Hummingbird

/// A script as it is sent.
private struct ScriptBody: Decodable {
    var kind: Script.Kind
    var code: String
    var campaign: String?
    var title: LocalText
    var body: LocalText
    var from: String
    var through: String?
}

extension Web {
    func apiScripts(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let scripts = try await desk.scripts(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: scripts.items.map { ScriptJSON($0, visit.words) }, next: scripts.next))
    }

    func apiScript(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["version"])
        let detail = try await desk.script(
            scriptID(visit), version: try visit.query.version(), by: visit.principal)
        return try .json(ScriptJSON(detail, visit.words))
    }

    func apiAddScript(_ visit: Visit) async throws -> Response {
        let id = try await desk.addScript(try await script(visit), by: visit.principal)
        return try .json(
            ScorecardMadeJSON(id: id.description, version: 1), status: .created)
    }

    func apiChangeScript(_ visit: Visit) async throws -> Response {
        let id = try await scriptID(visit)
        let version = try await desk.changeScript(
            id, to: try await script(visit), by: visit.principal)
        return try .json(ScorecardMadeJSON(id: id.description, version: version))
    }

    private func script(_ visit: Visit) async throws -> Script {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.scriptBytesMax
        let body = try await visit.json(ScriptBody.self, limits: limits)
        return Script(
            kind: body.kind, code: body.code, campaign: body.campaign,
            words: Script.Words(
                title: body.title, body: body.body,
                validFrom: try Self.cardDay(body.from, "from"),
                validThrough: try body.through.map { try Self.cardDay($0, "through") }))
    }
}

/// One version of a script.
struct ScriptJSON: Encodable, Sendable {
    struct Version: Encodable, Sendable {
        let number: Int
        let from: String
        let through: OrNull<String>
        let madeBy: String
        let madeAt: String

        init(_ version: ScriptVersion, _ words: Words) {
            number = version.number
            from = "\(version.validFrom)"
            through = OrNull(version.validThrough.map { "\($0)" })
            madeBy = version.madeBy
            madeAt = words.home.time(version.madeAt).iso8601
        }
    }

    let id: String
    let kind: Script.Kind
    let code: String
    let campaign: OrNull<String>
    let title: LocalText
    let body: LocalText
    let version: Version
    let versions: [Version]

    init(_ detail: ScriptDetail, _ words: Words) {
        id = detail.id.description
        kind = detail.script.kind
        code = detail.script.code
        campaign = OrNull(detail.script.campaign)
        title = detail.script.words.title
        body = detail.script.words.body
        version = Version(detail.version, words)
        versions = detail.versions.map { Version($0, words) }
    }
}
