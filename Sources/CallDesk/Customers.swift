import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

extension CallDesk {
    /// Customers, the newest first, everything masked. Leaves no entry: it names nobody.
    package func customers(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CustomerSummary> {
        let limit = try checked(limit)
        let after: Customer.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seeCustomers) { db in
            guard principal.grants[.seeCustomers] == .all else {
                return Page(items: [], next: nil)
            }
            let rows = try db.customers(after: after, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map(desk.summary),
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    /// One customer: masked, or plain for whoever revealed it within the last two minutes. Leaves
    /// an entry, durable before the answer; one tells of ten minutes.
    package func customer(
        _ id: Customer.ID, by principal: Principal
    ) async throws -> CustomerDetail {
        let (desk, now) = (self, now())
        let object = "customer:\(id)"
        return try await openingCustomer(id, by: principal, needing: .seeCustomers) {
            let found = try await desk.see(by: principal, needing: .seeCustomers) { db in
                // A foreign customer answers as if there were none.
                guard let ground = try desk.ground(of: principal, .seeCustomers, on: object, in: db)
                else { throw Refusal.noSuchCustomer }
                let row = try desk.existing(id, in: db)
                return (
                    detail: try desk.detail(of: row, for: principal, now: now, in: db),
                    access: ground.access
                )
            }
            if !desk.sights.isAccounted(principal, object, now: now) {
                try await desk.change(by: principal, needing: .seeCustomers) { change in
                    try change.record(.customerSeen, object: object, concerning: id)
                }
                desk.sights.note(principal, object, now: now)
            }
            try await desk.noteUse(of: found.access, by: principal, needing: .seeCustomers)
            return found.detail
        }
    }

    /// The customer with exactly this number, document number or id; nil when there is none. Leaves
    /// an entry without what was looked for, and is limited in rate.
    package func findCustomer(
        by kind: CustomerSearch, _ text: String, by principal: Principal
    ) async throws -> Customer.ID? {
        try require(.findCustomers, of: principal)
        let wanted = try CustomerKey(kind, text, region: settings.region)
        try numberSearches.admit(principal, now: now())
        let desk = self
        return try await change(by: principal, needing: .findCustomers) { change in
            let found = try desk.customer(wanted, in: change.db)
            try change.record(
                .customerFound, object: found.map { "customer:\($0.id)" } ?? "",
                details: ["by": kind.rawValue, "found": found == nil ? "no" : "yes"],
                concerning: found?.id)
            return found?.id
        }
    }

    /// Who did what with the customer's data, the newest first, from before `cursor` on.
    package func history(
        of id: Customer.ID, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CustomerTrace> {
        let limit = try checked(limit)
        let before = try cursor.map { text in
            guard let sequence = Int64(text), sequence >= 0 else { throw Self.badCursor }
            return sequence
        }
        let desk = self
        return try await see(by: principal, needing: .seeCustomers) { db in
            guard try desk.permits(principal, .seeCustomers, "customer:\(id)", in: db) else {
                throw Refusal.noSuchCustomer
            }
            _ = try desk.existing(id, in: db)
            let rows = try desk.entries(of: id, before: before, limit: limit + 1, in: db)
            return Page(
                items: Array(rows.prefix(limit)),
                next: rows.count > limit ? "\(rows[limit - 1].sequence)" : nil)
        }
    }

    /// Entries concerning the customer and those who became it in a merge.
    func entries(
        of id: Customer.ID, before: Int64?, limit: Int, in db: Transaction
    ) throws -> [CustomerTrace] {
        let all = [id] + (try db.customersMerged(into: id, limit: 100)).map(\.id)
        return try db.ledgerEntries(concerning: all, before: before, limit: limit).map { row in
            let content = try LedgerEntry(decoding: row.bytes).content
            return CustomerTrace(
                sequence: row.sequence, at: row.at, principal: content.principal,
                action: content.action.rawValue, object: content.object, reason: content.reason)
        }
    }

    /// Runs `body`, which opens what is sealed of a customer. When that doesn't open, the ledger
    /// says so and nothing of it is shown.
    func openingCustomer<Value: Sendable>(
        _ id: Customer.ID, by principal: Principal, needing permission: Permission,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch is VaultError {
            try await change(by: principal, needing: permission) { change in
                try change.record(
                    .vaultOpeningFailed, object: "customer:\(id)", concerning: id,
                    outcome: .failed)
            }
            throw Refusal(
                .unavailable, .damagedCustomer,
                "What is kept of this customer is damaged and isn't shown. "
                    + "Restore the database from a backup.")
        }
    }

    func summary(of row: CustomerRow) throws -> CustomerSummary {
        let facts = try key(of: row).map { try self.facts(of: row, under: $0).masked }
        return CustomerSummary(
            id: row.id, numberMasked: try number(of: row)?.masked, nameMasked: facts?.name,
            documentMasked: facts?.document, isErased: row.wrappedKey == nil,
            mergedInto: row.mergedInto, createdAt: row.createdAt)
    }

    private func detail(
        of row: CustomerRow, for principal: Principal, now: Date, in db: Transaction
    ) throws -> CustomerDetail {
        var detail = CustomerDetail(
            id: row.id, facts: CustomerFacts(), numbers: [], revealedUntil: nil,
            isErased: row.wrappedKey == nil && row.mergedInto == nil, mergedInto: row.mergedInto,
            version: row.version, createdAt: row.createdAt)
        guard let key = try key(of: row) else { return detail }
        let reveal = try verified(try db.reveal(of: row.id, by: principal.id, now: now))
        let isPlain = reveal != nil
        detail.revealedUntil = reveal?.endsAt
        let facts = try self.facts(of: row, under: key)
        detail.facts = isPlain ? facts : facts.masked
        func shown(_ id: Customer.NumberID?, _ number: PhoneNumber) -> CustomerDetail.Number {
            .init(id: id, text: isPlain ? number.e164 : number.masked)
        }
        if let first = try number(of: row) { detail.numbers = [shown(nil, first)] }
        for (further, number) in try furtherNumbers(of: row, in: db) {
            detail.numbers.append(shown(further.id, number))
        }
        return detail
    }

    func customer(_ wanted: CustomerKey, in db: Transaction) throws -> CustomerRow? {
        switch wanted {
        case .number(let number): return try customer(with: number, in: db)
        case .id(let id): return try db.customer(id)
        case .document(let document):
            let index = BlindIndex.value(ofDocument: document, key: try blindKey)
            return try db.customers(documentIndex: index).first { row in
                guard let key = try key(of: row) else { return false }
                let known = try facts(of: row, under: key).document
                return known.flatMap { IdentityDocument.comparable($0.number) } == document
            }
        }
    }
}

/// By what a customer is looked for.
package enum CustomerSearch: String, CaseIterable, Sendable { case number, document, id }

/// What is looked for, understood.
enum CustomerKey {
    case number(PhoneNumber)
    case document(String)
    case id(Customer.ID)

    init(_ kind: CustomerSearch, _ text: String, region: String) throws {
        switch kind {
        case .number:
            guard let number = PhoneNumber(normalising: text, region: region) else {
                throw Refusal(
                    .invalid, .badNumber,
                    "This is no telephone number. Give it whole, with its area or country code.")
            }
            self = .number(number)
        case .document:
            guard let document = IdentityDocument.comparable(text) else {
                throw Refusal(
                    .invalid, .badDocument,
                    "This is no document's number. Give it whole, at least four characters.")
            }
            self = .document(document)
        case .id:
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let id = Customer.ID(text: trimmed) else {
                throw Refusal(
                    .invalid, .badRequest, "A customer's id has 13 letters and digits.",
                    subject: "id")
            }
            self = .id(id)
        }
    }
}
