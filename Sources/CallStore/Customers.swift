package import Calls
package import Foundation

/// A customer as stored: an id and sealed bytes. `wrappedKey` is nil once the person was erased, or
/// merged into another customer. Rows from before schema 3 have an empty `rowMAC` until the desk
/// has sealed them.
package struct CustomerRow: RegulatedRow {
    package static let table = "customer"

    package var id: Customer.ID
    package var wrappedKey: [UInt8]?
    package var keyEpoch: Int
    package var blindIndex: Int64?
    package var numberSealed: [UInt8]?
    package var version: Int64
    package var createdAt: Date
    package var nameSealed: [UInt8]?
    package var documentSealed: [UInt8]?
    package var documentIndex: Int64?
    package var addressSealed: [UInt8]?
    package var fieldsSealed: [UInt8]?
    package var mergedInto: Customer.ID?
    package var rowMAC: [UInt8] = []

    package init(
        id: Customer.ID, wrappedKey: [UInt8]?, keyEpoch: Int, blindIndex: Int64?,
        numberSealed: [UInt8]?, version: Int64, createdAt: Date
    ) {
        self.id = id
        self.wrappedKey = wrappedKey
        self.keyEpoch = keyEpoch
        self.blindIndex = blindIndex
        self.numberSealed = numberSealed
        self.version = version
        self.createdAt = createdAt
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        wrappedKey = try row.get("wrapped_key")
        keyEpoch = try row.get("key_epoch")
        blindIndex = try row.get("blind_index")
        numberSealed = try row.get("number_sealed")
        version = try row.get("version")
        createdAt = try row.get("created_at")
        nameSealed = try row.get("name_sealed")
        documentSealed = try row.get("document_sealed")
        documentIndex = try row.get("document_index")
        addressSealed = try row.get("address_sealed")
        fieldsSealed = try row.get("fields_sealed")
        mergedInto = try row.get("merged_into")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, wrappedKey, keyEpoch, blindIndex, numberSealed, version, createdAt, nameSealed,
            documentSealed, documentIndex, addressSealed, fieldsSealed, mergedInto,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ customer: CustomerRow) throws {
        try execute("""
            INSERT INTO customer
              (id, wrapped_key, key_epoch, blind_index, number_sealed, version, created_at,
               name_sealed, document_sealed, document_index, address_sealed, fields_sealed,
               merged_into, row_mac)
            VALUES (\(customer.id), \(customer.wrappedKey), \(customer.keyEpoch),
              \(customer.blindIndex), \(customer.numberSealed), \(customer.version),
              \(customer.createdAt), \(customer.nameSealed), \(customer.documentSealed),
              \(customer.documentIndex), \(customer.addressSealed), \(customer.fieldsSealed),
              \(customer.mergedInto), \(customer.rowMAC))
            """)
    }

    /// Writes everything of `customer` but its id and when it was made.
    package func update(_ customer: CustomerRow) throws {
        try execute("""
            UPDATE customer SET
              wrapped_key = \(customer.wrappedKey), key_epoch = \(customer.keyEpoch),
              blind_index = \(customer.blindIndex), number_sealed = \(customer.numberSealed),
              version = \(customer.version), name_sealed = \(customer.nameSealed),
              document_sealed = \(customer.documentSealed),
              document_index = \(customer.documentIndex),
              address_sealed = \(customer.addressSealed),
              fields_sealed = \(customer.fieldsSealed), merged_into = \(customer.mergedInto),
              row_mac = \(customer.rowMAC)
            WHERE id = \(customer.id)
            """)
    }

    /// Deletes a customer to whom no call belongs any more and of whom nothing else is known.
    package func deleteCustomerWithoutCalls(_ id: Customer.ID) throws {
        try execute("""
            DELETE FROM customer
            WHERE id = \(id) AND name_sealed IS NULL AND document_sealed IS NULL
              AND address_sealed IS NULL AND fields_sealed IS NULL AND merged_into IS NULL
              AND NOT EXISTS (SELECT 1 FROM call WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM customer_number WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM reveal WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM erasure WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM hold WHERE kind = 'customer' AND object_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM customer other WHERE other.merged_into = \(id))
              AND NOT EXISTS (SELECT 1 FROM complaint WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM complaint_party WHERE customer_id = \(id))
            """)
    }

    package func customer(_ id: Customer.ID) throws -> CustomerRow? {
        try row("SELECT * FROM customer WHERE id = \(id)").map(CustomerRow.init)
    }

    /// Customers whose number may be the one asked for, as the first or a further one: the blind
    /// index is cut short on purpose, so the caller opens each and compares.
    package func customers(blindIndex: Int64) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer
            WHERE id IN (SELECT id FROM customer WHERE blind_index = \(blindIndex)
              UNION SELECT customer_id FROM customer_number WHERE blind_index = \(blindIndex))
            ORDER BY id LIMIT 10000
            """).map(CustomerRow.init)
    }

    /// Customers whose document may be the one asked for, as `customers(blindIndex:)`.
    package func customers(documentIndex: Int64) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer WHERE document_index = \(documentIndex)
            ORDER BY id LIMIT 10000
            """).map(CustomerRow.init)
    }

    /// The newest first, behind `id`; without those that were merged into others.
    package func customers(after id: Customer.ID?, limit: Int) throws -> [CustomerRow] {
        let behind: SQL = id.map { "AND id < \($0)" } ?? ""
        return try rows("""
            SELECT * FROM customer WHERE merged_into IS NULL \(behind)
            ORDER BY id DESC LIMIT \(limit)
            """).map(CustomerRow.init)
    }

    /// Customers that became `id` in a merge.
    package func customersMerged(into id: Customer.ID, limit: Int) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer WHERE merged_into = \(id) ORDER BY id LIMIT \(limit)
            """).map(CustomerRow.init)
    }

    /// Customers without a row code behind `id`, in the order of ids.
    package func customersWithoutCode(
        after id: Customer.ID, limit: Int
    ) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer WHERE id > \(id) AND length(row_mac) = 0
            ORDER BY id LIMIT \(limit)
            """).map(CustomerRow.init)
    }

    package func countCustomers() throws -> Int64 {
        try row("SELECT count(*) AS count FROM customer")?.get("count") ?? 0
    }

    /// Whether a hold that nobody released stands on the customer, on one of the customer's calls,
    /// or on an agent who spoke in one.
    package func isUnderHold(_ customer: Customer.ID) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM hold h
              LEFT JOIN hold_release r ON r.hold_id = h.id
            WHERE r.hold_id IS NULL AND (
              (h.kind = 'customer' AND h.object_id = \(customer))
              OR (h.kind = 'call' AND h.object_id IN
                (SELECT id FROM call WHERE customer_id = \(customer)))
              OR (h.kind = 'agent' AND h.object_id IN
                (SELECT agent_id FROM call WHERE customer_id = \(customer))))
            LIMIT 1
            """) != nil
    }

    /// Calls of `customer` behind `id`, in the order of ids.
    package func calls(
        of customer: Customer.ID, after id: Call.ID, limit: Int
    ) throws -> [CallRow] {
        try rows("""
            SELECT * FROM call WHERE customer_id = \(customer) AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """).map(CallRow.init)
    }

    package func countCalls(of customer: Customer.ID) throws -> Int {
        try row("SELECT count(*) AS count FROM call WHERE customer_id = \(customer)")?
            .get("count") ?? 0
    }
}

extension Transaction {
    /// Ledger entries that concern any of `customers`, by their object or noted beside them, the
    /// newest first, from before `sequence` on.
    package func ledgerEntries(
        concerning customers: [Customer.ID], before sequence: Int64?, limit: Int
    ) throws -> [LedgerRow] {
        let ids = customers.map { "\($0)" as SQL }.joined(separator: ", ")
        let objects = customers.map { "\("customer:\($0)")" as SQL }.joined(separator: ", ")
        let behind: SQL = sequence.map { "AND seq < \($0)" } ?? ""
        return try rows("""
            SELECT seq, at, action, principal, object, bytes, leaf_hash FROM ledger_entry
            WHERE seq IN (
              SELECT seq FROM (SELECT seq FROM ledger_customer
                WHERE customer_id IN (\(ids)) \(behind) ORDER BY seq DESC LIMIT \(limit)) noted
              UNION
              SELECT seq FROM (SELECT seq FROM ledger_entry
                WHERE object IN (\(objects)) \(behind) ORDER BY seq DESC LIMIT \(limit)) own)
            ORDER BY seq DESC LIMIT \(limit)
            """).map {
            LedgerRow(
                sequence: try $0.get("seq"), at: try $0.get("at"), action: try $0.get("action"),
                principal: try $0.get("principal"), object: try $0.get("object"),
                bytes: try $0.get("bytes"), leafHash: try $0.get("leaf_hash"))
        }
    }
}
