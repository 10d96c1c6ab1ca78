import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Changing what is known of a customer.
extension CallDesk {
    /// Changes the facts of a customer whose row is still at `version`; otherwise refused with
    /// `customerChanged`, so that nobody's change is lost.
    package func change(
        _ wish: CustomerChange, of id: Customer.ID, at version: Int64, by principal: Principal
    ) async throws {
        let desk = self
        try await openingCustomer(id, by: principal, needing: .changeCustomers) {
            try await desk.change(by: principal, needing: .changeCustomers) { change in
                let (row, key) = try desk.livingForChange(id, by: principal, in: change.db)
                try Self.require(version, of: row)
                let facts = try desk.facts(of: row, under: key)
                let next = try wish.applied(to: facts)
                guard next != facts else {
                    change.isUnchanged = true
                    return
                }
                let number = try desk.number(of: row)
                try change.db.update(
                    desk.next(row, facts: next, number: number, under: key))
                try change.record(
                    .customerChanged, object: "customer:\(id)",
                    details: ["fields": Self.changed(facts, next)], concerning: id)
            }
        }
    }

    /// Adds a number. That it belongs to another customer is told, and the looking leaves an entry
    /// as any search by number does.
    package func addNumber(
        _ text: String, to id: Customer.ID, at version: Int64, by principal: Principal
    ) async throws {
        try require(.changeCustomers, of: principal)
        guard case .number(let number) = try CustomerKey(.number, text, region: settings.region)
        else { return }
        try numberSearches.admit(principal, now: now())
        let desk = self
        let owner = try await change(by: principal, needing: .changeCustomers) { change in
            _ = try desk.livingForChange(id, by: principal, in: change.db)
            let owner = try desk.customer(with: number, in: change.db)?.id
            try change.record(
                .customerFound, object: owner.map { "customer:\($0)" } ?? "",
                details: ["by": "number", "found": owner == nil ? "no" : "yes"],
                concerning: owner)
            return owner
        }
        guard owner == nil else {
            throw Refusal(
                .conflict, .numberTaken,
                owner == id
                    ? "The customer has this number already."
                    : "Another customer has this number. Merge the two if they are one person.",
                subject: owner.map(\.description))
        }
        try await openingCustomer(id, by: principal, needing: .changeCustomers) {
            try await desk.change(by: principal, needing: .changeCustomers) { change in
                try desk.add(number, to: id, at: version, in: &change)
            }
        }
    }

    private func add(
        _ number: PhoneNumber, to id: Customer.ID, at version: Int64, in change: inout Change
    ) throws {
        let (row, key) = try living(id, in: change.db)
        try Self.require(version, of: row)
        guard try customer(with: number, in: change.db) == nil else {
            throw Refusal(
                .conflict, .numberTaken, "Another customer was given this number just now.")
        }
        let first = try self.number(of: row)
        guard try change.db.numbers(of: id).count < Customer.numbersMax - 1 else {
            throw Refusal(
                .invalid, .badCustomer,
                "A customer has at most \(Customer.numbersMax) numbers.", subject: "number")
        }
        if first != nil { try insert(number, of: id, under: key, in: change) }
        try change.db.update(
            next(row, facts: try facts(of: row, under: key), number: first ?? number, under: key))
        try change.record(.customerNumberAdded, object: "customer:\(id)", concerning: id)
    }

    /// Takes a number away; the first one when `number` is nil, whose place the oldest further one
    /// takes. Calls stay with the customer.
    package func removeNumber(
        _ number: Customer.NumberID?, of id: Customer.ID, at version: Int64,
        by principal: Principal
    ) async throws {
        let desk = self
        try await openingCustomer(id, by: principal, needing: .changeCustomers) {
            try await desk.change(by: principal, needing: .changeCustomers) { change in
                let (row, key) = try desk.livingForChange(id, by: principal, in: change.db)
                try Self.require(version, of: row)
                var first = try desk.number(of: row)
                let further = try desk.furtherNumbers(of: row, in: change.db)
                if let number {
                    guard further.contains(where: { $0.row.id == number }) else {
                        throw Refusal.noSuchNumber
                    }
                    try change.db.deleteNumber(number)
                } else {
                    guard first != nil else { throw Refusal.noSuchNumber }
                    first = further.first?.number
                    if let heir = further.first { try change.db.deleteNumber(heir.row.id) }
                }
                try change.db.update(
                    desk.next(
                        row, facts: try desk.facts(of: row, under: key), number: first,
                        under: key))
                try change.record(
                    .customerNumberRemoved, object: "customer:\(id)", concerning: id)
            }
        }
    }

    /// As `living`; a customer whom `principal` may not change answers as if there were none.
    func livingForChange(
        _ id: Customer.ID, by principal: Principal, in db: Transaction
    ) throws -> (row: CustomerRow, key: SubjectKey) {
        guard try permits(principal, .changeCustomers, "customer:\(id)", in: db) else {
            throw Refusal.noSuchCustomer
        }
        return try living(id, in: db)
    }

    static func require(_ version: Int64, of row: CustomerRow) throws {
        guard row.version == version else {
            throw Refusal(
                .conflict, .customerChanged,
                "Somebody else changed this customer meanwhile. Look at what stands there now, "
                    + "then send your change again.")
        }
    }

    /// Names of the facts that differ, such as `address,name`; no values.
    private static func changed(_ old: CustomerFacts, _ new: CustomerFacts) -> String {
        [
            ("address", old.address != new.address), ("document", old.document != new.document),
            ("fields", old.fields != new.fields), ("name", old.name != new.name),
        ].filter(\.1).map(\.0).joined(separator: ",")
    }
}

extension Refusal {
    package static let noSuchNumber = Refusal(
        .notFound, .noSuchNumber, "The customer has no such number any more. Reload the page.")
}
