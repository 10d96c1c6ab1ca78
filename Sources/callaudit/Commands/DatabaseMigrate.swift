import ArgumentParser
import CallSettings
import CallStore
import Foundation

struct DatabaseMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the schema up to date.",
        discussion: """
            The daemon does the same when it starts. This is for a PostgreSQL whose tables \
            belong to another role than the daemon's, and for whoever wants it done before. \
            All steps are taken in one transaction, or none. SQLite wants the daemon stopped.

            Examples:
              callaudit database migrate --dry-run
              CALLAUDIT_DATABASE=postgresql://owner@db/callaudit callaudit database migrate
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Say what would be done, and do nothing.") var dryRun = false

    func run() async throws {
        let settings = try global.settings()
        let isNew = settings.database == nil && access(settings.sqlitePath, F_OK) != 0
        if dryRun { return say(try await state(settings, isNew: isNew), done: false) }
        let lock = settings.database == nil ? try settings.lockState() : nil
        defer { withExtendedLifetime(lock) {} }
        try await endingOnFaults {
            let database = try open(settings)
            defer { try? database.close() }
            let before = try await database.read { try $0.schemaState() }
            try await database.prepare()
            say(before, done: true)
        }
    }

    private func open(_ settings: Settings) throws -> any Database {
        guard let address = settings.database else {
            return try SQLiteDatabase(path: settings.sqlitePath)
        }
        return try settings.patientServer(address, passwordPath: settings.databasePasswordPath)
    }

    private func state(_ settings: Settings, isNew: Bool) async throws -> SchemaState {
        if isNew { return .empty }
        return try await endingOnFaults {
            let opened = try InspectedDatabase(settings)
            defer { try? opened.database.close() }
            return try await opened.database.read { try $0.schemaState() }
        }
    }

    private func say(_ state: SchemaState, done: Bool) {
        if state.isCurrent { return Terminal.say("The schema is \(state.found), up to date.") }
        let from = state.found == 0 ? "nothing" : "\(state.found)"
        Terminal.say(
            "The schema \(done ? "went" : "would go") from \(from) to \(state.known).")
    }
}
