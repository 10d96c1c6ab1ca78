/// Seals content that arrives in pieces of any size. Used from one place at a time.
///
/// The file is `header`, then all that `update` and `finish` append. The output array is the
/// caller's, to write out and empty (`removeAll(keepingCapacity:)`) as it likes.
package final class SealedWriter {
    /// 56 bytes that come first in the file.
    package let header: [UInt8]

    private let cipher: ChunkCipher
    private var chunk: Int64 = 0
    /// Content of the chunk that isn't full yet.
    private let pending: UnsafeMutableRawBufferPointer
    /// How many bytes of `pending` are filled; always less than a chunk.
    private var pendingCount = 0
    /// One sealed chunk, on its way to the output.
    private let sealed: UnsafeMutableRawBufferPointer

    package convenience init(key: RecordingKey, kind: SealedFileKind) throws {
        try self.init(key: key, kind: kind, salt: randomBytes(SealedFile.saltBytes))
    }

    /// A salt never repeats under one key: only golden vectors give their own.
    init(key: RecordingKey, kind: SealedFileKind, salt: [UInt8]) throws {
        cipher = try ChunkCipher(key: key, kind: kind, salt: salt)
        header = salt + cipher.commitment
        pending = .allocate(byteCount: SealedFile.chunkBytes, alignment: 64)
        sealed = .allocate(byteCount: SealedFile.sealedChunkBytes, alignment: 64)
    }

    deinit {
        pending.deallocate()
        sealed.deallocate()
    }

    /// Appends the sealed form of every chunk that `content` fills up to `output`.
    package func update(_ content: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        var position = 0
        if pendingCount > 0 {
            position = min(content.count, SealedFile.chunkBytes - pendingCount)
            keep(content[..<position])
            guard pendingCount == SealedFile.chunkBytes else { return }
            seal(UnsafeRawBufferPointer(pending), into: &output)
            pendingCount = 0
        }
        let chunks = (content.count - position) / SealedFile.chunkBytes
        output.reserveCapacity(forAppending: chunks * SealedFile.sealedChunkBytes)
        for _ in 0..<chunks {
            let end = position + SealedFile.chunkBytes
            seal(UnsafeRawBufferPointer(rebasing: content[position..<end]), into: &output)
            position = end
        }
        keep(content[position...])
    }

    package func update(_ content: [UInt8], into output: inout [UInt8]) {
        content.withUnsafeBytes { update($0, into: &output) }
    }

    /// Appends the last, short chunk to `output`; call it once, at the end.
    package func finish(into output: inout [UInt8]) {
        seal(UnsafeRawBufferPointer(rebasing: pending[..<pendingCount]), into: &output)
    }

    private func keep(_ content: Slice<UnsafeRawBufferPointer>) {
        guard !content.isEmpty else { return }
        UnsafeMutableRawBufferPointer(rebasing: pending[pendingCount...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: content))
        pendingCount += content.count
    }

    private func seal(_ content: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        cipher.seal(content, chunk: chunk, into: sealed.baseAddress!)
        let count = content.count + SealedFile.tagBytes
        output.append(contentsOf: UnsafeRawBufferPointer(rebasing: sealed[..<count]))
        chunk += 1
    }
}

extension [UInt8] {
    /// Makes room at once for what follows, and at least doubles, so that many small appends stay
    /// cheap.
    fileprivate mutating func reserveCapacity(forAppending count: Int) {
        guard capacity - self.count < count else { return }
        reserveCapacity(Swift.max(self.count + count, 2 * capacity))
    }
}
