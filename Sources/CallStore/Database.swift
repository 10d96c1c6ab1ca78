/// The one port of the house: *run this statement, give me rows, in a transaction*.
/// Two drivers stand behind it; every query is written once, above it.
package protocol Database: Sendable {
    var engine: Engine { get }

    /// Brings the schema up to date. Nothing else may be asked for before.
    func prepare() async throws

    /// Runs `body` on a consistent view that sees everything committed before the call.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Runs `body` in a transaction and returns after it is durable on disk. Bodies that arrive
    /// together may share a commit; one that throws is undone without touching the others. All
    /// writes follow one another, over every node that works on the database: `body` sees what
    /// the one before left and nothing changes under it. It may run more than once.
    /// A commit that fails throws `notDurable`, one whose outcome isn't known `unsettled`.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Leaves nothing, where the engine allows it, of bytes that were deleted from the tables that
    /// an erasure touches. Needs no transaction, may take its time, and can be done again. Throws
    /// what keeps it from being done just now.
    func scrub() async throws

    /// What was counted and timed since the start.
    var figures: DatabaseFigures { get }

    /// Releases the connections; later calls throw.
    func close() throws
}

package enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// As people call it.
    package var title: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }
}

/// An open transaction: what a query is written against.
package struct Transaction {
    let connection: any Connection
    /// Nil in a reading transaction.
    let ledger: LedgerTail?

    /// The rows that `statement` answers. Bound what you ask for: they are all held in memory.
    package func rows(_ statement: SQL) throws -> [Row] {
        try connection.rows(statement)
    }

    package func row(_ statement: SQL) throws -> Row? {
        try connection.rows(statement).first
    }

    /// Runs `statement`. It may be sent together with the next one whose answer is asked for, so
    /// its failure may be thrown there, or at the transaction's end.
    package func execute(_ statement: SQL) throws {
        try connection.execute(statement)
    }

    /// Runs `statement`; returns how many rows it changed.
    package func changes(_ statement: SQL) throws -> Int {
        try connection.changes(statement)
    }

    /// Waits for everything that was executed; throws the first failure.
    package func flush() throws {
        try connection.flush()
    }

    /// Stands in a statement for the database's own clock: UTC microseconds since 1970.
    package var nowMicroseconds: SQL { connection.dialect.nowMicroseconds }
}

/// What a driver provides inside a transaction.
protocol Connection {
    var dialect: Dialect { get }
    func rows(_ statement: SQL) throws -> [Row]
    /// Calls `body` with each row's values where they lie, for statements of many rows, which are
    /// never all held. `body` asks nothing of the connection.
    func eachRow(_ statement: SQL, _ body: (ValuesInPlace) throws -> Void) throws
    func changes(_ statement: SQL) throws -> Int
    func execute(_ statement: SQL) throws
    func flush() throws
}
