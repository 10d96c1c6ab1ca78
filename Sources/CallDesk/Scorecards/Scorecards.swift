import CallLedger
import CallStore
package import Calls
import Foundation

/// What calls are scored by. A published version never changes; a draft does until it is published.
extension CallDesk {
    private static var versionsMax: Int { 500 }

    /// In the order of their codes.
    package func scorecards(
        after code: String?, limit: Int, by principal: Principal
    ) async throws -> Page<ScorecardSummary> {
        let limit = try checked(limit)
        let (desk, today) = (self, localDay(of: now(), zone: settings.zone.name))
        return try await see(by: principal, needing: .seeScorecards) { db in
            let rows = try db.scorecards(after: code, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { try desk.summary($0, on: today, in: db) },
                next: rows.count > limit ? rows[limit - 1].code : nil)
        }
    }

    /// One version of a scorecard: the latest unless `number` names another.
    package func scorecard(
        _ id: Scorecard.ID, version number: Int? = nil, by principal: Principal
    ) async throws -> ScorecardDetail {
        let desk = self
        return try await see(by: principal, needing: .seeScorecards) { db in
            let card = try desk.existing(id, in: db)
            let row = try desk.version(number ?? card.version, of: card, in: db)
            let versions = try db.versions(of: id, limit: Self.versionsMax)
            for row in versions { try desk.verify(row) }
            return ScorecardDetail(
                id: id, card: try row.card, version: row.summary,
                versions: versions.map(\.summary))
        }
    }

    /// A new scorecard, as a draft.
    package func addScorecard(
        _ card: Scorecard, by principal: Principal
    ) async throws -> Scorecard.ID {
        try require(.manageScorecards, of: principal)
        let body = try checkedBody(of: card)
        let desk = self
        return try await change(by: principal, needing: .manageScorecards) { change in
            guard try change.db.scorecard(code: card.code) == nil else {
                throw Refusal(
                    .conflict, .scorecardProblems,
                    "There is a scorecard with the code \(card.code) already. Give this one "
                        + "another code, or change that one.", subject: card.code)
            }
            let row = desk.sealed(ScorecardRow(id: change.newID(), code: card.code))
            try change.db.insert(row)
            let version = desk.newVersion(1, of: row.id, body: body, in: change)
            try change.db.insert(version)
            try change.record(
                .scorecardAdded, object: "scorecard:\(row.id)",
                details: ["version": "1", "digest": version.digest.hexadecimal])
            return row.id
        }
    }

    /// Writes the draft of a scorecard anew; makes one, as its next version, when its latest
    /// version is published. Returns the draft's number. Refused when the latest version isn't the
    /// one with the digest `base` any more.
    package func changeScorecard(
        _ id: Scorecard.ID, to card: Scorecard, from base: [UInt8]? = nil,
        by principal: Principal
    ) async throws -> Int {
        try require(.manageScorecards, of: principal)
        let body = try checkedBody(of: card)
        let desk = self
        return try await change(by: principal, needing: .manageScorecards) { change in
            var row = try desk.existing(id, in: change.db)
            guard row.code == card.code else {
                throw Refusal(
                    .invalid, .scorecardProblems,
                    "This scorecard's code is \(row.code) and stays so. Write that code, or add "
                        + "the card as a new one.", subject: row.code)
            }
            var version = try desk.version(row.version, of: row, in: change.db)
            if let base, base != version.digest, version.body != body {
                throw Refusal(
                    .conflict, .scorecardChanged,
                    "Somebody else changed this scorecard meanwhile. Look at the difference, and "
                        + "make your changes to what stands there now.")
            }
            if version.publication == nil {
                guard version.body != body else {
                    change.isUnchanged = true
                    return version.number
                }
                let fresh = desk.newVersion(version.number, of: id, body: body, in: change)
                version.body = fresh.body
                version.digest = fresh.digest
                version.madeBy = fresh.madeBy
                version.madeAt = fresh.madeAt
                version.version += 1
                try change.db.update(desk.sealed(version))
            } else {
                row.version += 1
                try change.db.update(desk.sealed(row))
                version = desk.newVersion(row.version, of: id, body: body, in: change)
                try change.db.insert(version)
            }
            try change.record(
                .scorecardChanged, object: "scorecard:\(id)",
                details: [
                    "version": "\(version.number)", "digest": version.digest.hexadecimal,
                ])
            return version.number
        }
    }

    /// Puts the draft in force for calls from `day` on.
    package func publishScorecard(
        _ id: Scorecard.ID, version number: Int, from day: LocalDay, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageScorecards) { change in
            let card = try desk.existing(id, in: change.db)
            var row = try desk.version(number, of: card, in: change.db)
            guard row.publication == nil else {
                throw Refusal(
                    .conflict, .notADraft,
                    "Version \(number) was published and can't be changed. Make a new draft.")
            }
            let earlier = try change.db.versions(of: id, limit: Self.versionsMax)
                .compactMap(\.publication?.validFrom).max()
            if let earlier, day.number < earlier {
                throw Refusal(
                    .invalid, .badDay,
                    "The version before holds from \(LocalDay(number: earlier)). Choose that day "
                        + "or a later one.", subject: "\(LocalDay(number: earlier))")
            }
            row.publication = ScorecardVersionRow.Publication(
                validFrom: day.number, by: change.principal.id, at: change.now)
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(
                .scorecardPublished, object: "scorecard:\(id)",
                details: [
                    "version": "\(number)", "from": "\(day)", "digest": row.digest.hexadecimal,
                ])
        }
    }

    private func newVersion(
        _ number: Int, of id: Scorecard.ID, body: String, in change: Change
    ) -> ScorecardVersionRow {
        sealed(
            ScorecardVersionRow(
                card: id, number: number, body: body, digest: sha256(Array(body.utf8)),
                madeBy: change.principal.id, madeAt: change.now))
    }

    /// The card as canonical JSON; refused with everything that is wrong with it.
    func checkedBody(of card: Scorecard) throws -> String {
        let problems = card.problems()
        guard problems.isEmpty else {
            let some = problems.prefix(5).map(\.sentence).joined(separator: " ")
            throw Refusal(.invalid, .scorecardProblems, some, subject: problems[0].path)
        }
        let json = try card.canonicalJSON()
        guard json.count <= Scorecard.jsonBytesMax else {
            throw Refusal(
                .tooLarge, .scorecardProblems,
                "The scorecard is longer than \(Scorecard.jsonBytesMax) bytes. Shorten it.")
        }
        return String(decoding: json, as: UTF8.self)
    }

    private func summary(
        _ row: ScorecardRow, on today: Int, in db: Transaction
    ) throws -> ScorecardSummary {
        try verify(row)
        let latest = try version(row.version, of: row, in: db)
        let card = try latest.card
        return ScorecardSummary(
            id: row.id, code: row.code, title: card.title, questions: card.questions.count,
            inForce: try verified(db.versionInForce(of: row.id, on: today))?.number,
            latest: latest.summary)
    }
}

extension CallDesk {
    /// SHA-256.
    func sha256(_ bytes: [UInt8]) -> [UInt8] { Self.hash(bytes) }

    package static let hash: SampleHash = { bytes in
        var hash = RunningSHA256()
        hash.update(bytes)
        return hash.finish().bytes
    }

    func existing(_ id: Scorecard.ID, in db: Transaction) throws -> ScorecardRow {
        guard let row = try verified(db.scorecard(id)) else { throw Refusal.noSuchScorecard }
        return row
    }

    func version(
        _ number: Int, of card: ScorecardRow, in db: Transaction
    ) throws -> ScorecardVersionRow {
        guard let row = try verified(db.version(number, of: card.id)) else {
            throw Refusal.noSuchScorecard
        }
        return row
    }

    /// The version by which a call of `day` is scored.
    func versionInForce(
        of card: ScorecardRow, on day: Int, in db: Transaction
    ) throws -> ScorecardVersionRow {
        guard let row = try verified(db.versionInForce(of: card.id, on: day)) else {
            throw Refusal(
                .conflict, .scorecardNotInForce,
                "No version of \(card.code) is in force on \(LocalDay(number: day)). Publish one "
                    + "from that day on.", subject: card.code)
        }
        return row
    }
}

extension ScorecardVersionRow {
    var card: Scorecard {
        get throws { try Scorecard(json: Data(body.utf8)) }
    }

    var summary: ScorecardVersion {
        ScorecardVersion(
            number: number, digest: digest, madeBy: madeBy, madeAt: madeAt,
            validFrom: publication?.validFrom, publishedBy: publication?.by,
            publishedAt: publication?.at)
    }
}

extension Refusal {
    static var noSuchScorecard: Refusal {
        Refusal(
            .notFound, .noSuchScorecard,
            "There is no such scorecard or version. Choose one from the list.")
    }
}
