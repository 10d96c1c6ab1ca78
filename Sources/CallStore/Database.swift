/// The one port of the house: *run this statement, give me rows, in a transaction*.
/// Two drivers stand behind it; every query is written once, above it.
package protocol Database: Sendable {
    /// Runs `body` on a consistent view that sees everything committed before the call.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Runs `body` in a transaction and returns after it is durable on disk. Bodies that arrive
    /// together may share a commit; one that throws is undone without touching the others.
    /// A commit that fails throws `StoreFault.notDurable` to all of them.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Releases the connections; later calls throw.
    func close() throws
}

/// An open transaction: what a query is written against.
package struct Transaction {
    let connection: any Connection

    /// The rows that `statement` answers. Bound what you ask for: they are all held in memory.
    package func rows(_ statement: SQL) throws -> [Row] {
        try connection.rows(statement)
    }

    package func row(_ statement: SQL) throws -> Row? {
        try connection.rows(statement).first
    }

    /// Runs `statement`; returns how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws -> Int {
        try connection.execute(statement)
    }
}

/// What a driver provides inside a transaction.
protocol Connection {
    func rows(_ statement: SQL) throws -> [Row]
    func execute(_ statement: SQL) throws -> Int
}

package enum StoreFault: Error, Equatable, CustomStringConvertible {
    /// The disk didn't take a commit. Nothing that was pending may be called accepted.
    case notDurable(String)
    case schemaTooNew(found: Int, known: Int)
    case migrationChanged(Int)
    case unexpectedRow(String)
    case unusable(String)

    package var description: String {
        switch self {
        case .notDurable(let reason):
            "The database could not make a change durable (\(reason)). Check the disk."
        case .schemaTooNew(let found, let known):
            "The database has schema \(found), this callaudit knows up to \(known). "
                + "Install the callaudit that wrote it, or a newer one."
        case .migrationChanged(let number):
            "Schema step \(number) of the database isn't the one this callaudit was built with. "
                + "Restore the release that wrote it."
        case .unexpectedRow(let reason): "The database answered unexpectedly: \(reason)."
        case .unusable(let reason): "The database can't be used: \(reason)."
        }
    }
}
