/// Takes the ids of one stratum, rising, and makes chunks and digest of them on the way, so that a
/// frame of any size passes through less than a megabyte.
package struct FrameWriter: Sendable {
    /// Ids whose bytes are hashed at once.
    package static let blockIDs = 8_192
    private static let blockBytes = blockIDs * 8
    /// The longest an id or a distance gets.
    private static let numberBytesMax = 9

    package private(set) var count = 0

    private let hash: SampleHash
    private var block = [UInt8](repeating: 0, count: blockBytes)
    private var blockFill = 0
    private var blockDigests: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: FrameChunk.byteCountMax)
    private var chunkFill = 0
    private var chunkIDs = 0
    private var chunkFirst: Int64 = 0
    private var last: Int64 = -1
    private var chunks: [FrameChunk] = []

    package init(hash: @escaping SampleHash) {
        self.hash = hash
    }

    /// Each id must be greater than the one before.
    package mutating func append(_ ids: [Int64]) throws(FrameFault) {
        var position = 0
        while position < ids.count {
            if blockFill == Self.blockBytes { closeBlock() }
            if chunkFill + Self.numberBytesMax > FrameChunk.byteCountMax { closeChunk() }
            let taken = write(ids[position...])
            guard taken > 0 else { throw ids[position] < 0 ? .negative : .notAscending }
            position += taken
        }
    }

    /// The chunks that are full; they are handed out once.
    package mutating func takeChunks() -> [FrameChunk] {
        defer { chunks = [] }
        return chunks
    }

    /// The rest of the chunks, and the digest of the stratum.
    package mutating func finish() -> (chunks: [FrameChunk], digest: [UInt8]) {
        closeBlock()
        closeChunk()
        return (takeChunks(), hash(blockDigests))
    }

    /// Writes ids until one doesn't rise or a buffer might be full; how many.
    private mutating func write(_ ids: ArraySlice<Int64>) -> Int {
        var last = last
        var blockFill = blockFill
        var chunkFill = chunkFill
        let isFirst = chunkIDs == 0
        if isFirst, let id = ids.first { chunkFirst = id }
        var taken = 0
        block.withUnsafeMutableBytes { block in
            chunk.withUnsafeMutableBytes { chunk in
                ids.withUnsafeBufferPointer { ids in
                    while taken < ids.count, blockFill < Self.blockBytes,
                        chunkFill + Self.numberBytesMax <= FrameChunk.byteCountMax
                    {
                        let id = ids[taken]
                        guard id > last else { return }
                        block.storeBytes(of: id.bigEndian, toByteOffset: blockFill, as: Int64.self)
                        blockFill += 8
                        var rest = UInt64(isFirst && taken == 0 ? id : id - last)
                        while rest > 0x7F {
                            chunk[chunkFill] = UInt8(truncatingIfNeeded: rest) | 0x80
                            chunkFill += 1
                            rest >>= 7
                        }
                        chunk[chunkFill] = UInt8(truncatingIfNeeded: rest)
                        chunkFill += 1
                        last = id
                        taken += 1
                    }
                }
            }
        }
        self.last = last
        self.blockFill = blockFill
        self.chunkFill = chunkFill
        chunkIDs += taken
        count += taken
        return taken
    }

    private mutating func closeBlock() {
        guard blockFill > 0 else { return }
        blockDigests += hash(Array(block[..<blockFill]))
        blockFill = 0
    }

    private mutating func closeChunk() {
        guard chunkIDs > 0 else { return }
        chunks.append(
            FrameChunk(
                first: chunkFirst, last: last, count: chunkIDs, bytes: Array(chunk[..<chunkFill])))
        chunkFill = 0
        chunkIDs = 0
    }
}
