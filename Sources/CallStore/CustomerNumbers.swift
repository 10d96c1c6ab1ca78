package import Calls

/// A further number of a customer, sealed under the customer's key.
package struct CustomerNumberRow: RegulatedRow {
    package static let table = "customer_number"

    package var id: Customer.NumberID
    package var customerID: Customer.ID
    package var blindIndex: Int64
    package var numberSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        id: Customer.NumberID, customerID: Customer.ID, blindIndex: Int64, numberSealed: [UInt8]
    ) {
        self.id = id
        self.customerID = customerID
        self.blindIndex = blindIndex
        self.numberSealed = numberSealed
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), customerID: try row.get("customer_id"),
            blindIndex: try row.get("blind_index"), numberSealed: try row.get("number_sealed"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        [id.sqlValue, customerID.sqlValue, blindIndex.sqlValue, numberSealed.sqlValue]
    }
}

extension Transaction {
    package func insert(_ number: CustomerNumberRow) throws {
        try execute("""
            INSERT INTO customer_number (id, customer_id, blind_index, number_sealed, row_mac)
            VALUES (\(number.id), \(number.customerID), \(number.blindIndex),
              \(number.numberSealed), \(number.rowMAC))
            """)
    }

    package func deleteNumber(_ id: Customer.NumberID) throws {
        try execute("DELETE FROM customer_number WHERE id = \(id)")
    }

    package func deleteNumbers(of customer: Customer.ID) throws {
        try execute("DELETE FROM customer_number WHERE customer_id = \(customer)")
    }

    /// Oldest first; at most as many as a customer may have.
    package func numbers(of customer: Customer.ID) throws -> [CustomerNumberRow] {
        try rows("""
            SELECT * FROM customer_number WHERE customer_id = \(customer)
            ORDER BY id LIMIT \(Customer.numbersMax * 2)
            """).map(CustomerNumberRow.init)
    }
}
