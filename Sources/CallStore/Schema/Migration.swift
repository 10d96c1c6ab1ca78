/// A step of the schema. A shipped one is never edited: its text's digest is kept in the database
/// and compared at every start.
struct Migration {
    let number: Int
    let statements: [String]

    static let all = [
        firstSchema, secondSchema, thirdSchema, fourthSchema, fifthSchema, sixthSchema,
    ]

    /// FNV-1a of all statements: tells an edited step from the shipped one (not a security
    /// measure).
    var digest: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in statements.joined(separator: ";\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}

/// How the schema of a database stands to this callaudit.
package struct SchemaState: Hashable, Sendable {
    /// Number of the last step taken; 0 for an empty database.
    package var found: Int
    /// Number of the last step that this callaudit knows.
    package var known: Int

    package var isCurrent: Bool { found == known }
}

extension Transaction {
    /// Throws `schemaTooNew` or `migrationChanged` for a schema that isn't this callaudit's.
    package func schemaState() throws -> SchemaState {
        try schemaState(steps: Migration.all)
    }

    func schemaState(steps: [Migration]) throws -> SchemaState {
        guard try row(connection.dialect.hasTable("schema_step")) != nil else {
            return SchemaState(found: 0, known: steps.count)
        }
        let done = try rows("SELECT number, digest FROM schema_step ORDER BY number").map {
            (number: try $0.get("number") as Int, digest: try $0.get("digest") as Int64)
        }
        if let last = done.last, last.number > steps.count {
            throw StoreFault.schemaTooNew(found: last.number, known: steps.count)
        }
        for (step, shipped) in zip(done, steps) where step.digest != shipped.digest {
            throw StoreFault.migrationChanged(step.number)
        }
        return SchemaState(found: done.count, known: steps.count)
    }

    /// Brings the schema up to date; changes nothing when it throws.
    func migrate(steps: [Migration] = Migration.all) throws {
        let state = try schemaState(steps: steps)
        if state.isCurrent { return }
        if state.found == 0 {
            try execute(definition: """
                CREATE TABLE IF NOT EXISTS schema_step (
                  number {int} PRIMARY KEY, digest {int} NOT NULL) {table}
                """)
        }
        for step in steps.dropFirst(state.found) {
            for statement in step.statements {
                try execute(definition: statement)
            }
            try execute(
                "INSERT INTO schema_step (number, digest) VALUES (\(step.number), \(step.digest))")
        }
        try flush()
    }

    private func execute(definition: String) throws {
        try execute(SQL(stringLiteral: connection.dialect.definition(definition)))
    }
}
