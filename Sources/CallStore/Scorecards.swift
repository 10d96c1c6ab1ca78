package import Calls
package import Foundation

package struct ScorecardRow: RegulatedRow {
    package static let table = "scorecard"

    package var id: Scorecard.ID
    package var code: String
    /// The number of its latest version.
    package var version: Int
    package var rowMAC: [UInt8] = []

    package init(id: Scorecard.ID, code: String) {
        self.id = id
        self.code = code
        version = 1
    }

    package init(_ row: Row) throws {
        self.init(id: try row.get("id"), code: try row.get("code"))
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, code, version]
        return values.map(\.sqlValue)
    }
}

package struct ScorecardVersionRow: RegulatedRow {
    package static let table = "scorecard_version"

    package var card: Scorecard.ID
    package var number: Int
    /// The card as canonical JSON, and its SHA-256.
    package var body: String
    package var digest: [UInt8]
    package var madeBy: String
    package var madeAt: Date
    package var publication: Publication?
    package var version: Int
    package var rowMAC: [UInt8] = []

    /// From which day calls are scored by it.
    package struct Publication: Sendable {
        /// Days since 1970-01-01 on the call's own calendar.
        package var validFrom: Int
        package var by: String
        package var at: Date

        package init(validFrom: Int, by: String, at: Date) {
            self.validFrom = validFrom
            self.by = by
            self.at = at
        }
    }

    package init(
        card: Scorecard.ID, number: Int, body: String, digest: [UInt8], madeBy: String,
        madeAt: Date
    ) {
        self.card = card
        self.number = number
        self.body = body
        self.digest = digest
        self.madeBy = madeBy
        self.madeAt = madeAt
        version = 1
    }

    package init(_ row: Row) throws {
        self.init(
            card: try row.get("card_id"), number: try row.get("number"),
            body: try row.get("body"), digest: try row.get("digest"),
            madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
        if let day: Int = try row.get("valid_from") {
            publication = Publication(
                validFrom: day, by: try row.get("published_by"),
                at: try row.get("published_at"))
        }
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            card, number, body, digest, publication?.validFrom, madeBy, madeAt, publication?.by,
            publication?.at, version,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ card: ScorecardRow) throws {
        try execute("""
            INSERT INTO scorecard (id, code, version, row_mac)
            VALUES (\(card.id), \(card.code), \(card.version), \(card.rowMAC))
            """)
    }

    package func update(_ card: ScorecardRow) throws {
        try execute("""
            UPDATE scorecard SET version = \(card.version), row_mac = \(card.rowMAC)
            WHERE id = \(card.id)
            """)
    }

    package func insert(_ version: ScorecardVersionRow) throws {
        try execute("""
            INSERT INTO scorecard_version
              (card_id, number, body, digest, valid_from, made_by, made_at, published_by,
               published_at, version, row_mac)
            VALUES (\(version.card), \(version.number), \(version.body), \(version.digest),
              \(version.publication?.validFrom), \(version.madeBy), \(version.madeAt),
              \(version.publication?.by), \(version.publication?.at), \(version.version),
              \(version.rowMAC))
            """)
    }

    /// Writes a draft's body, or that it was published.
    package func update(_ version: ScorecardVersionRow) throws {
        try execute("""
            UPDATE scorecard_version SET
              body = \(version.body), digest = \(version.digest),
              valid_from = \(version.publication?.validFrom), made_by = \(version.madeBy),
              made_at = \(version.madeAt), published_by = \(version.publication?.by),
              published_at = \(version.publication?.at), version = \(version.version),
              row_mac = \(version.rowMAC)
            WHERE card_id = \(version.card) AND number = \(version.number)
            """)
    }

    package func scorecard(_ id: Scorecard.ID) throws -> ScorecardRow? {
        try row("SELECT * FROM scorecard WHERE id = \(id)").map(ScorecardRow.init)
    }

    package func scorecard(code: String) throws -> ScorecardRow? {
        try row("SELECT * FROM scorecard WHERE code = \(code)").map(ScorecardRow.init)
    }

    /// In the order of their codes.
    package func scorecards(after code: String?, limit: Int) throws -> [ScorecardRow] {
        let behind: SQL = code.map { "WHERE code > \($0)" } ?? ""
        return try rows("SELECT * FROM scorecard \(behind) ORDER BY code LIMIT \(limit)")
            .map(ScorecardRow.init)
    }

    package func version(
        _ number: Int, of card: Scorecard.ID
    ) throws -> ScorecardVersionRow? {
        try row("""
            SELECT * FROM scorecard_version WHERE card_id = \(card) AND number = \(number)
            """).map(ScorecardVersionRow.init)
    }

    /// The latest first.
    package func versions(
        of card: Scorecard.ID, limit: Int
    ) throws -> [ScorecardVersionRow] {
        try rows("""
            SELECT * FROM scorecard_version WHERE card_id = \(card)
            ORDER BY number DESC LIMIT \(limit)
            """).map(ScorecardVersionRow.init)
    }

    /// The version by which a call of `day` is scored: of those published for a day not after it
    /// the latest day, and of that day the latest number.
    package func versionInForce(
        of card: Scorecard.ID, on day: Int
    ) throws -> ScorecardVersionRow? {
        try row("""
            SELECT * FROM scorecard_version
            WHERE card_id = \(card) AND valid_from IS NOT NULL AND valid_from <= \(day)
            ORDER BY valid_from DESC, number DESC LIMIT 1
            """).map(ScorecardVersionRow.init)
    }
}
