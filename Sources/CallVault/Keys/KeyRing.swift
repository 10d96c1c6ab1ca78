package import Calls

/// What a database keeps of an epoch.
package struct StoredEpoch: Hashable, Sendable {
    package var epoch: Int
    /// Nil in rows from before master keys had ids.
    package var keyID: KeyID?
    /// Empty once the epoch is retired.
    package var wrappedBlindKey: [UInt8]
    package var carriedKeys: [UInt8]?
    package var isRetired: Bool

    package init(
        epoch: Int, keyID: KeyID?, wrappedBlindKey: [UInt8], carriedKeys: [UInt8]?,
        isRetired: Bool
    ) {
        self.epoch = epoch
        self.keyID = keyID
        self.wrappedBlindKey = wrappedBlindKey
        self.carriedKeys = carriedKeys
        self.isRetired = isRetired
    }
}

/// The master keys that a node was given, before they are held against a database's epochs.
package struct GivenKeys: Sendable {
    /// How many a node is given at most: the one in use and the one to come.
    package static let countMax = 2

    private let keys: [EpochKeys]

    package init(_ masterKeys: [MasterKey]) throws {
        keys = try masterKeys.map(EpochKeys.init)
    }

    package var ids: [KeyID] { keys.map(\.id) }

    /// As `ids`, and those of `vault`, which a test made of one key.
    package init(of vault: Vault) {
        keys = vault.ring.map(\.keys)
    }

    /// The vault of an installation that has no epoch yet: the first key given is its first.
    package func firstVault() throws -> Vault {
        guard let first = keys.first else { throw VaultError.damaged }
        return try Vault(keys: first, epoch: 1, others: others(than: [first.id], newest: 1))
    }

    /// The vault over `epochs`, all that a database has. Throws `masterKeyLacking` when a key is
    /// missing that something is still sealed under, and `damaged` when one doesn't open its row.
    package func vault(over epochs: [StoredEpoch]) throws -> Vault {
        guard let newest = epochs.max(by: { $0.epoch < $1.epoch }) else {
            return try firstVault()
        }
        var found: [Int: EpochKeys] = [:]
        for stored in epochs where !stored.isRetired {
            guard let keys = try key(of: stored) else {
                // Without ids nothing tells which key would be the right one.
                guard let id = stored.keyID else { throw VaultError.damaged }
                throw VaultError.masterKeyLacking(epoch: stored.epoch, id: id)
            }
            found[stored.epoch] = keys
        }
        guard let current = found.removeValue(forKey: newest.epoch) else {
            throw VaultError.damaged
        }
        let used = Set(epochs.compactMap(\.keyID) + found.values.map(\.id) + [current.id])
        let next = others(than: used, newest: newest.epoch)
        return try Vault(
            keys: current, epoch: newest.epoch, others: found.merging(next) { old, _ in old },
            carried: try newest.carriedKeys.map {
                try Vault.openCarried($0, with: current, epoch: newest.epoch)
            } ?? [])
    }

    private func key(of stored: StoredEpoch) throws -> EpochKeys? {
        try keys.first { keys in
            if let id = stored.keyID, id != keys.id { return false }
            do {
                _ = try Vault(keys: keys, epoch: stored.epoch)
                    .openBlindKey(stored.wrappedBlindKey)
                return true
            } catch VaultError.damaged where stored.keyID == nil {
                return false
            }
        }
    }

    /// The key to come: one given that belongs to no epoch.
    private func others(than used: Set<KeyID>, newest: Int) -> [Int: EpochKeys] {
        guard newest < Int(UInt16.max), let next = keys.first(where: { !used.contains($0.id) })
        else { return [:] }
        return [newest + 1: next]
    }
}

/// What makes an epoch: to be stored in its row.
package struct NewEpoch: Sendable {
    package let epoch: Int
    package let keyID: KeyID
    package let source: KeySource
    package let wrappedBlindKey: [UInt8]
    package let carriedKeys: [UInt8]?
}

extension Vault {
    /// The key to come, if one is at hand.
    package var nextKeyID: KeyID? { others[epoch + 1]?.id }

    /// The epoch of the key to come: the blind key and all earlier keys wrapped under it. Nil when
    /// no such key is at hand.
    package func nextEpoch(carrying blindKey: BlindKey) throws -> NewEpoch? {
        guard let next = others[epoch + 1] else { return nil }
        let vault = try Vault(keys: next, epoch: epoch + 1)
        return NewEpoch(
            epoch: epoch + 1, keyID: next.id, source: next.source,
            wrappedBlindKey: vault.wrap(blindKey),
            carriedKeys: carriedKeys(under: next))
    }

    /// The first epoch of a new installation.
    package func firstEpoch() throws -> NewEpoch {
        NewEpoch(
            epoch: epoch, keyID: keyID, source: keys.source,
            wrappedBlindKey: try newBlindKey(), carriedKeys: nil)
    }
}
