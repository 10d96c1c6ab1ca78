package import Foundation

/// A master key's time: what began with it, and what still needs it.
package struct KeyEpoch: Sendable, Equatable {
    package var number: Int
    /// 16 hexadecimal digits that tell keys apart and say nothing of them.
    package var keyID: String
    /// Where the key came from when the epoch began: file, credential, passphrase.
    package var source: String
    package var createdAt: Date
    /// Since when nothing needs its master key any more; nil while something does.
    package var retiredAt: Date?
    /// Customers whose keys are wrapped under it.
    package var customers: Int64
    /// Earlier epochs whose keys of rows are wrapped under it.
    package var carried: Int

    package init(
        number: Int, keyID: String, source: String, createdAt: Date, retiredAt: Date?,
        customers: Int64, carried: Int
    ) {
        self.number = number
        self.keyID = keyID
        self.source = source
        self.createdAt = createdAt
        self.retiredAt = retiredAt
        self.customers = customers
        self.carried = carried
    }
}

/// How the installation stands with its master keys.
package struct KeyStatus: Sendable, Equatable {
    /// The first one first.
    package var epochs: [KeyEpoch]
    /// The key to come that the answering node was given.
    package var nextKeyID: String?
    /// Nodes that run and weren't given the key to come; all of them when there is none.
    package var lacking: [String]
    /// The newest rotation.
    package var rotation: Job?
    /// A rotation that waits for a second person.
    package var asked: Approval.ID?

    package init(
        epochs: [KeyEpoch], nextKeyID: String?, lacking: [String], rotation: Job?,
        asked: Approval.ID?
    ) {
        self.epochs = epochs
        self.nextKeyID = nextKeyID
        self.lacking = lacking
        self.rotation = rotation
        self.asked = asked
    }
}

/// Eight bytes by which people and rows tell master keys apart: derived one-way from the key.
package struct KeyID: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 8

    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// 16 hexadecimal digits in lower case.
    package init?(text: String) {
        guard text.utf8.count == 2 * Self.byteCount, let bytes = [UInt8](hexadecimal: text) else {
            return nil
        }
        self.bytes = bytes
    }

    package var description: String { bytes.hexadecimal }
}
