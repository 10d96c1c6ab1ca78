import CallStore
import CallVault
import Calls
import Foundation

/// How the facts of a recording become a call's columns.
extension CallDesk {
    /// Sets what `call` doesn't know yet.
    func fill(_ call: inout CallRow, from facts: CallFacts, in change: Change) throws {
        call.direction = call.direction ?? facts.direction
        if call.agentID == nil, let code = facts.text(.agent) {
            call.agentID = try change.db.agentID(code: code, now: change.now) { change.newID() }
        }
        if call.campaignID == nil, let code = facts.text(.campaign) {
            call.campaignID = try change.db.campaignID(code: code, now: change.now) {
                change.newID()
            }
        }
    }

    /// Writes `call` as its next version, with the holds that covered it until now.
    func write(_ call: inout CallRow, in change: Change) throws {
        if let former = try change.db.call(call.id) {
            try keepHolds(from: former, on: call, in: change)
        }
        call.version += 1
        call.rowMAC = mac(of: call)
        try change.db.update(call)
    }

    func zoneName(of facts: CallFacts) -> String {
        facts.text(.zone).flatMap(CallZone.init(name:))?.name ?? settings.zone.name
    }

    /// Days since 1970-01-01 on the calendar of `zone`.
    func localDay(of instant: Date, zone name: String) -> Int {
        let offset = (CallZone(name: name) ?? settings.zone).offsetSeconds(at: instant)
        return Int(((instant.timeIntervalSince1970 + Double(offset)) / 86_400).rounded(.down))
    }

    /// The customer with the number that `facts` name, made when there is none yet; an anonymous
    /// one when they name none.
    func customerID(withNumberIn facts: CallFacts, in change: Change) throws -> Customer.ID {
        let number = facts.customerNumber(region: settings.region)
        if let number, let known = try customer(with: number, in: change.db) { return known.id }
        let id: Customer.ID = change.newID()
        let (key, wrapped) = try vault.newSubjectKey(for: id)
        try change.db.insert(
            CustomerRow(
                id: id, wrappedKey: wrapped, keyEpoch: vault.epoch,
                blindIndex: try number.map { BlindIndex.value(of: $0, key: try blindKey) },
                numberSealed: try number.map {
                    try vault.seal($0.e164, as: numberPlace(id, version: 1), under: key)
                },
                version: 1, createdAt: change.now))
        return id
    }

    /// The customer whose number is exactly `number`.
    func customer(with number: PhoneNumber, in db: Transaction) throws -> CustomerRow? {
        try db.customers(blindIndex: BlindIndex.value(of: number, key: try blindKey)).first {
            try self.number(of: $0) == number
        }
    }

    /// Nil for an anonymous or an erased customer.
    func number(of customer: CustomerRow) throws -> PhoneNumber? {
        guard let sealed = customer.numberSealed, let wrapped = customer.wrappedKey else {
            return nil
        }
        let key = try vault.openSubjectKey(wrapped, for: customer.id)
        let place = numberPlace(customer.id, version: customer.version)
        return PhoneNumber(e164: try vault.openText(sealed, as: place, under: key))
    }

    func numberPlace(_ id: Customer.ID, version: Int64) -> FieldPlace {
        FieldPlace(table: "customer", column: "number", row: id.rawValue, version: version)
    }
}

extension CallFacts {
    /// The text that counts for `fact`, without control characters, trimmed, and at most 200
    /// characters; nil when empty.
    func text(_ fact: Fact) -> String? {
        guard case .text(let text)? = self[fact] else { return nil }
        let printable = text.unicodeScalars.map {
            CharacterSet.controlCharacters.contains($0) ? " " : $0
        }
        let trimmed = String(String.UnicodeScalarView(printable))
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : String(trimmed.prefix(200))
    }

    var direction: Direction? {
        guard case .direction(let direction)? = self[.direction] else { return nil }
        return direction
    }

    func customerNumber(region: String) -> PhoneNumber? {
        text(.customerNumber).flatMap { PhoneNumber(normalising: $0, region: region) }
    }
}
