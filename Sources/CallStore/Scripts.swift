package import Calls
package import Foundation

package struct ScriptRow: RegulatedRow {
    package static let table = "script"

    package var id: Script.ID
    package var kind: Script.Kind
    package var code: String
    /// Nil for all campaigns.
    package var campaign: Campaign.ID?
    /// The number of its latest version.
    package var version: Int
    package var rowMAC: [UInt8] = []

    package init(id: Script.ID, kind: Script.Kind, code: String, campaign: Campaign.ID?) {
        self.id = id
        self.kind = kind
        self.code = code
        self.campaign = campaign
        version = 1
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), kind: try row.named("kind"), code: try row.get("code"),
            campaign: try row.get("campaign_id"))
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, kind.rawValue, code, campaign, version]
        return values.map(\.sqlValue)
    }
}

package struct ScriptVersionRow: RegulatedRow {
    package static let table = "script_version"

    package var script: Script.ID
    package var number: Int
    /// Texts in the languages of the house, as canonical JSON.
    package var title: String
    package var body: String
    /// Days since 1970-01-01 on the call's own calendar.
    package var validFrom: Int
    /// The first day on which it doesn't hold any more.
    package var validUntil: Int?
    package var madeBy: String
    package var madeAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        script: Script.ID, number: Int, title: String, body: String, validFrom: Int,
        validUntil: Int?, madeBy: String, madeAt: Date
    ) {
        self.script = script
        self.number = number
        self.title = title
        self.body = body
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    package init(_ row: Row) throws {
        self.init(
            script: try row.get("script_id"), number: try row.get("number"),
            title: try row.get("title"), body: try row.get("body"),
            validFrom: try row.get("valid_from"), validUntil: try row.get("valid_until"),
            madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            script, number, title, body, validFrom, validUntil, madeBy, madeAt,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ script: ScriptRow) throws {
        try execute("""
            INSERT INTO script (id, kind, code, campaign_id, version, row_mac)
            VALUES (\(script.id), \(script.kind.rawValue), \(script.code), \(script.campaign),
              \(script.version), \(script.rowMAC))
            """)
    }

    /// Writes which version is the latest, and which campaign it is for.
    package func update(_ script: ScriptRow) throws {
        try execute("""
            UPDATE script SET campaign_id = \(script.campaign), version = \(script.version),
              row_mac = \(script.rowMAC)
            WHERE id = \(script.id)
            """)
    }

    package func insert(_ version: ScriptVersionRow) throws {
        try execute("""
            INSERT INTO script_version
              (script_id, number, title, body, valid_from, valid_until, made_by, made_at, row_mac)
            VALUES (\(version.script), \(version.number), \(version.title), \(version.body),
              \(version.validFrom), \(version.validUntil), \(version.madeBy), \(version.madeAt),
              \(version.rowMAC))
            """)
    }

    package func script(_ id: Script.ID) throws -> ScriptRow? {
        try row("SELECT * FROM script WHERE id = \(id)").map(ScriptRow.init)
    }

    package func script(code: String) throws -> ScriptRow? {
        try row("SELECT * FROM script WHERE code = \(code)").map(ScriptRow.init)
    }

    /// In the order of their codes.
    package func scripts(after code: String?, limit: Int) throws -> [ScriptRow] {
        let behind: SQL = code.map { "WHERE code > \($0)" } ?? ""
        return try rows("SELECT * FROM script \(behind) ORDER BY code LIMIT \(limit)")
            .map(ScriptRow.init)
    }

    package func version(_ number: Int, of script: Script.ID) throws -> ScriptVersionRow? {
        try row("""
            SELECT * FROM script_version WHERE script_id = \(script) AND number = \(number)
            """).map(ScriptVersionRow.init)
    }

    /// The latest first.
    package func versions(of script: Script.ID, limit: Int) throws -> [ScriptVersionRow] {
        try rows("""
            SELECT * FROM script_version WHERE script_id = \(script)
            ORDER BY number DESC LIMIT \(limit)
            """).map(ScriptVersionRow.init)
    }

    /// Of each script for `campaign` or for all, the latest version that holds on `day`, in the
    /// order of the scripts' codes; of `kind` and with one of `codes` where they are given.
    package func scriptVersions(
        for campaign: Campaign.ID?, on day: Int, kind: Script.Kind? = nil,
        codes: Set<String>? = nil, limit: Int
    ) throws -> [ScriptVersionRow] {
        var conditions: [SQL] = [
            campaign.map { "(s.campaign_id IS NULL OR s.campaign_id = \($0))" }
                ?? "s.campaign_id IS NULL"
        ]
        if let kind { conditions.append("s.kind = \(kind.rawValue)") }
        if let codes {
            guard !codes.isEmpty else { return [] }
            let list = codes.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
            conditions.append("s.code IN (\(list))")
        }
        return try rows("""
            SELECT v.* FROM script_version v JOIN script s ON s.id = v.script_id
            WHERE \(conditions.joined(separator: " AND ")) AND v.number = (
              SELECT max(o.number) FROM script_version o
              WHERE o.script_id = s.id AND o.valid_from <= \(day)
                AND (o.valid_until IS NULL OR o.valid_until > \(day)))
            ORDER BY s.code LIMIT \(limit)
            """).map(ScriptVersionRow.init)
    }
}
