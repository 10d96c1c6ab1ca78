import ArgumentParser
import Foundation

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "The ledger of everything that was done, and its proofs.",
        subcommands: [
            LedgerList.self, LedgerVerify.self, LedgerProve.self, LedgerExportCommand.self,
            LedgerAnchor.self, LedgerAcceptRollback.self, LedgerAcceptSigner.self,
        ])
}

struct LedgerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List entries, newest first.",
        discussion: """
            Examples:
              callaudit ledger list --principal anna --from 2026-11-01
              callaudit ledger list --object call:0e5q8rk2m1v7d --json
              callaudit ledger list --action permission.refused
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?
    @Option(help: "Who: an account's name, or an id such as local:1000.") var principal: String?
    @Option(help: "To what, such as call:0e5q8rk2m1v7d.") var object: String?
    @Option(help: "What, such as recording.listened.") var action: String?
    @Option(help: "First day, as 2026-11-21.") var from: String?
    @Option(help: "Last day, as 2026-11-21.") var to: String?

    func run() async throws {
        let query = [
            ("limit", "\(limit)"), ("after", after), ("principal", principal), ("object", object),
            ("action", action), ("from", from), ("to", to),
        ]
        let (page, body) = try await global.client().get(
            "/api/v1/ledger", query: query, as: LedgerAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ENTRY", "AT", "WHO", "ACTION", "OBJECT", "REASON", "OUTCOME")
        for line in page.items {
            table.add(
                "\(line.entry)", line.at, line.principalTitle ?? line.principal, line.action,
                line.object, line.reason, line.outcome == "done" ? "" : line.outcome)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct LedgerProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove that an entry is in the newest checkpoint.",
        discussion: """
            Prints a proof in the form of C2SP tlog-proof, which ends with the signed checkpoint; \
            with --json the entry's bytes and hashes too. Exits with 1 while no checkpoint covers \
            the entry.

            Example: callaudit ledger prove 1284 > entry-1284.proof
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The entry's number, from `ledger list`.") var entry: Int64

    func run() async throws {
        struct Answer: Decodable {
            struct Proof: Decodable { var text: String }
            var proof: Proof?
        }
        let (answer, body) = try await global.client().get(
            "/api/v1/ledger/entries/\(entry)", as: Answer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
        } else if let proof = answer.proof {
            Terminal.say(String(proof.text.dropLast()))
        }
        if answer.proof == nil {
            throw Stop(
                .foundProblems,
                "No checkpoint covers entry \(entry) yet. The signer signs about once a minute.")
        }
    }
}

struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a period of the ledger with all that proves it.",
        discussion: """
            A tar that minisign, sha256sum and scripts/verify-ledger.py check on a machine without \
            callaudit. The same period gives the same bytes each time. Waits for the signer.

            Example:
              callaudit ledger export --from 2026-10-01 --until 2026-10-31 october.tar
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "First day, as 2026-10-01; from the beginning when left out.") var from: String?
    @Option(help: "Last day, as 2026-10-31; up to now when left out.") var until: String?
    @Option(help: "Seconds to wait for the signer.") var wait = 120
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    private struct Export: Decodable {
        var id: String
        var first: Int64
        var end: Int64
        var checkpointSize: Int64
        var isSigned: Bool
    }

    func run() async throws {
        guard access(file, F_OK) != 0 else {
            throw Stop(.usage, "\(file) is there already. Choose another name.")
        }
        let client = try global.client()
        let asked = try await client.post(
            "/api/v1/ledger/exports", json: ["from": from, "until": until])
        var export = try JSONDecoder().decode(Export.self, from: asked)
        let path = "/api/v1/ledger/exports/\(export.id.urlPart)"
        let deadline = ContinuousClock.now + .seconds(min(max(wait, 1), 86_400))
        while !export.isSigned {
            guard ContinuousClock.now < deadline else {
                throw Stop(
                    .tryAgain,
                    "The signer hasn't signed the export within \(wait) s. See whether it runs.")
            }
            Terminal.progress("waiting for the signer")
            try await Task.sleep(for: .milliseconds(500))
            export = try await client.get(path, as: Export.self).answer
        }
        Terminal.progress("", isLast: true)
        try await client.download(path + "/archive", to: file)
        Terminal.complain(
            "Wrote entries \(export.first) to \(export.end - 1), proved in the checkpoint of "
                + "\(export.checkpointSize).")
    }
}

private struct LedgerAnswer: Decodable {
    struct Line: Decodable {
        var entry: Int64
        var at: String
        var principal: String
        var principalTitle: String?
        var action: String
        var object: String
        var reason: String
        var outcome: String
    }

    var items: [Line]
    var next: String?
}
