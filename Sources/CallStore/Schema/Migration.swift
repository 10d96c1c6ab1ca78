/// A step of the schema. A shipped one is never edited: its text's digest is kept in the database
/// and compared at every start.
struct Migration {
    let number: Int
    let statements: [String]

    static let all = [firstSchema]

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

extension Transaction {
    /// Brings the schema up to date. Throws `schemaTooNew` or `migrationChanged` and changes
    /// nothing.
    func migrate(dialect: Dialect, steps: [Migration] = Migration.all) throws {
        try execute(definition: """
            CREATE TABLE IF NOT EXISTS schema_step (
              number {int} PRIMARY KEY, digest {int} NOT NULL) {table}
            """, dialect)
        let done = try rows("SELECT number, digest FROM schema_step ORDER BY number").map {
            (number: try $0.get("number") as Int, digest: try $0.get("digest") as Int64)
        }
        if let last = done.last, last.number > steps.count {
            throw StoreFault.schemaTooNew(found: last.number, known: steps.count)
        }
        for (step, shipped) in zip(done, steps) where step.digest != shipped.digest {
            throw StoreFault.migrationChanged(step.number)
        }
        for step in steps.dropFirst(done.count) {
            for statement in step.statements {
                try execute(definition: statement, dialect)
            }
            try execute(
                "INSERT INTO schema_step (number, digest) VALUES (\(step.number), \(step.digest))")
        }
    }

    private func execute(definition: String, _ dialect: Dialect) throws {
        try execute(SQL(stringLiteral: dialect.definition(definition)))
    }
}
