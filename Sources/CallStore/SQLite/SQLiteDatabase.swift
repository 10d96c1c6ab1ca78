import Foundation
import GRDB

/// SQLite in one file: one connection writes and checkpoints, a few read.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let commits: CommitQueue

    /// Opens or makes the database at `path` and brings its schema up to date.
    package init(path: String, readers: Int = 4) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA mmap_size = 0")
            try db.execute(sql: "PRAGMA cache_size = -32768")
            if db.configuration.readonly {
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            commits = CommitQueue(pool)
            try pool.writeWithoutTransaction { db in
                // GRDB sets NORMAL when it switches to WAL, and NORMAL loses commits with the
                // power.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.inTransaction(.immediate) {
                    try Transaction(connection: SQLiteConnection(db)).migrate(dialect: .sqlite)
                    return .commit
                }
            }
        } catch let error as DatabaseError {
            throw StoreFault.unusable(error.message ?? error.resultCode.description)
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.read { db in
            try body(Transaction(connection: SQLiteConnection(db)))
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await commits.run(body)
    }

    package func close() throws {
        try pool.close()
    }

    /// Moves everything from the write-ahead log into the database and empties the log, so that
    /// deleted bytes stand nowhere any more.
    package func checkpoint() async throws {
        _ = try await pool.writeWithoutTransaction { db in
            try db.checkpoint(.truncate)
        }
    }
}

/// A GRDB connection inside a transaction.
struct SQLiteConnection: Connection {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) {
        self.db = db
    }

    func rows(_ statement: SQL) throws -> [Row] {
        let prepared = try prepare(statement)
        let columns = Row.Columns(prepared.columnNames)
        let width = prepared.columnCount
        var rows: [Row] = []
        let cursor = try GRDB.Row.fetchCursor(prepared)
        while let row = try cursor.next() {
            rows.append(Row(columns: columns, values: (0..<width).map { SQLValue(row[$0]) }))
        }
        return rows
    }

    func execute(_ statement: SQL) throws -> Int {
        let prepared = try prepare(statement)
        try prepared.execute()
        return db.changesCount
    }

    private func prepare(_ statement: SQL) throws -> Statement {
        let (text, values) = statement.rendered(placeholder: Dialect.sqlite.placeholder)
        let prepared = try db.cachedStatement(sql: text)
        try prepared.setArguments(StatementArguments(values.map(\.databaseValue)))
        return prepared
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
