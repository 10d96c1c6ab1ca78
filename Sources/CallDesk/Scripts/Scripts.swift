import CallLedger
import CallStore
package import Calls
import Foundation

/// What agents say, and what they answer. A version never changes once it stands; another one takes
/// its place from its own day on.
extension CallDesk {
    /// In the order of their codes, each with the version of today, else with its latest.
    package func scripts(
        after code: String?, limit: Int, by principal: Principal
    ) async throws -> Page<ScriptDetail> {
        let limit = try checked(limit)
        let (desk, today) = (self, localDay(of: now(), zone: settings.zone.name))
        return try await see(by: principal, needing: .seeScorecards) { db in
            let rows = try db.scripts(after: code, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { row in
                    let detail = try desk.detail(of: row, version: nil, in: db)
                    let day = LocalDay(number: today)
                    let held = detail.versions.first {
                        $0.validFrom <= day && ($0.validThrough.map { day <= $0 } ?? true)
                    }
                    guard let held, held.number != detail.version.number else { return detail }
                    return try desk.detail(of: row, version: held.number, in: db)
                }, next: rows.count > limit ? rows[limit - 1].code : nil)
        }
    }

    /// One version of a script: the latest unless `number` names another.
    package func script(
        _ id: Script.ID, version number: Int? = nil, by principal: Principal
    ) async throws -> ScriptDetail {
        let desk = self
        return try await see(by: principal, needing: .seeScorecards) { db in
            guard let row = try desk.verified(db.script(id)) else { throw Refusal.noSuchScript }
            return try desk.detail(of: row, version: number, in: db)
        }
    }

    /// The script with this code or id.
    package func scriptID(named text: String, by principal: Principal) async throws -> Script.ID {
        let id = try await see(by: principal, needing: .seeScorecards) { db in
            try db.script(code: text)?.id
                ?? Script.ID(text: text).flatMap { try db.script($0)?.id }
        }
        guard let id else { throw Refusal.noSuchScript }
        return id
    }

    /// What stands beside the form of a call: the scripts of its campaign and those of all, each in
    /// the version that holds on `day` of the call's own calendar.
    package func scripts(
        for campaign: Campaign.ID?, on day: LocalDay, by principal: Principal
    ) async throws -> [ScriptDetail] {
        let desk = self
        return try await see(by: principal, needing: .seeScorecards) { db in
            let rows = try db.scriptVersions(
                for: campaign, on: day.number, limit: Script.Limits.besideForm)
            return try rows.map { version in
                guard let row = try desk.verified(db.script(version.script)) else {
                    throw Refusal.noSuchScript
                }
                return try desk.detail(of: row, version: version.number, in: db)
            }
        }
    }

    package func addScript(_ script: Script, by principal: Principal) async throws -> Script.ID {
        let desk = self
        try require(.manageScorecards, of: principal)
        try Self.check(script)
        return try await change(by: principal, needing: .manageScorecards) { change in
            guard try change.db.script(code: script.code) == nil else {
                throw Refusal(
                    .conflict, .scriptProblems,
                    "There is a script with the code \(script.code) already. Give this one "
                        + "another code, or add a version to that one.", subject: script.code)
            }
            let row = desk.sealed(
                ScriptRow(
                    id: change.newID(), kind: script.kind, code: script.code,
                    campaign: try desk.campaign(of: script, in: change.db)))
            try change.db.insert(row)
            try desk.insert(script.words, as: 1, of: row.id, in: change)
            try change.record(
                .scriptAdded, object: "script:\(row.id)", details: ["version": "1"])
            return row.id
        }
    }

    /// Adds a version, and returns its number. Kind and code stay.
    package func changeScript(
        _ id: Script.ID, to script: Script, by principal: Principal
    ) async throws -> Int {
        let desk = self
        try require(.manageScorecards, of: principal)
        try Self.check(script)
        return try await change(by: principal, needing: .manageScorecards) { change in
            guard var row = try desk.verified(change.db.script(id)) else {
                throw Refusal.noSuchScript
            }
            guard row.code == script.code, row.kind == script.kind else {
                throw Refusal(
                    .invalid, .scriptProblems,
                    "This is the \(row.kind.rawValue) \(row.code) and stays so. Write that kind "
                        + "and code, or add a new one.", subject: row.code)
            }
            let campaign = try desk.campaign(of: script, in: change.db)
            let latest = try desk.detail(of: row, version: nil, in: change.db)
            guard latest.script.words != script.words || row.campaign != campaign else {
                change.isUnchanged = true
                return row.version
            }
            guard row.version < Script.Limits.versions else {
                throw Refusal(
                    .conflict, .scriptProblems,
                    "This script has \(Script.Limits.versions) versions. Add a new script.")
            }
            row.version += 1
            row.campaign = campaign
            try change.db.update(desk.sealed(row))
            try desk.insert(script.words, as: row.version, of: id, in: change)
            try change.record(
                .scriptChanged, object: "script:\(id)", details: ["version": "\(row.version)"])
            return row.version
        }
    }
}

extension CallDesk {
    private static func check(_ script: Script) throws {
        let problems = script.problems()
        guard let first = problems.first else { return }
        throw Refusal(
            .invalid, .scriptProblems, problems.prefix(5).map(\.sentence).joined(separator: " "),
            subject: first.field)
    }

    private func campaign(of script: Script, in db: Transaction) throws -> Campaign.ID? {
        guard let code = script.campaign else { return nil }
        guard let row = try verified(db.campaign(code: code)) else {
            throw Refusal(
                .notFound, .noSuchCampaign,
                "There is no campaign with this code. Choose one of the roster's.",
                subject: "campaign")
        }
        return row.id
    }

    private func insert(
        _ words: Script.Words, as number: Int, of id: Script.ID, in change: Change
    ) throws {
        try change.db.insert(
            sealed(
                ScriptVersionRow(
                    script: id, number: number, title: try Self.json(words.title),
                    body: try Self.json(words.body), validFrom: words.validFrom.number,
                    validUntil: words.validThrough.map { $0.number + 1 },
                    madeBy: change.principal.id, madeAt: change.now)))
    }

    private func detail(
        of row: ScriptRow, version number: Int?, in db: Transaction
    ) throws -> ScriptDetail {
        try verify(row)
        let versions = try db.versions(of: row.id, limit: Script.Limits.versions)
        for version in versions { try verify(version) }
        guard let chosen = versions.first(where: { $0.number == number ?? row.version }) else {
            throw Refusal.noSuchScript
        }
        let campaign = try row.campaign.flatMap { try verified(db.campaign($0))?.code }
        return ScriptDetail(
            id: row.id,
            script: Script(
                kind: row.kind, code: row.code, campaign: campaign, words: try chosen.words),
            version: chosen.summary, versions: versions.map(\.summary))
    }

    private static func json(_ text: LocalText) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}

extension ScriptVersionRow {
    var words: Script.Words {
        get throws {
            let decoder = JSONDecoder()
            return Script.Words(
                title: try decoder.decode(LocalText.self, from: Data(title.utf8)),
                body: try decoder.decode(LocalText.self, from: Data(body.utf8)),
                validFrom: summary.validFrom, validThrough: summary.validThrough)
        }
    }

    fileprivate var summary: ScriptVersion {
        ScriptVersion(
            number: number, validFrom: LocalDay(number: validFrom),
            validThrough: validUntil.map { LocalDay(number: $0 - 1) }, madeBy: madeBy,
            madeAt: madeAt)
    }
}

extension Refusal {
    static var noSuchScript: Refusal {
        Refusal(
            .notFound, .noSuchScript,
            "There is no such script or version. Choose one from the list.")
    }
}

extension CallDesk {
    private static var campaignsMax: Int { 1_000 }

    /// Campaigns that a script may be for.
    package func scriptCampaigns(by principal: Principal) async throws -> [CampaignSummary] {
        let desk = self
        return try await see(by: principal, needing: .manageScorecards) { db in
            try db.campaigns(after: nil, limit: Self.campaignsMax).map { row in
                try desk.verify(row)
                return CampaignSummary(id: row.id, code: row.code, name: row.name)
            }
        }
    }
}
