import Glibc

/// Reads any span of a sealed file and opens only the chunks it touches. Several threads may read
/// at once. Every read blocks on the disk, so call it off the cooperative pool.
package final class SealedReader: Sendable {
    package let contentBytes: Int64

    private let file: Int32
    private let cipher: ChunkCipher

    /// At most this many chunks are read from the disk at once: 256 KiB.
    private static let chunksAtOnce: Int64 = 16

    /// Opens `path` and verifies the commitment and the last chunk, and so the length.
    package convenience init(path: String, key: RecordingKey, kind: SealedFileKind) throws {
        let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw VaultError.unreadable(errno: errno) }
        try self.init(owning: file, key: key, kind: kind)
    }

    /// Takes over the descriptor `file` of a sealed file; closes it in the end, also on throwing.
    package init(owning file: Int32, key: RecordingKey, kind: SealedFileKind) throws {
        do {
            var facts = stat()
            guard fstat(file, &facts) == 0 else { throw VaultError.unreadable(errno: errno) }
            guard let contentBytes = SealedFile.contentBytes(ofSealed: Int64(facts.st_size)) else {
                throw VaultError.damaged
            }
            var header = [UInt8](repeating: 0, count: SealedFile.headerBytes)
            try header.withUnsafeMutableBytes { try readFully(file, into: $0, at: 0) }
            cipher = try ChunkCipher(
                key: key, kind: kind, salt: Array(header.prefix(SealedFile.saltBytes)))
            let commitment = Array(header.dropFirst(SealedFile.saltBytes))
            guard isEqualInConstantTime(commitment, cipher.commitment) else {
                throw VaultError.damaged
            }
            self.contentBytes = contentBytes
            self.file = file
        } catch {
            close(file)
            throw error
        }
        // From here on `deinit` closes the file.
        let last = contentBytes / Int64(SealedFile.chunkBytes)
        try withOpenedChunks(last..<last + 1) { _, _ in }
    }

    deinit {
        close(file)
    }

    /// The content's bytes of `range`. Spans that begin and end at multiples of 16 KiB
    /// (`SealedFile.chunkBytes`) open no chunk twice.
    package func read(_ range: Range<Int64>) throws -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= contentBytes else {
            throw VaultError.outsideContent
        }
        guard !range.isEmpty else { return [] }
        let chunkBytes = Int64(SealedFile.chunkBytes)
        let chunks = range.lowerBound / chunkBytes..<(range.upperBound - 1) / chunkBytes + 1
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        try withOpenedChunks(chunks) { chunk, bytes in
            let start = chunk * chunkBytes
            let wanted = range.clamped(to: start..<start + Int64(bytes.count))
            let slice = bytes[Int(wanted.lowerBound - start)..<Int(wanted.upperBound - start)]
            content.append(contentsOf: UnsafeRawBufferPointer(rebasing: slice))
        }
        return content
    }

    /// Calls `body` with each of `chunks` in order; throws at the first that isn't genuine.
    private func withOpenedChunks(
        _ chunks: Range<Int64>, _ body: (_ chunk: Int64, _ bytes: UnsafeRawBufferPointer) -> Void
    ) throws {
        let sealedChunk = Int64(SealedFile.sealedChunkBytes)
        let end = SealedFile.sealedBytes(ofContent: contentBytes)
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Int(min(Int64(chunks.count), Self.chunksAtOnce) * sealedChunk),
            alignment: 64)
        defer { buffer.deallocate() }
        var first = chunks.lowerBound
        while first < chunks.upperBound {
            let after = min(first + Self.chunksAtOnce, chunks.upperBound)
            defer { first = after }
            let offset = Int64(SealedFile.headerBytes) + first * sealedChunk
            let count = Int(min(after * sealedChunk + Int64(SealedFile.headerBytes), end) - offset)
            let sealed = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            try readFully(file, into: sealed, at: offset)
            for chunk in first..<after {
                let from = Int((chunk - first) * sealedChunk)
                let piece = UnsafeMutableRawBufferPointer(
                    rebasing: sealed[from..<min(from + Int(sealedChunk), count)])
                // The content overwrites its own ciphertext, which libsodium allows.
                guard
                    cipher.open(
                        UnsafeRawBufferPointer(piece), chunk: chunk, into: piece.baseAddress!)
                else { throw VaultError.damaged }
                body(chunk, UnsafeRawBufferPointer(rebasing: piece.dropLast(SealedFile.tagBytes)))
            }
        }
    }
}

/// Fills `buffer` from `offset` on; a file that has become shorter counts as damaged.
private func readFully(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
) throws {
    var done = 0
    while done < buffer.count {
        let count = pread(
            file, buffer.baseAddress! + done, buffer.count - done, off_t(offset) + off_t(done))
        if count > 0 {
            done += count
        } else if count == 0 {
            throw VaultError.damaged
        } else if errno != EINTR {
            throw VaultError.unreadable(errno: errno)
        }
    }
}
