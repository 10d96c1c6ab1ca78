import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Two customers that are one person, and one that is two.
extension CallDesk {
    /// More calls than this aren't moved in one transaction.
    static let movedCallsMax = 5000

    /// Makes `source` part of `target`: calls, numbers, facts and reveals become the target's,
    /// wrapped and sealed under the target's key; then the source's key is destroyed. All in one
    /// transaction. What the target has stays; what differs is kept as a further field.
    package func merge(
        _ source: Customer.ID, into target: Customer.ID, by principal: Principal
    ) async throws {
        let desk = self
        guard source != target else {
            throw Refusal(
                .invalid, .sameCustomer, "A customer can't be merged with itself. Name another.")
        }
        try await openingCustomer(source, by: principal, needing: .changeCustomers) {
            try await desk.change(by: principal, needing: .changeCustomers) { change in
                let (from, oldKey) = try desk.livingForChange(source, by: principal, in: change.db)
                let (into, key) = try desk.livingForChange(target, by: principal, in: change.db)
                try desk.requireNoHold(on: [source, target], in: change.db)
                let calls = try desk.calls(of: source, in: change.db)
                for call in calls { try desk.move(call, to: target, in: change) }
                try desk.rewrapReveals(of: source, from: oldKey, to: key, in: change)
                try desk.joinFacts(of: from, under: oldKey, into: into, under: key, in: change)
                try desk.close(from, mergedInto: target, in: change)
                let details = ["from": "\(source)", "calls": "\(calls.count)"]
                try change.record(
                    .customerMerged, object: "customer:\(target)", details: details,
                    concerning: target)
                try change.record(
                    .customerMerged, object: "customer:\(source)",
                    details: ["into": "\(target)", "calls": "\(calls.count)"], concerning: source)
            }
        }
    }

    /// Makes a new customer of one of the customer's numbers, and of the calls whose recordings
    /// name it. Facts stay with the old one: whose they are can't be told.
    package func split(
        _ number: Customer.NumberID?, of id: Customer.ID, by principal: Principal
    ) async throws -> Customer.ID {
        let desk = self
        return try await openingCustomer(id, by: principal, needing: .changeCustomers) {
            try await desk.change(by: principal, needing: .changeCustomers) { change in
                let (row, key) = try desk.livingForChange(id, by: principal, in: change.db)
                try desk.requireNoHold(on: [id], in: change.db)
                let first = try desk.number(of: row)
                let further = try desk.furtherNumbers(of: row, in: change.db)
                let chosen = number == nil ? first : further.first { $0.row.id == number }?.number
                guard let chosen else { throw Refusal.noSuchNumber }
                guard !further.isEmpty else {
                    throw Refusal(
                        .conflict, .noSuchNumber,
                        "The customer has one number alone, so there is nothing to split off.")
                }
                let heir = number == nil ? further.first : nil
                if let gone = number ?? heir?.row.id { try change.db.deleteNumber(gone) }
                try change.db.update(
                    desk.next(
                        row, facts: try desk.facts(of: row, under: key),
                        number: heir?.number ?? first, under: key))
                let new: Customer.ID = change.newID()
                try desk.insertCustomer(new, number: chosen, in: change)
                var moved = 0
                for call in try desk.calls(of: id, in: change.db)
                where try desk.names(call, chosen, under: key, in: change.db) {
                    try desk.move(call, to: new, in: change)
                    moved += 1
                }
                try change.record(
                    .customerSplit, object: "customer:\(id)",
                    details: ["into": "\(new)", "calls": "\(moved)"], concerning: id)
                try change.record(
                    .customerSplit, object: "customer:\(new)",
                    details: ["from": "\(id)", "calls": "\(moved)"], concerning: new)
                return new
            }
        }
    }

    func requireNoHold(on customers: [Customer.ID], in db: Transaction) throws {
        for customer in customers where try db.isUnderHold(customer) {
            throw Refusal(
                .conflict, .customerHeld,
                "A hold stands on this customer or on one of the calls, so nothing of it is moved. "
                    + "Have the hold released first.")
        }
    }

    /// All of them, each verified when it is moved.
    private func calls(of customer: Customer.ID, in db: Transaction) throws -> [CallRow] {
        let calls = try db.calls(
            of: customer, after: Call.ID(Int64.min), limit: Self.movedCallsMax + 1)
        guard calls.count <= Self.movedCallsMax else { throw Refusal.tooManyToMerge }
        return calls
    }

    private func move(_ call: CallRow, to customer: Customer.ID, in change: Change) throws {
        try verify(call)
        let former = call.customerID
        var call = call
        call.customerID = customer
        try write(&call, in: change)
        try rewrap(
            try change.db.recordings(of: [call.id]), from: former, to: customer, in: change)
    }

    /// Whether a recording of `call` names `number` as the customer's.
    private func names(
        _ call: CallRow, _ number: PhoneNumber, under key: SubjectKey, in db: Transaction
    ) throws -> Bool {
        try db.recordings(of: [call.id]).contains { recording in
            try facts(of: recording, under: key).customerNumber(region: settings.region) == number
        }
    }

    private func joinFacts(
        of source: CustomerRow, under oldKey: SubjectKey, into target: CustomerRow,
        under key: SubjectKey, in change: Change
    ) throws {
        let numbers =
            [try number(of: source)].compactMap(\.self)
            + (try furtherNumbers(of: source, in: change.db)).map(\.number)
        var first = try number(of: target)
        for number in numbers {
            if first == nil {
                first = number
            } else {
                try insert(number, of: target.id, under: key, in: change)
            }
        }
        try change.db.deleteNumbers(of: source.id)
        let facts = try self.facts(of: target, under: key)
            .joined(with: facts(of: source, under: oldKey))
        try change.db.update(next(target, facts: facts, number: first, under: key))
    }

    /// Empties `row`, its key included, and notes who it became; also for whoever became it before.
    private func close(
        _ row: CustomerRow, mergedInto target: Customer.ID, in change: Change
    ) throws {
        var closed = row
        closed.version += 1
        closed.wrappedKey = nil
        (closed.blindIndex, closed.documentIndex) = (nil, nil)
        (closed.numberSealed, closed.nameSealed, closed.documentSealed) = (nil, nil, nil)
        (closed.addressSealed, closed.fieldsSealed) = (nil, nil)
        closed.mergedInto = target
        try change.db.update(sealed(closed))
        for earlier in try change.db.customersMerged(into: row.id, limit: 10_000) {
            try verify(earlier, in: change.db)
            var moved = earlier
            moved.version += 1
            moved.mergedInto = target
            try change.db.update(sealed(moved))
        }
    }
}

extension CustomerFacts {
    /// Of two values the own one stays; the other's is kept as a further field, with a `*` behind
    /// its name where that is taken. Refused when there isn't room for all.
    func joined(with other: CustomerFacts) throws -> CustomerFacts {
        var joined = self
        var rest = other.fields.filter { field in !fields.contains(field) }
        func settle(_ own: String?, _ others: String?, _ name: String) -> String? {
            if let own, let others, own != others { rest.append(.init(name: name, value: others)) }
            return own ?? others
        }
        joined.name = settle(name, other.name, "name")
        joined.address = settle(address, other.address, "address")
        let number = settle(document?.number, other.document?.number, "document")
        joined.document = document ?? (number == nil ? nil : other.document)
        guard joined.fields.count + rest.count <= Customer.fieldsMax else {
            throw Refusal(
                .conflict, .badCustomer,
                "The two have more than \(Customer.fieldsMax) further fields together. "
                    + "Remove some, then merge them.", subject: "fields")
        }
        for field in rest {
            var name = field.name
            while joined.fields.contains(where: { $0.name == name }) { name += "*" }
            joined.fields.append(.init(name: name, value: field.value))
        }
        return joined
    }
}

extension Refusal {
    static let tooManyToMerge = Refusal(
        .conflict, .tooManyCalls,
        "More than \(CallDesk.movedCallsMax) calls would have to be moved at once. "
            + "Merge the other way around, into the customer who has more calls.")
}
