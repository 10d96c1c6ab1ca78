import ArgumentParser
import CallSettings
import CallStore
import Foundation

struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "The database, SQLite or PostgreSQL.",
        discussion: """
            These commands open the database themselves, by the settings, and need no daemon. \
            systemd hands its credentials to the daemon only: where the database wants a \
            password, name its file with CALLAUDIT_DATABASE_PASSWORD.
            """,
        subcommands: [
            DatabaseStatusCommand.self, DatabaseMigrateCommand.self, DatabaseCheckCommand.self,
            DatabaseMoveCommand.self,
        ])
}

/// The database of the settings, opened by a command that may run beside the daemon.
enum InspectedDatabase {
    case file(SQLiteReader)
    case server(PostgresDatabase)

    init(_ settings: Settings) throws {
        guard let address = settings.database else {
            try settings.requireSQLiteFile()
            self = .file(try SQLiteReader(path: settings.sqlitePath))
            return
        }
        self = .server(
            try settings.patientServer(address, passwordPath: settings.databasePasswordPath))
    }

    var database: any Database {
        switch self {
        case .file(let reader): reader
        case .server(let server): server
        }
    }

    /// Where it is, for people, without anything secret.
    var place: String {
        switch self {
        case .file(let reader): reader.path
        case .server(let server): server.address.description
        }
    }

    func status() async throws -> DatabaseStatus {
        switch self {
        case .file(let reader): try await reader.status()
        case .server(let server): try await server.status()
        }
    }

    var inspection: DatabaseInspection {
        switch self {
        case .file(let reader): DatabaseInspection(of: reader)
        case .server(let server): DatabaseInspection(of: server, now: { Date() })
        }
    }
}

extension Settings {
    /// A server that may take an hour for one statement: counting, checking and migrating a large
    /// database needs longer than what the daemon asks.
    func patientServer(_ address: String, passwordPath: String?) throws -> PostgresDatabase {
        var options = try postgresOptions(address, passwordPath: passwordPath)
        options.statementSeconds = 3600
        options.readers = 1
        return PostgresDatabase(options)
    }

    /// Ends the command unless there is a SQLite database that this user may read.
    func requireSQLiteFile() throws {
        guard access(sqlitePath, R_OK) != 0 else { return }
        let reason = errno
        throw Stop(
            .settings,
            reason == ENOENT
                ? "There is no database at \(sqlitePath) yet: the daemon makes it at its first "
                    + "start. Perhaps `state:` or `database:` should be another."
                : "The database at \(sqlitePath) can't be read: "
                    + "\(String(cString: strerror(reason))). Run this as the user that the "
                    + "daemon runs as.")
    }

    /// The lock of the state folder, for a command that writes to the SQLite file. Ends the command
    /// while a daemon runs, or when files would be made that the daemon's user can't write.
    func lockState() throws -> StateLock {
        var facts = stat()
        if stat(state, &facts) == 0, facts.st_uid != geteuid() {
            let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) }
            throw Stop(
                .notAllowed,
                "The state folder \(state) belongs to \(owner ?? "user \(facts.st_uid)"). "
                    + "Run this as that user, with sudo -u.")
        }
        umask(0o077)
        return try StateLock(state: state)
    }
}

/// Runs `body`; a fault of the database ends the command with its sentence.
func endingOnFaults<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let fault as StoreFault {
        let sentence = fault.description
        switch fault {
        case .away, .unsettled: throw Stop(.noService, sentence)
        case .schemaTooNew, .migrationChanged, .unusable: throw Stop(.settings, sentence)
        case .notDurable, .failed, .unexpectedRow: throw Stop(.inputOutput, sentence)
        }
    }
}
