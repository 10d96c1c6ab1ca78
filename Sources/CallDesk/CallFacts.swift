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
            try assign(code, to: &call, in: change)
        }
        if call.campaignID == nil, let code = facts.text(.campaign) {
            call.campaignID = try campaign(code: code, in: change)
        }
        call.disposition = call.disposition ?? facts.text(.disposition).flatMap(Self.code)
        call.stage = call.stage ?? facts.text(.stage).flatMap { FunnelStage(text: $0) }
    }

    /// A disposition that is a code, such as `SALE` or `No answer`: it stands in plain beside the
    /// call. What may be somebody's note, with numbers or many words, stays sealed alone.
    private static func code(_ disposition: String) -> String? {
        let isShort = disposition.count <= 32 && disposition.split(separator: " ").count <= 3
        let digits = disposition.unicodeScalars.count { $0.properties.numericType != nil }
        return isShort && digits <= 4 ? disposition : nil
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
        try insertCustomer(id, number: number, in: change)
        return id
    }

    /// A new customer with a fresh key, and with `number` where one is known.
    func insertCustomer(
        _ id: Customer.ID, number: PhoneNumber?, in change: Change
    ) throws {
        let (key, wrapped) = try vault.newSubjectKey(for: id)
        try change.db.insert(
            sealed(
                CustomerRow(
                    id: id, wrappedKey: wrapped, keyEpoch: vault.epoch,
                    blindIndex: try number.map { BlindIndex.value(of: $0, key: try blindKey) },
                    numberSealed: try number.map {
                        try vault.seal($0.e164, as: numberPlace(id, version: 1), under: key)
                    },
                    version: 1, createdAt: change.now)))
    }

    /// The customer who has exactly `number`, as the first or a further one.
    func customer(with number: PhoneNumber, in db: Transaction) throws -> CustomerRow? {
        let index = BlindIndex.value(of: number, key: try blindKey)
        return try db.customers(blindIndex: index).first { row in
            if row.blindIndex == index, try self.number(of: row) == number { return true }
            return try furtherNumbers(of: row, in: db).contains { $0.number == number }
        }
    }

    /// Nil for an anonymous or an erased customer.
    func number(of customer: CustomerRow) throws -> PhoneNumber? {
        guard let sealed = customer.numberSealed, let key = try key(of: customer) else {
            return nil
        }
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
