import GRDB

/// A SQLite file that another process may be working on: it is read and never written, and nothing
/// of its write-ahead log is moved.
package final class SQLiteReader: Database {
    package let path: String
    private let queue: DatabaseQueue

    package var engine: Engine { .sqlite }
    package var figures: DatabaseFigures { DatabaseFigures() }

    /// Throws `StoreFault.unusable` when there is no such file.
    package init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA mmap_size = 0")
            try db.execute(sql: "PRAGMA cache_size = -32768")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw Self.fault(error)
        }
    }

    package func prepare() throws { throw Self.readOnly }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await queue.read { db in
                try body(Transaction(connection: SQLiteConnection(db), ledger: nil))
            }
        } catch let error as DatabaseError {
            throw Self.fault(error)
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) throws -> Value { throw Self.readOnly }

    package func scrub() throws { throw Self.readOnly }

    package func close() throws { try queue.close() }

    private static let readOnly = StoreFault.failed("it was opened to be read only")

    private static func fault(_ error: DatabaseError) -> StoreFault {
        .unusable(error.message ?? error.resultCode.description)
    }
}
