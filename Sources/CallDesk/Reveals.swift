import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

extension CallDesk {
    /// Shows a customer's data in plain to `principal` alone, for two minutes. The row and the
    /// entry are durable when this returns, before anything plain goes out.
    package func reveal(
        _ id: Customer.ID, for purpose: Reveal.Purpose, because reason: String,
        by principal: Principal
    ) async throws -> Reveal {
        try require(.revealCustomer, of: principal)
        let because = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (Reveal.reasonMin...Reveal.reasonMax).contains(because.count) else {
            throw Refusal(
                .invalid, .badReason,
                "Say why in \(Reveal.reasonMin) to \(Reveal.reasonMax) characters; it is kept.",
                subject: "reason")
        }
        try reveals.admit(principal, now: now())
        let desk = self
        return try await openingCustomer(id, by: principal, needing: .revealCustomer) {
            try await desk.change(by: principal, needing: .revealCustomer) { change in
                let object = "customer:\(id)"
                guard
                    let ground = try desk.ground(
                        of: principal, .revealCustomer, on: object, in: change.db)
                else { throw Refusal.noSuchCustomer }
                let (_, key) = try desk.living(id, in: change.db)
                let reveal: Reveal.ID = change.newID()
                let row = desk.sealed(
                    RevealRow(
                        id: reveal, customerID: id, principal: principal.id, purpose: purpose,
                        becauseSealed: try desk.vault.seal(
                            because, as: Self.becausePlace(reveal), under: key),
                        beganAt: change.now))
                try change.db.insert(row)
                try change.record(
                    .customerRevealed, object: object, reason: purpose.rawValue,
                    details: ["reveal": "\(reveal)", "seconds": "\(Int(Reveal.seconds))"],
                    concerning: id)
                try change.recordUse(of: ground.access, concerning: id)
                return Reveal(
                    id: reveal, customer: id, principal: principal.id, purpose: purpose,
                    because: because, beganAt: row.beganAt, endsAt: row.endsAt)
            }
        }
    }

    /// Reveals, the newest first; of one person when `person` is given.
    package func reveals(
        of person: String?, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<Reveal> {
        let limit = try checked(limit)
        let after: Reveal.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seeReveals) { db in
            let rows = try db.reveals(by: person, after: after, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { try desk.reveal($0, in: db) },
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    /// Who revealed how often in the last day and week, the most first.
    package func revealCounts(by principal: Principal) async throws -> [RevealCount] {
        let now = now()
        return try await see(by: principal, needing: .seeReveals) { db in
            let week = now - 7 * 86_400
            let tallies = try db.revealTallies(since: week, day: now - 86_400)
            let customers = try db.revealedCustomers(since: week)
            let byPerson = Dictionary(grouping: tallies, by: \.principal)
            return RevealCount.marked(
                byPerson.map { person, tallies in
                    let purposes = tallies.compactMap { tally in
                        Reveal.Purpose(rawValue: tally.purpose).map { ($0, tally.count) }
                    }
                    return RevealCount(
                        principal: person, lastDay: tallies.reduce(0) { $0 + $1.lastDay },
                        lastWeek: tallies.reduce(0) { $0 + $1.count },
                        customers: customers[person] ?? 0,
                        byPurpose: Dictionary(uniqueKeysWithValues: purposes))
                })
        }
    }

    private func reveal(_ row: RevealRow, in db: Transaction) throws -> Reveal {
        try verify(row)
        let key = try db.customer(row.customerID).flatMap { try self.key(of: $0) }
        return Reveal(
            id: row.id, customer: row.customerID, principal: row.principal, purpose: row.purpose,
            because: try key.map {
                try vault.openText(row.becauseSealed, as: Self.becausePlace(row.id), under: $0)
            },
            beganAt: row.beganAt, endsAt: row.endsAt)
    }

    /// Seals the reasons of `former`'s reveals under the key of who it became.
    func rewrapReveals(
        of former: Customer.ID, from oldKey: SubjectKey, to key: SubjectKey, in change: Change
    ) throws {
        let most = 10_000
        let rows = try change.db.reveals(of: former, limit: most)
        guard rows.count < most else { throw Refusal.tooManyToMerge }
        for row in rows {
            try verify(row)
            let place = Self.becausePlace(row.id)
            let because = try vault.openText(row.becauseSealed, as: place, under: oldKey)
            var moved = row
            moved.customerID = key.subject
            moved.becauseSealed = try vault.seal(because, as: place, under: key)
            try change.db.update(sealed(moved))
        }
    }

    static func becausePlace(_ id: Reveal.ID) -> FieldPlace {
        FieldPlace(table: "reveal", column: "because", row: id.rawValue, version: 1)
    }
}
