import CallLedger
import CallStore
package import CallVault
package import Calls
import Foundation

/// Master keys: how they stand, and asking for a new one.
extension CallDesk {
    /// What a rotation's approval is of.
    private static let object = "key"

    package func keyStatus(by principal: Principal) async throws -> KeyStatus {
        let (vault, now) = (vault, now())
        return try await see(by: principal, needing: .seeKeys) { db in
            let counts = try db.customersByEpoch()
            let rows = try db.keyEpochs()
            let next = vault.nextKeyID?.description
            return KeyStatus(
                epochs: rows.map { KeyEpoch($0, customers: counts[$0.epoch] ?? 0) },
                nextKeyID: next,
                lacking: try db.nodesLacking(key: next),
                rotation: try db.latestJob(.rotateKeys),
                asked: try db.openApproval(.keyRotation, of: Self.object, now: now)?.id)
        }
    }

    /// Asks for a rotation to the key that every node was given as the one to come, which waits
    /// for a second person. With `key` it has to be the one of that id.
    package func askRotation(
        to key: KeyID?, because reason: String, by principal: Principal
    ) async throws -> Approval.ID {
        let desk = self
        return try await change(by: principal, needing: .rotateKeys) { change in
            let next = try desk.nextKey(key, in: change.db)
            return try desk.askApproval(
                .keyRotation, of: Self.object, particulars: next.description, because: reason,
                in: &change)
        }
    }

    /// Begins the new epoch and the work that follows.
    func rotationApproved(_ approval: ApprovalRow, in change: inout Change) throws {
        let next = try nextKey(KeyID(text: approval.particulars), in: change.db)
        guard let epoch = try vault.nextEpoch(carrying: blindKey) else { throw Self.noNextKey }
        try change.db.insert(sealed(KeyEpochRow(epoch, now: change.now)))
        try change.record(
            .keyRotationBegun, object: Self.object,
            details: ["epoch": "\(epoch.epoch)", "key": next.description])
        _ = try start(.rotateKeys, particulars: "\(epoch.epoch)", in: &change)
    }

    /// Notes in the ledger that a copy of the key `id` was made for escrow.
    package func noteEscrow(
        of key: KeyID, recipients: Int, by principal: Principal
    ) async throws {
        let vault = vault
        try await change(by: principal, needing: .rotateKeys) { change in
            let known = try change.db.keyEpochs().contains { $0.keyID == key.bytes }
            guard known || vault.nextKeyID == key else {
                throw Refusal(
                    .notFound, .noSuchKey,
                    "This is not a master key of this installation. Look at `callaudit key "
                        + "status` for the ids of its keys.", subject: key.description)
            }
            try change.record(
                .keyEscrowed, object: Self.object,
                details: ["key": key.description, "recipients": "\(recipients)"])
        }
    }

    /// Takes the master keys that the settings name by now. Throws `VaultError` when they don't
    /// fit the database; the old ones stay then.
    package func give(_ keys: [MasterKey]) async throws {
        var rows: [KeyEpochRow]?
        if opening.away == nil {
            rows = try await reaching { try await database.read { try $0.keyEpochs() } }
        }
        try keyring.give(try GivenKeys(keys), over: rows)
    }

    /// The key to come: at hand here and on every node that runs, and no rotation before it under
    /// way.
    private func nextKey(_ wanted: KeyID?, in db: Transaction) throws -> KeyID {
        guard try db.openJob(.rotateKeys) == nil,
            try db.keyEpochs().dropLast().allSatisfy({ $0.retiredAt != nil })
        else {
            throw Refusal(
                .conflict, .rotationUnderWay,
                "A rotation is under way or was cancelled half way. Let it end, or go on with it.")
        }
        guard let next = vault.nextKeyID, wanted == nil || wanted == next else {
            throw Self.noNextKey
        }
        let lacking = try db.nodesLacking(key: next.description)
        guard lacking.isEmpty else {
            let names = lacking.joined(separator: ", ")
            throw Refusal(
                .conflict, .nodesLackKey,
                "These nodes weren't given the new key yet: \(names). Give it to each with "
                    + "`keyNext:` or the credential master.next.key, and reload or restart it.",
                subject: names)
        }
        return next
    }

    private static let noNextKey = Refusal(
        .conflict, .noNextKey,
        "This node wasn't given that new key. Name its file with `keyNext:`, or hand over the "
            + "credential master.next.key, and reload or restart the daemon.")

    /// Goes on with a rotation that was cancelled or had failed.
    package func resumeRotation(by principal: Principal) async throws -> Job.ID {
        let desk = self
        return try await change(by: principal, needing: .rotateKeys) { change in
            let rows = try change.db.keyEpochs()
            guard let newest = rows.last, rows.dropLast().contains(where: { $0.retiredAt == nil })
            else {
                throw Refusal(
                    .conflict, .noNextKey,
                    "No rotation was left half way. Ask for a new one with `callaudit key rotate`.")
            }
            return try desk.start(.rotateKeys, particulars: "\(newest.epoch)", in: &change)
        }
    }
}

extension Transaction {
    /// Names of the nodes that run and weren't given the key of this id.
    fileprivate func nodesLacking(key: String?) throws -> [String] {
        try nodes().filter { node in
            node.isHeard && !(key.map(node.keyIDs.contains) ?? false)
        }.map(\.name)
    }
}

extension KeyEpoch {
    init(_ row: KeyEpochRow, customers: Int64) {
        self.init(
            number: row.epoch, keyID: (row.keyID ?? []).hexadecimal, source: row.source,
            createdAt: row.createdAt, retiredAt: row.retiredAt, customers: customers,
            carried: row.carriedKeys.map(Vault.carriedCount) ?? 0)
    }
}
