package import CallStore
package import CallVault
import Calls
import Foundation
import Synchronization

/// The master keys of this node, held against the epochs of the database. Only a writing
/// transaction moves it on, so that while one runs everything is sealed under one epoch.
final class Keyring: Sendable {
    private struct State {
        var given: GivenKeys
        var vault: Vault
        var epochs: [StoredEpoch] = []
        var lacking: String?
    }

    private let state: Mutex<State>

    /// `vault` serves until the database was read.
    init(_ given: GivenKeys, until vault: Vault) {
        state = Mutex(State(given: given, vault: vault))
    }

    var vault: Vault { state.withLock(\.vault) }

    /// Ids of the keys given, parted by commas.
    var ids: String { state.withLock { $0.given.ids.map(\.description).joined(separator: ",") } }

    /// Why this node can't write, in English.
    var problems: [String] { state.withLock { [$0.lacking].compactMap(\.self) } }

    /// Takes other keys; throws, and changes nothing, when they don't fit `rows`, the database's
    /// epochs, or those that were read last. The next writing transaction moves on where another
    /// epoch began since.
    func give(_ given: GivenKeys, over rows: [KeyEpochRow]?) throws {
        try state.withLock { state in
            let epochs = rows?.map(\.stored) ?? state.epochs
            guard epochs.count >= state.epochs.count else { return }
            state.vault = try given.vault(over: epochs)
            state.epochs = epochs
            state.given = given
            state.lacking = nil
        }
    }

    /// Reads the epochs of the database, making the first one where there is none; returns the
    /// blind key.
    func open(in db: Transaction, now: Date) throws -> BlindKey {
        var rows = try db.keyEpochs()
        if rows.isEmpty {
            let first = try state.withLock { try $0.given.firstVault() }.firstEpoch()
            var row = KeyEpochRow(first, now: now)
            row.rowMAC = vault.mac(of: row)
            try db.insert(row)
            rows = [row]
        }
        try take(rows)
        try name(rows, in: db)
        let vault = vault
        for row in rows where !row.rowMAC.isEmpty && vault.epoch(of: row) == nil {
            throw DeskFault.rowAltered(table: KeyEpochRow.table)
        }
        guard let newest = rows.last else { throw VaultError.damaged }
        return try vault.openBlindKey(newest.wrappedBlindKey)
    }

    /// Moves on to the newest epoch when another transaction has begun one. Throws the refusal
    /// that says which key is missing here.
    func keepUp(in db: Transaction) throws {
        let newest = db.keyEpoch
        guard newest != vault.epoch, newest > 0 else { return }
        do {
            // One that this very commit begins is nobody's yet.
            try take(try db.keyEpochs().filter { $0.epoch <= newest })
        } catch let error as VaultError {
            state.withLock { $0.lacking = error.description }
            throw Refusal(.unavailable, .masterKeyLacking, error.description)
        }
    }

    private func take(_ rows: [KeyEpochRow]) throws {
        let epochs = rows.map(\.stored)
        try state.withLock { state in
            state.vault = try state.given.vault(over: epochs)
            state.epochs = epochs
            state.lacking = nil
        }
    }

    /// Gives rows from before keys had ids theirs.
    private func name(_ rows: [KeyEpochRow], in db: Transaction) throws {
        let vault = vault
        for var row in rows where row.keyID == nil {
            guard let origin = vault.origin(ofEpoch: row.epoch) else { continue }
            row.keyID = origin.id.bytes
            row.source = origin.source.rawValue
            row.rowMAC = vault.mac(of: row)
            try db.update(row)
        }
    }
}

extension KeyEpochRow {
    init(_ epoch: NewEpoch, now: Date) {
        self.init(
            epoch: epoch.epoch, wrappedBlindKey: epoch.wrappedBlindKey, createdAt: now,
            carriedKeys: epoch.carriedKeys, keyID: epoch.keyID.bytes,
            source: epoch.source.rawValue)
    }

    /// What a vault over it needs.
    package var stored: StoredEpoch {
        StoredEpoch(
            epoch: epoch, keyID: keyID.flatMap { KeyID(bytes: $0) },
            wrappedBlindKey: wrappedBlindKey, carriedKeys: carriedKeys,
            isRetired: retiredAt != nil)
    }
}
