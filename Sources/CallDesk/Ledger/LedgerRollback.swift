import CallLedger
package import CallStore
package import Calls
package import Foundation

/// The ledger against checkpoints that were made of it before.
extension CallDesk {
    /// Throws `DeskFault.rolledBack` when a known checkpoint says that the ledger was longer, or
    /// another, and no officer has accepted that.
    func requireAnchored() async throws {
        try await LedgerAnchors(database: database, tree: ledgerState.tree)
            .require(file: settings.ledgerAnchor)
    }
}

/// Compares a ledger with the newest checkpoint in its database and with one kept elsewhere.
package struct LedgerAnchors: Sendable {
    private let database: any Database
    private let tree: LedgerTree

    package init(database: any Database) {
        self.init(database: database, tree: LedgerTree())
    }

    init(database: any Database, tree: LedgerTree) {
        self.database = database
        self.tree = tree
    }

    func require(file: String?) async throws {
        for anchor in try await broken(file: file) where try await !isAccepted(anchor) {
            throw DeskFault.rolledBack(Self.sentence(anchor.checkpoint))
        }
    }

    /// Checkpoints that the ledger doesn't keep to.
    private func broken(file: String?) async throws -> [SignedCheckpoint] {
        let (row, size, origin, key) = try await database.read { db in
            let standing = try db.ledgerStanding()
            return (
                try db.latestCheckpoint(), standing.size, standing.origin,
                standing.noteKey.flatMap { NoteVerifier($0) }
            )
        }
        var anchors = [row.flatMap { SignedCheckpoint($0.note) }].compactMap(\.self)
        if let file { anchors.append(try Self.anchor(in: file, origin: origin, key: key)) }
        var broken: [SignedCheckpoint] = []
        for anchor in anchors {
            let checkpoint = anchor.checkpoint
            if checkpoint.size <= size,
                try await tree.root(ofSize: checkpoint.size, in: database) == checkpoint.root
            {
                continue
            }
            broken.append(anchor)
        }
        return broken
    }

    private static func anchor(
        in path: String, origin: String?, key: NoteVerifier?
    ) throws -> SignedCheckpoint {
        guard let data = FileManager.default.contents(atPath: path),
            let anchor = SignedCheckpoint.latest(in: String(decoding: data, as: UTF8.self))
        else {
            throw DeskFault.rolledBack(
                "The file of `ledgerAnchor` holds no checkpoint or can't be read. Put the newest "
                    + "checkpoint there, or take the setting away.")
        }
        guard origin == nil || anchor.checkpoint.origin == origin else {
            throw DeskFault.rolledBack(
                "The checkpoint of `ledgerAnchor` is another installation's. Name the right file.")
        }
        guard key.map(anchor.note.isSigned) ?? true else {
            throw DeskFault.rolledBack(
                "The checkpoint of `ledgerAnchor` isn't signed by the signer that is known here. "
                    + "Name the right file.")
        }
        return anchor
    }

    private static func sentence(_ checkpoint: Checkpoint) -> String {
        "A checkpoint says that the ledger had \(checkpoint.size) entries and another root than "
            + "it has now: the database was rolled back or altered. If an older backup was put "
            + "back on purpose, a compliance officer accepts that with "
            + "`callaudit ledger accept-rollback`, which the ledger keeps."
    }

    private func isAccepted(_ anchor: SignedCheckpoint) async throws -> Bool {
        let filter = LedgerFilter(action: LedgerAction.rollbackAccepted.rawValue)
        let rows = try await database.read { db in
            try db.ledgerEntries(filter, after: nil, limit: 1000)
        }
        return rows.contains { row in
            guard let content = try? LedgerEntry(decoding: row.bytes).content else { return false }
            return content.details["size"] == "\(anchor.checkpoint.size)"
                && content.details["root"] == anchor.checkpoint.root.description
        }
    }

    /// Records that `principal` accepts the ledger as it is, for each checkpoint it doesn't keep
    /// to; returns their sizes. The daemon must not run. `officer` is who decided, as a name
    /// without spaces that the installation knows, such as an account's id.
    package func accept(
        file: String?, as principal: Principal, officer: String, node: String, now: Date
    ) async throws -> [Int64] {
        let broken = try await broken(file: file)
        guard !broken.isEmpty else { return [] }
        try await database.write { db in
            let size = try db.ledgerSize()
            for anchor in broken {
                let content = LedgerEntry.Content(
                    timeMicroseconds: now.microseconds, bootMicroseconds: bootMicroseconds(),
                    node: node, principal: principal.id, role: principal.role,
                    action: .rollbackAccepted, object: "",
                    details: [
                        "size": "\(anchor.checkpoint.size)",
                        "root": anchor.checkpoint.root.description,
                        "local-size": "\(size)", "officer": officer,
                    ])
                try db.append(ledgerDraft(of: content))
            }
            // What was signed of the ledger as it was isn't of this one.
            try db.deleteCheckpoints(beyond: 0)
        }
        return broken.map(\.checkpoint.size)
    }

    /// Forgets the signer's keys, so that the next one that comes is enrolled, which the ledger
    /// tells. The daemon must not run.
    package func forgetSigner() async throws {
        try await database.write { db in
            for name in [
                CallDesk.noteKeySetting, CallDesk.minisignKeySetting,
                CallDesk.signerRefusalSetting,
            ] {
                try db.deleteSetting(name)
            }
        }
    }
}
