package import Calls
package import Foundation

/// One entry as stored: its canonical bytes and their leaf hash.
package struct LedgerRow: Sendable {
    package var sequence: Int64
    package var at: Date
    package var action: String
    package var principal: String
    package var object: String
    package var bytes: [UInt8]
    package var leafHash: [UInt8]
    /// The customer whom the entry concerns; written beside it, and not read back with it.
    package var customer: Customer.ID?

    package init(
        sequence: Int64, at: Date, action: String, principal: String, object: String,
        bytes: [UInt8], leafHash: [UInt8], customer: Customer.ID? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.action = action
        self.principal = principal
        self.object = object
        self.customer = customer
        self.bytes = bytes
        self.leafHash = leafHash
    }
}

/// One entry as stored, where the driver has it: for whoever looks at very many. Good until the
/// body that it was handed to returns.
package struct LedgerRowInPlace {
    package let sequence: Int64
    package let microseconds: Int64
    package let action: UnsafeRawBufferPointer
    package let principal: UnsafeRawBufferPointer
    package let object: UnsafeRawBufferPointer
    package let bytes: UnsafeRawBufferPointer
    package let leafHash: UnsafeRawBufferPointer

    /// Of the columns in the order in which `ledger(from:limit:)` names them; nil for others.
    fileprivate init?(_ values: ValuesInPlace) {
        guard values.count == 7, case .integer(let sequence) = values[0],
            case .integer(let microseconds) = values[1], case .text(let action) = values[2],
            case .text(let principal) = values[3], case .text(let object) = values[4],
            case .blob(let bytes) = values[5], case .blob(let leafHash) = values[6]
        else { return nil }
        self.sequence = sequence
        self.microseconds = microseconds
        self.action = action
        self.principal = principal
        self.object = object
        self.bytes = bytes
        self.leafHash = leafHash
    }
}

/// Turns the ledger's end, in the ledger's own form and nil while it is empty, into the entry that
/// follows and the end behind it.
package typealias LedgerDraft = (_ head: [UInt8]?) throws -> (row: LedgerRow, head: [UInt8])

/// The end of the ledger in a writing transaction. Its row is locked first of all, which makes all
/// writes on all nodes follow one another, and written once, just before the commit.
final class LedgerTail {
    private(set) var drafts: [LedgerDraft] = []
    private var head: [UInt8]?
    /// The newest master key's, as of the commit before; 0 while there is none.
    private(set) var keyEpoch = 0

    /// Waits for the head's lock and reads it. Throws `schemaTooNew` when another node has brought
    /// the schema beyond what this one knows.
    func lock(_ db: Transaction) throws {
        let found = try db.row("""
            SELECT size, bytes, (SELECT max(number) FROM schema_step) AS schema_number,
              (SELECT max(epoch) FROM key_epoch) AS key_epoch
            FROM ledger_head WHERE id = 1 \(db.connection.dialect.forUpdate)
            """)
        guard let found else { throw StoreFault.unexpectedRow("the ledger has no head") }
        let schema: Int = try found.get("schema_number") ?? 0
        guard schema <= Migration.all.count else {
            throw StoreFault.schemaTooNew(found: schema, known: Migration.all.count)
        }
        keyEpoch = try found.get("key_epoch") ?? 0
        let size: Int64 = try found.get("size")
        head = size == 0 ? nil : try found.get("bytes")
    }

    func add(_ draft: @escaping LedgerDraft) { drafts.append(draft) }

    /// Drops what was added since there were `count`: its transaction was undone.
    func forget(from count: Int) { drafts.removeSubrange(count...) }

    func write(_ db: Transaction) throws {
        var size: Int64 = 0
        for draft in drafts {
            let next = try draft(head)
            try db.insert(next.row)
            size = next.row.sequence + 1
            head = next.head
        }
        guard let head, !drafts.isEmpty else { return }
        try db.execute("""
            UPDATE ledger_head SET size = \(size), bytes = \(head) WHERE id = 1
            """)
    }
}

extension Transaction {
    /// Where the ledger ended when this transaction began, in the ledger's own form; nil while it
    /// is empty.
    package func ledgerHead() throws -> [UInt8]? {
        try row("SELECT bytes FROM ledger_head WHERE id = 1 AND size > 0")?.get("bytes")
    }

    package func ledgerSize() throws -> Int64 {
        try row("SELECT size FROM ledger_head WHERE id = 1")?.get("size") ?? 0
    }

    /// When the last entry was written; nil while there is none.
    package func lastLedgerTime() throws -> Date? {
        try row("SELECT at FROM ledger_entry ORDER BY seq DESC LIMIT 1")?.get("at")
    }

    /// Puts an entry at the ledger's end when this transaction commits, in the order of the calls.
    package func append(_ draft: @escaping LedgerDraft) throws {
        guard let ledger else { throw StoreFault.failed("an entry in a reading transaction") }
        ledger.add(draft)
    }

    fileprivate func insert(_ entry: LedgerRow) throws {
        try execute("""
            INSERT INTO ledger_entry (seq, at, action, principal, object, bytes, leaf_hash)
            VALUES (\(entry.sequence), \(entry.at), \(entry.action), \(entry.principal),
              \(entry.object), \(entry.bytes), \(entry.leafHash))
            """)
        guard let customer = entry.customer else { return }
        try execute("""
            INSERT INTO ledger_customer (customer_id, seq) VALUES (\(customer), \(entry.sequence))
            """)
    }

    /// Entries from `sequence` on, in order.
    package func ledgerEntries(from sequence: Int64, limit: Int) throws -> [LedgerRow] {
        try rows(Self.ledger(from: sequence, limit: limit)).map(LedgerRow.init)
    }

    /// Calls `body` with each of the entries from `sequence` on, in order, where the driver has it.
    package func eachLedgerEntry(
        from sequence: Int64, limit: Int, _ body: (LedgerRowInPlace) throws -> Void
    ) throws {
        try connection.eachRow(Self.ledger(from: sequence, limit: limit)) { values in
            guard let row = LedgerRowInPlace(values) else {
                throw StoreFault.unexpectedRow("a ledger entry's columns")
            }
            try body(row)
        }
    }

    private static func ledger(from sequence: Int64, limit: Int) -> SQL {
        """
        SELECT seq, at, action, principal, object, bytes, leaf_hash FROM ledger_entry
        WHERE seq >= \(sequence) ORDER BY seq LIMIT \(limit)
        """
    }
}
