import Calls

/// What a sealed file holds. One key may seal one file of each kind.
package enum SealedFileKind: UInt8, CaseIterable, Sendable {
    case recording = 1
    /// The waveform and speech activity that the page draws.
    case soundPicture = 2
}

/// Sizes of a sealed file: C2SP chunked encryption, https://c2sp.org/chunked-encryption, with
/// SHA-512 and ChaCha20-Poly1305 (docs/formats/sealed-recording.md).
package enum SealedFile {
    static let saltBytes = 24
    static let commitmentBytes = 32
    package static let headerBytes = saltBytes + commitmentBytes
    /// Content bytes of every chunk but the last, which is shorter and may be empty.
    package static let chunkBytes = 16_384
    static let tagBytes = 16
    static let sealedChunkBytes = chunkBytes + tagBytes
    /// The format's own limit.
    static let chunksMax: Int64 = 1 << 38

    /// The size on disk of `contentBytes` of content.
    package static func sealedBytes(ofContent contentBytes: Int64) -> Int64 {
        let chunks = contentBytes / Int64(chunkBytes) + 1
        return Int64(headerBytes) + contentBytes + chunks * Int64(tagBytes)
    }

    /// The content's size in a sealed file of `sealedBytes`; nil when no content has that size.
    static func contentBytes(ofSealed sealedBytes: Int64) -> Int64? {
        let body = sealedBytes - Int64(headerBytes)
        guard body >= tagBytes else { return nil }
        let whole = body / Int64(sealedChunkBytes)
        let last = body % Int64(sealedChunkBytes)
        guard last >= tagBytes, whole < chunksMax else { return nil }
        return whole * Int64(chunkBytes) + last - Int64(tagBytes)
    }
}
