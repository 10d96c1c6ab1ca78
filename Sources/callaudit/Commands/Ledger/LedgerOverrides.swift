import ArgumentParser
import CallDesk
import CallLedger
import CallSettings
import CallStore
import Calls
import Foundation

struct LedgerAcceptRollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-rollback",
        abstract: "Let the daemon start on a ledger that is older than a checkpoint.",
        discussion: """
            For after a restore that was meant. The daemon must be stopped; run it as the daemon's \
            user. The ledger keeps who accepted it, and the checkpoint that it falls behind. The \
            signer has to be told too: callaudit signer accept-rollback.

            Example: callaudit ledger accept-rollback --officer anna
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "The compliance officer's account name.") var officer: String

    func run() async throws {
        let settings = try global.settings()
        guard officer.wholeMatch(of: /[A-Za-z0-9._@:-]{1,100}/) != nil else {
            throw Stop(.usage, "Name the officer by account name: letters, digits and . _ - @ :")
        }
        let sizes = try await endingOnFaults {
            try await settings.withStoppedLedger { database in
                do {
                    return try await LedgerAnchors(database: database).accept(
                        file: settings.ledgerAnchor,
                        as: Principal(id: "local:\(getuid())", roles: [.complianceOfficer]),
                        officer: officer, node: settings.nodeName, now: Date())
                } catch let fault as DeskFault {
                    throw Stop(.settings, fault.description)
                }
            }
        }
        guard !sizes.isEmpty else {
            throw Stop(.usage, "The ledger keeps to every known checkpoint: nothing to accept.")
        }
        let words = sizes.map(\.grouped).joined(separator: " and ")
        Terminal.say("Accepted, and noted in the ledger: the checkpoint of \(words) entries.")
    }
}

struct LedgerAcceptSigner: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-signer",
        abstract: "Let a signer with new keys enrol itself.",
        discussion: """
            For after a signer's keys were lost or replaced. The daemon must be stopped; run it as \
            the daemon's user. The next keys that come are noted in the ledger.
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        try await endingOnFaults {
            try await settings.withStoppedLedger { database in
                try await LedgerAnchors(database: database).forgetSigner()
            }
        }
        Terminal.say("The next signer that comes is enrolled.")
    }
}

extension Settings {
    /// Runs `body` on the database, which no daemon of this state folder works on meanwhile.
    fileprivate func withStoppedLedger<Value: Sendable>(
        _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        let lock = try lockState()
        defer { withExtendedLifetime(lock) {} }
        let database = try openDatabase()
        defer { try? database.close() }
        try await database.prepare()
        return try await body(database)
    }
}
