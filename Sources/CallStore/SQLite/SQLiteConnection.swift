import Foundation
import GRDB
import GRDBSQLite

/// A GRDB connection inside a transaction.
struct SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
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

    func eachRow(_ statement: SQL, _ body: (ValuesInPlace) throws -> Void) throws {
        let prepared = try prepare(statement)
        let handle = prepared.sqliteStatement
        let cursor = try GRDB.Row.fetchCursor(prepared)
        try withUnsafeTemporaryAllocation(
            of: ValueInPlace.self, capacity: prepared.columnCount
        ) { values in
            while try cursor.next() != nil {
                for column in values.indices {
                    values.initializeElement(at: column, to: ValueInPlace(handle, Int32(column)))
                }
                try body(ValuesInPlace(values))
            }
        }
    }

    func changes(_ statement: SQL) throws -> Int {
        try execute(statement)
        return db.changesCount
    }

    func execute(_ statement: SQL) throws {
        try prepare(statement).execute()
    }

    func flush() {}

    private func prepare(_ statement: SQL) throws -> Statement {
        let (text, values) = statement.rendered(placeholder: dialect.placeholder)
        let prepared = try db.cachedStatement(sql: text)
        try prepared.setArguments(StatementArguments(values.map(\.databaseValue)))
        return prepared
    }
}

extension ValueInPlace {
    /// Asked for as bytes, text isn't copied to have a zero behind it.
    fileprivate init(_ statement: OpaquePointer, _ column: Int32) {
        func bytes() -> UnsafeRawBufferPointer {
            let start = sqlite3_column_blob(statement, column)
            return UnsafeRawBufferPointer(start, bytes: sqlite3_column_bytes(statement, column))
        }
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: self = .text(bytes())
        case SQLITE_BLOB: self = .blob(bytes())
        default: self = .null
        }
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(data.withUnsafeBytes { [UInt8]($0) })
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
