package import Foundation

extension Transaction {
    /// The newest key epoch and its wrapped blind-index key.
    package func keyEpoch() throws -> (epoch: Int, wrappedBlindKey: [UInt8])? {
        try row("SELECT epoch, wrapped_blind_key FROM key_epoch ORDER BY epoch DESC LIMIT 1").map {
            (epoch: try $0.get("epoch"), wrappedBlindKey: try $0.get("wrapped_blind_key"))
        }
    }

    package func insertKeyEpoch(_ epoch: Int, wrappedBlindKey: [UInt8], now: Date) throws {
        try execute("""
            INSERT INTO key_epoch (epoch, wrapped_blind_key, created_at)
            VALUES (\(epoch), \(wrappedBlindKey), \(now))
            """)
    }

    /// What the daemon remembers of itself between starts, such as the settings it ran with.
    package func setting(_ name: String) throws -> String? {
        try row("SELECT value FROM setting WHERE name = \(name)")?.get("value")
    }

    package func set(_ name: String, to value: String) throws {
        try execute("""
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
