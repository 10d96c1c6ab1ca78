extension Transaction {
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
