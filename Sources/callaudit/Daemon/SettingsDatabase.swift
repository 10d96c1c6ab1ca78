import CallSettings
import CallStore
import Foundation

extension Settings {
    var nodeName: String { node ?? ProcessInfo.processInfo.hostName }

    var sqlitePath: String { state + "/callaudit.db" }

    /// The database for people, without anything secret.
    var databaseTitle: String { database ?? sqlitePath }

    /// The database that the settings name; one on a server isn't connected to yet.
    func openDatabase() throws -> any Database {
        guard let database else { return try SQLiteDatabase(path: sqlitePath) }
        return PostgresDatabase(try postgresOptions(database, passwordPath: databasePasswordPath))
    }

    func postgresOptions(_ address: String, passwordPath: String?) throws -> PostgresOptions {
        let file = passwordPath.map {
            PasswordFile(
                path: $0,
                credentialsDirectory: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
        }
        return PostgresOptions(
            address: try PostgresAddress(address), applicationName: "callaudit \(nodeName)",
            password: {
                do {
                    return try file?.read()
                } catch let mistake as PasswordFile.Mistake {
                    throw StoreFault.away(mistake.description)
                }
            })
    }
}
