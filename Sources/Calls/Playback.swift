/// Sound, or a document, ready to be sent: bytes of a known length that can be read from anywhere.
package struct Playback: Sendable {
    /// Such as `audio/wav`.
    package var mediaType: String
    package var bytes: Int64
    /// Changes when the bytes do; without quotes.
    package var entityTag: String
    /// The bytes of `range`, in pieces of at most 64 KiB. Ends early only by throwing.
    package var read: @Sendable (_ range: Range<Int64>) -> AsyncThrowingStream<[UInt8], any Error>

    package init(
        mediaType: String, bytes: Int64, entityTag: String,
        read: @escaping @Sendable (Range<Int64>) -> AsyncThrowingStream<[UInt8], any Error>
    ) {
        self.mediaType = mediaType
        self.bytes = bytes
        self.entityTag = entityTag
        self.read = read
    }
}
