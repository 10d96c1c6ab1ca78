package import Calls

/// Turns personal data and recordings into sealed bytes and back (docs/formats/keys.md).
///
/// Holds no customer's key: whoever opens something brings the wrapped key from its row, so that a
/// destroyed row is a destroyed key. It seals under the newest master key and opens what was sealed
/// under earlier ones; a value, so that it stays the same for as long as somebody works with it.
package struct Vault: Sendable {
    /// Counts the master keys this installation has had, from 1.
    package let epoch: Int

    let keys: EpochKeys
    /// Master keys at hand besides the newest, by epoch: earlier ones that aren't retired yet, and
    /// the one to come, so that what another node seals under it opens here at once.
    let others: [Int: EpochKeys]
    /// What rows from earlier epochs need whose master key may be gone, the newest first.
    let carried: [CarriedKeys]

    package init(masterKey: MasterKey, epoch: Int) throws {
        try self.init(keys: EpochKeys(masterKey), epoch: epoch)
    }

    init(
        keys: EpochKeys, epoch: Int, others: [Int: EpochKeys] = [:], carried: [CarriedKeys] = []
    ) throws {
        guard (1...Int(UInt16.max)).contains(epoch) else {
            throw VaultError.epochOutOfRange(epoch)
        }
        self.epoch = epoch
        self.keys = keys
        self.others = others
        self.carried = carried.sorted { $0.epoch > $1.epoch }
    }

    /// The newest master key's.
    package var keyID: KeyID { keys.id }

    /// Id and source of the master key of `epoch`, when it is at hand.
    package func origin(ofEpoch epoch: Int) -> (id: KeyID, source: KeySource)? {
        ring.first { $0.epoch == epoch }.map { ($0.keys.id, $0.keys.source) }
    }

    /// The master keys at hand: the newest first, then one to come, then earlier ones.
    var ring: [(epoch: Int, keys: EpochKeys)] {
        [(epoch, keys)] + others.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// The misc keys that `epoch` may have.
    func miscKey(of epoch: Int) -> Secret? {
        if epoch == self.epoch { return keys.misc }
        return others[epoch]?.misc ?? carried.first { $0.epoch == epoch }?.misc
    }

    /// Every misc key with its epoch, the newest first.
    var miscKeys: [(epoch: Int, key: Secret)] {
        ring.map { ($0.epoch, $0.keys.misc) } + carried.map { ($0.epoch, $0.misc) }
    }

    /// Every key of row MACs with its epoch, the newest first.
    var rowMACKeys: [(epoch: Int, key: Secret)] {
        ring.map { ($0.epoch, $0.keys.rowMAC) } + carried.map { ($0.epoch, $0.rowMAC) }
    }

    /// The key of lookups, which must find what was stored under any epoch: the first epoch's.
    var lookupKey: Secret {
        rowMACKeys.min { $0.epoch < $1.epoch }?.key ?? keys.rowMAC
    }
}

extension Secret {
    /// A key below this one, for the use that `label` names; good only inside `body`.
    func withSubkey<Result>(
        _ label: String, _ body: (UnsafePointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try withZeroedAfterwards(byteCount: SealedBox.keyBytes) { key in
            HKDF.derive(
                from: self, salt: Array("callaudit subject key".utf8), info: Array(label.utf8),
                into: key)
            return try body(UnsafePointer(key.baseAddress!.assumingMemoryBound(to: UInt8.self)))
        }
    }
}
