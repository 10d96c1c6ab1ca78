import ArgumentParser
import CallLedger
import CallSettings
import CallStore
import Calls
import Foundation

struct LedgerVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every entry, and name the first that was altered.",
        discussion: """
            Opens the database itself, only reads, and may run beside the daemon: every entry \
            follows the one before, the columns say what the bytes say, the head and the newest \
            checkpoint are those of the entries. With --file it checks an export instead, a tar \
            or the folder that it was unpacked to.

            A checkpoint that was kept elsewhere (--checkpoint) shows even a ledger that was \
            written anew from end to end, and the daemon's second copy, where it can be read here, \
            with which entry that begins. Exits with 1 when something was altered.

            Examples:
              callaudit ledger verify --checkpoint /mnt/worm/callaudit.checkpoints
              callaudit ledger verify --file october.tar --key signer.vkey
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "An export, as a tar or a folder.") var file: String?
    @Option(help: "A file with checkpoints; the newest in it counts.") var checkpoint: String?
    @Option(help: "The signer's public key, or a file that holds it.") var key: String?

    func run() async throws {
        let answer: LedgerVerdict
        if let file {
            answer = try LedgerExportCheck(path: file, key: try verifier()).verdict()
        } else {
            let settings = try global.settings()
            answer = try await endingOnFaults {
                let opened = try InspectedDatabase(settings)
                defer { try? opened.database.close() }
                return try await verify(opened.database, copy: settings.ledgerCopyPath)
            }
        }
        if json {
            try Terminal.say(json: answer)
        } else {
            answer.lines.forEach { Terminal.say(Terminal.plain($0)) }
        }
        if !answer.problems.isEmpty { throw Stop(.foundProblems, "") }
    }

    private func verifier() throws -> NoteVerifier? {
        guard let key else { return nil }
        let text = FileManager.default.contents(atPath: key)
            .map { String(decoding: $0, as: UTF8.self) }
        guard
            let verifier = NoteVerifier(
                (text ?? key).trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw Stop(.usage, "\(key) isn't a signer's public key (name+id+key).") }
        return verifier
    }

    private func verify(
        _ database: any Database, copy: String
    ) async throws -> LedgerVerdict {
        let (row, stored) = try await database.read { db in
            (try db.latestCheckpoint(), try db.setting("ledger-note-key"))
        }
        let trusted = try verifier() ?? stored.flatMap { NoteVerifier($0) }
        var verdict = LedgerVerdict()
        var known: [KnownRoot] = []
        var notes = [row.map { ("the newest checkpoint", $0.note) }].compactMap(\.self)
        if let checkpoint {
            let text = FileManager.default.contents(atPath: checkpoint)
            guard
                let anchor = SignedCheckpoint.latest(
                    in: String(decoding: text ?? Data(), as: UTF8.self))
            else { throw Stop(.badData, "\(checkpoint) holds no checkpoint.") }
            notes.append(("the checkpoint in \(checkpoint)", anchor.description))
        }
        for (name, note) in notes {
            guard let signed = SignedCheckpoint(note), trusted.map(signed.note.isSigned) ?? false
            else {
                verdict.problems.append("The signature of \(name) doesn't hold.")
                continue
            }
            let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
            known.append(KnownRoot(size: size, root: root.bytes))
            verdict.checkpoint = .init(size: size, root: root.description)
        }
        let began = ContinuousClock.now
        let progress = DatabaseProgress("ledger", unit: "entries")
        let found = try await database.inspectLedger(by: HeadFollower(), against: known) {
            progress.show($0, of: $1)
        }
        Terminal.progress("")
        verdict.entries = found.entries
        verdict.root = found.root?.hexadecimal
        if let place = found.firstAltered {
            let culprit = LedgerCulprit(database: database, copy: copy)
            verdict.firstAltered = try await culprit.byNeighbours(of: place)
            if let newest = known.max(by: { $0.size < $1.size }),
                let told = try await culprit.byCopy(newest)
            {
                verdict.firstAltered = told
                verdict.problems.append(
                    "The second copy, for which the checkpoint of \(newest.size) entries vouches, "
                        + "has another entry \(told).")
            }
        }
        verdict.problems += found.findings.map(\.sentence)
        verdict.seconds = began.duration(to: .now) / .seconds(1)
        return verdict
    }
}

/// What checking a ledger came to.
struct LedgerVerdict: Encodable {
    struct Proved: Encodable {
        var size: Int64
        var root: String
    }

    var entries: Int64 = 0
    var root: String?
    var checkpoint: Proved?
    var firstAltered: Int64?
    var problems: [String] = []
    var seconds = 0.0

    var lines: [String] {
        var lines = problems.map { "problem: " + $0 }
        if let firstAltered { lines.append("first altered: entry \(firstAltered)") }
        let rate = seconds > 0 ? ", \(Int64(Double(entries) / seconds).grouped) entries/s" : ""
        lines.append("followed: \(entries.grouped) entries\(rate)")
        if let root { lines.append("root: \(root)") }
        if let checkpoint {
            lines.append("checkpoint: \(checkpoint.size.grouped) entries, root \(checkpoint.root)")
        } else {
            lines.append("checkpoint: none; only what was noted elsewhere proves anything")
        }
        lines.append(problems.isEmpty ? "The ledger is whole." : "The ledger isn't as it was.")
        return lines
    }
}
