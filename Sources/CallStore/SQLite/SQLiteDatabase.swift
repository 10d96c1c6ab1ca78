import Foundation
import GRDB

/// SQLite in one file: one connection writes and checkpoints, a few read.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let commits: CommitQueue
    private let board = FigureBoard()

    package var engine: Engine { .sqlite }
    package var figures: DatabaseFigures { board.current }

    /// Opens or makes the database at `path`. Its schema stays as it is until `prepare`.
    package init(path: String, readers: Int = 4) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA mmap_size = 0")
            // What a statement or savepoint sets aside may be a key that is being destroyed.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA cache_size = -32768")
            if db.configuration.readonly {
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            commits = CommitQueue(SQLiteWriter(pool: pool), board: board)
            try pool.writeWithoutTransaction { db in
                // GRDB sets NORMAL when it switches to WAL, and NORMAL loses commits with the
                // power.
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
        } catch let error as DatabaseError {
            throw StoreFault.unusable(error.message ?? error.resultCode.description)
        }
    }

    package func prepare() async throws { try await prepare(steps: Migration.all) }

    func prepare(steps: [Migration]) async throws {
        do {
            try await pool.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try Transaction(connection: SQLiteConnection(db), ledger: nil)
                        .migrate(steps: steps)
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
            try body(Transaction(connection: SQLiteConnection(db), ledger: nil))
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
    package func scrub() async throws {
        do {
            _ = try await pool.barrierWriteWithoutTransaction { db in
                try db.checkpoint(.truncate)
            }
        } catch let error as DatabaseError {
            throw StoreFault.failed(error.message ?? error.resultCode.description)
        }
    }
}

private struct SQLiteWriter: Writer {
    let pool: DatabasePool

    func soon(_ work: @escaping @Sendable (any WritingTurn) -> Void) {
        pool.asyncWriteWithoutTransaction { db in work(SQLiteTurn(db: db)) }
    }
}

private struct SQLiteTurn: WritingTurn {
    let db: GRDB.Database

    func commit(_ body: (any Connection) throws -> Void) throws {
        do {
            try db.inTransaction(.immediate) {
                try body(SQLiteConnection(db))
                return .commit
            }
        } catch let error as DatabaseError {
            throw StoreFault.notDurable("\(error)")
        }
    }
}
