package import Calls
package import Foundation

/// A customer as stored: an id and sealed bytes. `wrappedKey` is nil once the person was erased.
package struct CustomerRow: Sendable {
    package var id: Customer.ID
    package var wrappedKey: [UInt8]?
    package var keyEpoch: Int
    package var blindIndex: Int64?
    package var numberSealed: [UInt8]?
    package var version: Int64
    package var createdAt: Date

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

    init(_ row: Row) throws {
        id = try row.get("id")
        wrappedKey = try row.get("wrapped_key")
        keyEpoch = try row.get("key_epoch")
        blindIndex = try row.get("blind_index")
        numberSealed = try row.get("number_sealed")
        version = try row.get("version")
        createdAt = try row.get("created_at")
    }
}

extension Transaction {
    package func insert(_ customer: CustomerRow) throws {
        try execute("""
            INSERT INTO customer
              (id, wrapped_key, key_epoch, blind_index, number_sealed, version, created_at)
            VALUES (\(customer.id), \(customer.wrappedKey), \(customer.keyEpoch),
              \(customer.blindIndex), \(customer.numberSealed), \(customer.version),
              \(customer.createdAt))
            """)
    }

    /// Deletes a customer to whom no call belongs any more, unless a hold was ever placed on it.
    package func deleteCustomerWithoutCalls(_ id: Customer.ID) throws {
        try execute("""
            DELETE FROM customer
            WHERE id = \(id) AND NOT EXISTS (SELECT 1 FROM call WHERE customer_id = \(id))
              AND NOT EXISTS (SELECT 1 FROM hold WHERE kind = 'customer' AND object_id = \(id))
            """)
    }

    package func customer(_ id: Customer.ID) throws -> CustomerRow? {
        try row("SELECT * FROM customer WHERE id = \(id)").map(CustomerRow.init)
    }

    /// Customers whose number may be the one asked for: the blind index is cut short on purpose,
    /// so the caller opens each and compares.
    package func customers(blindIndex: Int64) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer WHERE blind_index = \(blindIndex) ORDER BY id LIMIT 10000
            """).map(CustomerRow.init)
    }
}
