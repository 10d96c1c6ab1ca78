import CallStore
import CallVault
package import Calls
import Foundation

/// How a customer's row is sealed, opened and checked.
extension CallDesk {
    /// Said in `setting` once every customer from before schema 3 has a row code.
    static let customersSealed = (name: "customers.sealed", value: "complete")

    /// Nil once the customer was erased or merged into another.
    func key(of customer: CustomerRow) throws -> SubjectKey? {
        try customer.wrappedKey.map { try vault.openSubjectKey($0, for: customer.id) }
    }

    /// As `verify`, but that a row from before schema 3 may still be without its code. Once all are
    /// said to be sealed, one without is an alteration like any other.
    func verify(_ customer: CustomerRow, in db: Transaction) throws {
        if try !Self.waitsForCode(customer, in: db) { try verify(customer) }
    }

    /// Whether the customer may still be without a row code.
    static func waitsForCode(_ customer: CustomerRow, in db: Transaction) throws -> Bool {
        let isFromBefore =
            customer.rowMAC.isEmpty && customer.version == 1 && customer.nameSealed == nil
            && customer.documentSealed == nil && customer.addressSealed == nil
            && customer.fieldsSealed == nil && customer.mergedInto == nil
        return try isFromBefore && db.setting(customersSealed.name) != customersSealed.value
    }

    /// Refused when there is no such customer; verified.
    func existing(_ id: Customer.ID, in db: Transaction) throws -> CustomerRow {
        guard let row = try db.customer(id) else { throw Refusal.noSuchCustomer }
        try verify(row, in: db)
        return row
    }

    /// As `existing`, with the key; refused for one that was erased or merged.
    func living(
        _ id: Customer.ID, in db: Transaction
    ) throws -> (row: CustomerRow, key: SubjectKey) {
        let row = try existing(id, in: db)
        if row.mergedInto != nil { throw Refusal.customerMerged }
        guard let key = try key(of: row) else { throw Refusal.customerErased }
        return (row, key)
    }

    func facts(of customer: CustomerRow, under key: SubjectKey) throws -> CustomerFacts {
        func text(_ sealed: [UInt8]?, _ column: String) throws -> String? {
            try sealed.map { sealed in
                try vault.openText(sealed, as: Self.place(column, customer), under: key)
            }
        }
        let decoder = JSONDecoder.stable
        return CustomerFacts(
            name: try text(customer.nameSealed, "name"),
            document: try text(customer.documentSealed, "document").map {
                try decoder.decode(IdentityDocument.self, from: Data($0.utf8))
            },
            address: try text(customer.addressSealed, "address"),
            fields: try text(customer.fieldsSealed, "fields").map {
                try decoder.decode([CustomerFacts.Field].self, from: Data($0.utf8))
            } ?? [])
    }

    /// `customer` as its next version, everything in it sealed anew.
    func next(
        _ customer: CustomerRow, facts: CustomerFacts, number: PhoneNumber?,
        under key: SubjectKey
    ) throws -> CustomerRow {
        var row = customer
        row.version += 1
        func seal(_ text: String?, _ column: String) throws -> [UInt8]? {
            try text.map { try vault.seal($0, as: Self.place(column, row), under: key) }
        }
        func json(_ value: some Encodable) throws -> String {
            String(decoding: try JSONEncoder.stable.encode(value), as: UTF8.self)
        }
        row.numberSealed = try seal(number?.e164, "number")
        row.blindIndex = try number.map { BlindIndex.value(of: $0, key: try blindKey) }
        row.nameSealed = try seal(facts.name, "name")
        row.documentSealed = try seal(try facts.document.map(json), "document")
        row.documentIndex = try facts.document
            .flatMap { IdentityDocument.comparable($0.number) }
            .map { BlindIndex.value(ofDocument: $0, key: try blindKey) }
        row.addressSealed = try seal(facts.address, "address")
        row.fieldsSealed = try seal(
            facts.fields.isEmpty ? nil : try json(facts.fields), "fields")
        return sealed(row)
    }

    private static func place(_ column: String, _ customer: CustomerRow) -> FieldPlace {
        FieldPlace(
            table: "customer", column: column, row: customer.id.rawValue,
            version: customer.version)
    }
}

/// Further numbers.
extension CallDesk {
    /// Oldest first; each verified.
    func furtherNumbers(
        of customer: CustomerRow, in db: Transaction
    ) throws -> [(row: CustomerNumberRow, number: PhoneNumber)] {
        guard let key = try key(of: customer) else { return [] }
        return try db.numbers(of: customer.id).map { row in
            try verify(row)
            let text = try vault.openText(
                row.numberSealed, as: Self.place(of: row.id), under: key)
            guard let number = PhoneNumber(e164: text) else { throw VaultError.damaged }
            return (row, number)
        }
    }

    func insert(
        _ number: PhoneNumber, of customer: Customer.ID, under key: SubjectKey, in change: Change
    ) throws {
        let id: Customer.NumberID = change.newID()
        try change.db.insert(
            sealed(
                CustomerNumberRow(
                    id: id, customerID: customer,
                    blindIndex: BlindIndex.value(of: number, key: try blindKey),
                    numberSealed: try vault.seal(
                        number.e164, as: Self.place(of: id), under: key))))
    }

    private static func place(of number: Customer.NumberID) -> FieldPlace {
        FieldPlace(table: "customer_number", column: "number", row: number.rawValue, version: 1)
    }
}

extension Refusal {
    package static let noSuchCustomer = Refusal(
        .notFound, .noSuchCustomer,
        "There is no such customer. Look for one in the list of customers.")
    package static let customerErased = Refusal(
        .conflict, .customerErased, "This customer's data was erased; nothing is left to see.")
    package static let customerMerged = Refusal(
        .conflict, .customerMerged,
        "This customer was merged into another one. Open that one instead.")
}
