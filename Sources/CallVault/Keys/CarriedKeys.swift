import Calls

/// What is carried over from an earlier epoch, so that its rows stay readable and verifiable after
/// its master key was destroyed.
package struct CarriedKeys: Sendable {
    package let epoch: Int
    let rowMAC: Secret
    let misc: Secret
}

extension Vault {
    /// The form of a sealed set of carried keys: `nonce 24 ‖ sealed records ‖ tag 16`, each record
    /// `u16 epoch ‖ row-mac 32 ‖ field-misc 32`, by epoch.
    private static let recordBytes = 2 + 2 * SealedBox.keyBytes

    /// The keys of every epoch so far, wrapped under the master key `next`, whose epoch follows.
    func carriedKeys(under next: EpochKeys) -> [UInt8] {
        let old = carried + [CarriedKeys(epoch: epoch, rowMAC: keys.rowMAC, misc: keys.misc)]
        let sorted = old.sorted { $0.epoch < $1.epoch }
        return withZeroedAfterwards(byteCount: sorted.count * Self.recordBytes) { memory in
            for (number, record) in sorted.enumerated() {
                let start = memory.baseAddress! + number * Self.recordBytes
                start.storeBytes(of: UInt8(record.epoch >> 8), as: UInt8.self)
                (start + 1).storeBytes(of: UInt8(record.epoch & 255), as: UInt8.self)
                record.rowMAC.withBytes {
                    (start + 2).copyMemory(from: $0, byteCount: SealedBox.keyBytes)
                }
                record.misc.withBytes {
                    (start + 2 + SealedBox.keyBytes).copyMemory(
                        from: $0, byteCount: SealedBox.keyBytes)
                }
            }
            return next.carryWrap.withBytes {
                SealedBox.seal(
                    UnsafeRawBufferPointer(memory), under: $0,
                    binding: Self.carriedPlace(epoch: epoch + 1))
            }
        }
    }

    /// Opens what `carriedKeys(under:)` made for the epoch of `keys`.
    static func openCarried(
        _ sealed: [UInt8], with keys: EpochKeys, epoch: Int
    ) throws -> [CarriedKeys] {
        let count = (sealed.count - SealedBox.overhead) / recordBytes
        guard count > 0, sealed.count == SealedBox.overhead + count * recordBytes else {
            throw VaultError.damaged
        }
        let plain = try Secret(byteCount: count * recordBytes) { memory in
            try keys.carryWrap.withBytes {
                try SealedBox.open(
                    sealed, into: memory.baseAddress!, under: $0,
                    binding: carriedPlace(epoch: epoch))
            }
        }
        return try plain.withBytes { bytes in
            try (0..<count).map { number in
                let start = bytes + number * recordBytes
                func key(_ offset: Int) throws -> Secret {
                    try Secret(
                        copying: UnsafeRawBufferPointer(
                            start: start + offset, count: SealedBox.keyBytes))
                }
                return CarriedKeys(
                    epoch: Int(start[0]) << 8 | Int(start[1]), rowMAC: try key(2),
                    misc: try key(2 + SealedBox.keyBytes))
            }
        }
    }

    private static func carriedPlace(epoch: Int) -> [UInt8] {
        var place = CanonicalBytes()
        place.append(text: "carried-keys")
        place.append(UInt16(epoch))
        return place.bytes
    }
}

extension Vault {
    /// Of how many epochs a sealed set carries keys.
    package static func carriedCount(_ sealed: [UInt8]) -> Int {
        max(0, (sealed.count - SealedBox.overhead) / recordBytes)
    }
}
