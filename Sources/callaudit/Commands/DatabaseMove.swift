import ArgumentParser
import CallSettings
import CallStore
import Calls
import Foundation

struct DatabaseMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Copy the SQLite database into PostgreSQL, and prove the copy.",
        discussion: """
            Stop the daemon first. The PostgreSQL database must be empty. Every table is copied, \
            then read again on both sides and compared, and the ledger is followed entry by entry \
            in its new place. Only when all is equal may daemons use the new database, and no \
            longer the old one. Ctrl-C is safe at any time: run the same again to go on.

            Sealed recordings aren't moved; they stay where `recordings:` says.

            Examples:
              callaudit database move --to postgresql://callaudit@db.example.net/callaudit
              callaudit database move --to "host=/run/postgresql dbname=callaudit" --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "The PostgreSQL database, as `database:` in the settings.", valueName: "url"))
    var address: String

    @Option(
        help: ArgumentHelp(
            "File of its password; `databasePassword` of the settings when left out.",
            valueName: "path"))
    var passwordFile: String?

    @Flag(help: "Move an installation that was moved before.") var again = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        if let mistake = DatabaseRule.mistake(in: address, mayBeEmpty: false) {
            throw Stop(.usage, "--to \(mistake).")
        }
        let settings = try global.settings()
        try settings.requireSQLiteFile()
        let lock = try settings.lockState()
        defer { withExtendedLifetime(lock) {} }
        let answer = try await endingOnFaults { try await move(settings) }
        if json {
            try Terminal.say(json: answer)
        } else {
            answer.lines.forEach(Terminal.say)
        }
        guard answer.isEqual else {
            throw Stop(
                .foundProblems,
                "The copy isn't equal, so nothing has moved: go on with SQLite. Running this again "
                    + "copies everything anew; `callaudit database check` looks at the original.")
        }
        Terminal.complain(
            "The installation has moved. Now set `database: \(address)` in \(global.config), "
                + "and start the daemon. The sealed recordings stayed in "
                + "\(settings.recordingsPath): for several nodes put them on a folder that all "
                + "of them share, and name it with `recordings:` on each.")
    }

    private func move(_ settings: Settings) async throws -> MoveAnswer {
        let source = try SQLiteDatabase(path: settings.sqlitePath)
        defer { try? source.close() }
        let target = try settings.patientServer(
            address, passwordPath: passwordFile ?? settings.databasePasswordPath)
        defer { try? target.close() }
        try await source.prepare()
        try await target.prepare()
        for finding in try await target.serverProblems() { Terminal.complain(finding) }

        let move = DatabaseMove(from: source, to: target) { .blake2b() }
        try await begin(move, settings)
        let copying = DatabaseProgress("copying", unit: "rows")
        try await move.copy { copying.show($0.rows, of: $0.rowsTotal, at: $0.table) }
        let proving = DatabaseProgress("proving", unit: "rows")
        let proofs = try await move.prove { proving.show($0.rows, of: $0.rowsTotal, at: $0.table) }
        let following = DatabaseProgress("ledger", unit: "entries")
        let ledger = try await target.inspectLedger(by: HeadFollower()) { done, total in
            following.show(done, of: total)
        }
        Terminal.progress("")
        let answer = MoveAnswer(
            proofs, ledger, root: try await source.storedLedgerRoot(),
            movedTo: target.address.description)
        if answer.isEqual {
            try await move.finish(address: target.address.description)
        } else {
            try await move.refute()
        }
        return answer
    }

    private func begin(_ move: DatabaseMove, _ settings: Settings) async throws {
        do {
            switch try await move.begin(again: again) {
            case .empty: break
            case .resumed: Terminal.complain("Going on with the move that was begun.")
            case .begunAnew:
                Terminal.complain(
                    "What was copied before no longer fits, since the daemon ran meanwhile or the "
                        + "copy wasn't equal. Everything is copied anew.")
            }
        } catch let refusal as MoveRefusal {
            throw Stop(.notAllowed, refusal.sentence(from: settings.sqlitePath))
        }
    }
}

extension MoveRefusal {
    fileprivate func sentence(from path: String) -> String {
        switch self {
        case .nothingToMove:
            "The database at \(path) was never used, so there is nothing to move. Set `database:` "
                + "and start the daemon: it makes what it needs."
        case .sourceIsUnfinished:
            "The database at \(path) is itself the target of a move that isn't finished."
        case .anotherMove:
            "Another installation is being moved into that database. Let that move finish, or "
                + "name a database that is empty."
        case .notEmpty(let table):
            "That database isn't empty: its table \(table) has rows. Name one that is empty "
                + "(createdb)."
        case .movedBefore(let address):
            "This installation has moved to \(address) already, and what happened there since "
                + "isn't in \(path). If that database is given up, say --again."
        }
    }
}
