/// SHA-256: 32 bytes for any. Handed in, for this module does no cryptography.
package typealias SampleHash = @Sendable ([UInt8]) -> [UInt8]

/// 32 random bytes that decide a draw. They are made, and their commitment is put on record, before
/// the last call of the population can have begun, or the draw says that they came late; they are
/// shown with it.
package struct SampleSeed: Hashable, Sendable {
    package static let byteCount = 32

    package let bytes: [UInt8]

    /// Nil unless there are 32.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// What is put on record beforehand: SHA-256 of the seed.
    package func commitment(_ hash: SampleHash) -> [UInt8] { hash(bytes) }
}
