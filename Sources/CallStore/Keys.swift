import Calls
package import Foundation

/// A master key's number and what is wrapped under it, as stored.
package struct KeyEpochRow: RegulatedRow {
    package static let table = "key_epoch"

    package var epoch: Int
    /// Empty once the epoch is retired.
    package var wrappedBlindKey: [UInt8]
    package var createdAt: Date
    package var carriedKeys: [UInt8]?
    package var retiredAt: Date?
    package var keyID: [UInt8]?
    /// Where the key came from when the epoch began.
    package var source: String
    package var rowMAC: [UInt8] = []

    package init(
        epoch: Int, wrappedBlindKey: [UInt8], createdAt: Date, carriedKeys: [UInt8]?,
        keyID: [UInt8], source: String
    ) {
        self.epoch = epoch
        self.wrappedBlindKey = wrappedBlindKey
        self.createdAt = createdAt
        self.carriedKeys = carriedKeys
        self.keyID = keyID
        self.source = source
    }

    package init(_ row: Row) throws {
        epoch = try row.get("epoch")
        wrappedBlindKey = try row.get("wrapped_blind_key")
        createdAt = try row.get("created_at")
        carriedKeys = try row.get("carried_keys")
        retiredAt = try row.get("retired_at")
        keyID = try row.get("key_id")
        source = try row.get("source")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            epoch, wrappedBlindKey, createdAt, carriedKeys, retiredAt, keyID, source,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    /// The newest epoch as of the commit before this transaction; 0 while there is none, and in a
    /// reading transaction.
    package var keyEpoch: Int { ledger?.keyEpoch ?? 0 }

    /// Every epoch, the first one first; at most 65,535.
    package func keyEpochs() throws -> [KeyEpochRow] {
        try rows("SELECT * FROM key_epoch ORDER BY epoch").map(KeyEpochRow.init)
    }

    package func insert(_ epoch: KeyEpochRow) throws {
        try execute("""
            INSERT INTO key_epoch
              (epoch, wrapped_blind_key, created_at, carried_keys, retired_at, key_id, source,
               row_mac)
            VALUES (\(epoch.epoch), \(epoch.wrappedBlindKey), \(epoch.createdAt),
              \(epoch.carriedKeys), \(epoch.retiredAt), \(epoch.keyID), \(epoch.source),
              \(epoch.rowMAC))
            """)
    }

    /// Writes everything of `epoch` but its number and when it was made.
    package func update(_ epoch: KeyEpochRow) throws {
        try execute("""
            UPDATE key_epoch SET
              wrapped_blind_key = \(epoch.wrappedBlindKey), carried_keys = \(epoch.carriedKeys),
              retired_at = \(epoch.retiredAt), key_id = \(epoch.keyID), source = \(epoch.source),
              row_mac = \(epoch.rowMAC)
            WHERE epoch = \(epoch.epoch)
            """)
    }

    /// How many customers have keys wrapped under each epoch.
    package func customersByEpoch() throws -> [Int: Int64] {
        let counts = try rows("""
            SELECT key_epoch, count(*) AS count FROM customer WHERE wrapped_key IS NOT NULL
            GROUP BY key_epoch
            """)
        return try counts.reduce(into: [:]) { $0[try $1.get("key_epoch")] = try $1.get("count") }
    }

    /// Customers behind `id` whose keys are wrapped under an epoch before `epoch`, by id. Erased
    /// ones, which have no key any more, are among them.
    package func customers(
        beforeEpoch epoch: Int, after id: Int64, limit: Int
    ) throws -> [CustomerRow] {
        try rows("""
            SELECT * FROM customer WHERE key_epoch < \(epoch) AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """).map(CustomerRow.init)
    }

    package func countCustomers(beforeEpoch epoch: Int) throws -> Int64 {
        try row("""
            SELECT count(*) AS count FROM customer WHERE key_epoch < \(epoch)
            """)?.get("count") ?? 0
    }

    /// Writes the key of `customer` and its epoch, and the row's code where it has one.
    package func rewrap(_ customer: CustomerRow, rowMAC: [UInt8]?) throws {
        try execute("""
            UPDATE customer SET wrapped_key = \(customer.wrappedKey),
              key_epoch = \(customer.keyEpoch), row_mac = COALESCE(\(rowMAC), row_mac)
            WHERE id = \(customer.id)
            """)
    }

    /// Notes which master keys the node of `run` was given: their ids, parted by commas.
    package func note(keyIDs: String, of run: NodeRun) throws {
        try execute("""
            UPDATE node SET key_ids = \(keyIDs)
            WHERE number = \(Int(run.number)) AND key_ids <> \(keyIDs)
            """)
    }
}
