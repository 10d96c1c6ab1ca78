@testable package import CallStore
import Foundation

/// A real database of either engine, gone with this value. PostgreSQL is the server that
/// CALLAUDIT_TEST_POSTGRES names (keywords for its superuser): scripts/test starts one.
package final class TestDatabase: Sendable {
    package let engine: Engine
    package let database: any Database
    private let place: DatabasePlace

    /// The engine that CALLAUDIT_TEST_ENGINE names, else SQLite.
    package static var chosenEngine: Engine {
        let name = ProcessInfo.processInfo.environment["CALLAUDIT_TEST_ENGINE"] ?? ""
        return Engine(rawValue: name) ?? .sqlite
    }

    /// An empty database with the schema up to date.
    package convenience init(
        _ engine: Engine = TestDatabase.chosenEngine, isPrepared: Bool = true
    ) async throws {
        let place = try DatabasePlace(engine)
        try await self.init(place)
        if isPrepared { try await database.prepare() }
    }

    private init(_ place: DatabasePlace) async throws {
        self.place = place
        engine = place.engine
        database = try place.open()
    }

    /// Another opening of the same database, unprepared.
    package func reopened() throws -> any Database { try place.open() }

    /// The same database anew, after this one was closed.
    package func restarted() async throws -> TestDatabase {
        let again = try await TestDatabase(place)
        try await again.database.prepare()
        return again
    }

    package func options() throws -> PostgresOptions { try place.options() }

    /// Where SQLite's file is.
    package var path: String { place.path }

    deinit { try? database.close() }
}

/// Where a database is for as long as somebody holds this value.
package final class DatabasePlace: Sendable {
    package let engine: Engine
    private let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    private let folder: String
    package var path: String { folder + "/callaudit.db" }

    /// An empty database without tables.
    package init(_ engine: Engine = TestDatabase.chosenEngine) throws {
        self.engine = engine
        folder = NSTemporaryDirectory() + "callaudit-store-" + name
        switch engine {
        case .sqlite:
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        case .postgres:
            try Self.administrate("CREATE DATABASE \(name)")
        }
    }

    deinit {
        switch engine {
        case .sqlite: try? FileManager.default.removeItem(atPath: folder)
        case .postgres: try? Self.administrate("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        }
    }

    /// A new opening of it, unprepared.
    package func open() throws -> any Database {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: path)
        case .postgres: PostgresDatabase(try options())
        }
    }

    /// What somebody would find who cut the power now: of SQLite the files as they are. What
    /// PostgreSQL shows to others is on its disk, so there it is the database itself.
    package func leftBehind() throws -> DatabasePlace {
        guard engine == .sqlite else { return self }
        let copy = try DatabasePlace(.sqlite)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder)
        where !file.hasSuffix("-shm") {
            try FileManager.default.copyItem(
                atPath: folder + "/" + file, toPath: copy.folder + "/" + file)
        }
        return copy
    }

    /// Everything that is stored: SQLite's files as they are, of PostgreSQL every value of every
    /// row.
    package func bytes() async throws -> [UInt8] {
        switch engine {
        case .sqlite:
            return try FileManager.default.subpathsOfDirectory(atPath: folder).flatMap {
                [UInt8](FileManager.default.contents(atPath: folder + "/" + $0) ?? Data())
            }
        case .postgres:
            let database = PostgresDatabase(try options())
            defer { try? database.close() }
            return try await database.read { db in
                let tables = try db.rows("""
                    SELECT table_name FROM information_schema.tables
                    WHERE table_schema = current_schema()
                    """)
                return try tables.flatMap { table in
                    let name = try table.get("table_name") as String
                    return try db.rows(SQL(stringLiteral: "SELECT * FROM \(name)"))
                        .flatMap(\.values).flatMap(\.storedBytes)
                }
            }
        }
    }

    /// What PostgreSQL does by itself after a while: pages that everybody sees are marked, so that
    /// an index alone answers of them. SQLite has nothing of the kind.
    package func vacuum() throws {
        guard engine == .postgres else { return }
        try PostgresSession(options()).command("VACUUM (ANALYZE)")
    }

    func options() throws -> PostgresOptions {
        try PostgresOptions(
            address: PostgresAddress(Self.server() + " dbname=\(name)"), applicationName: "test")
    }

    private static func administrate(_ statement: String) throws {
        let options = try PostgresOptions(
            address: PostgresAddress(server()), applicationName: "test")
        try PostgresSession(options).command(statement)
    }

    private static func server() throws -> String {
        guard let words = ProcessInfo.processInfo.environment["CALLAUDIT_TEST_POSTGRES"],
            !words.isEmpty
        else { throw NoTestServer() }
        return words
    }
}

extension SQLValue {
    fileprivate var storedBytes: [UInt8] {
        switch self {
        case .null: []
        case .integer(let number): Array("\(number) ".utf8)
        case .real(let number): Array("\(number) ".utf8)
        case .text(let text): Array(text.utf8) + [0]
        case .blob(let bytes): bytes + [0]
        }
    }
}

package struct NoTestServer: Error, CustomStringConvertible {
    package var description: String {
        "CALLAUDIT_TEST_POSTGRES names no PostgreSQL to test with: run scripts/test, which does."
    }
}
