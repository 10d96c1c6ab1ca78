/// The ids of one stratum in chunks, found by rank.
package struct StratumFrame: Sendable {
    package let chunks: [FrameChunk]
    /// For each chunk the rank of its first id; then how many ids there are.
    private let starts: [Int]

    package init(_ chunks: [FrameChunk]) {
        self.chunks = chunks
        var starts = [0]
        starts.reserveCapacity(chunks.count + 1)
        for chunk in chunks { starts.append(starts[starts.count - 1] + max(0, chunk.count)) }
        self.starts = starts
    }

    package var count: Int { starts[starts.count - 1] }

    /// The number of the chunk in which `rank` lies, by halving; nil when there is none.
    package func chunk(ofRank rank: Int) -> Int? {
        guard rank >= 0, rank < count else { return nil }
        var low = 0
        var high = chunks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= rank { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The ids at `ranks`, in their order. Each chunk is read at most once.
    package func ids(at ranks: [Int]) throws(FrameFault) -> [Int64] {
        var ids = [Int64](repeating: 0, count: ranks.count)
        let places = ranks.indices.sorted { ranks[$0] < ranks[$1] }
        var open = -1
        var content: [Int64] = []
        for place in places {
            guard let number = chunk(ofRank: ranks[place]) else { throw .outOfRange }
            if number != open {
                content = try chunks[number].ids()
                open = number
            }
            ids[place] = content[ranks[place] - starts[number]]
        }
        return ids
    }

    /// Reads every chunk and makes the digest anew. Throws when ids don't rise over the whole.
    package func digest(_ hash: @escaping SampleHash) throws(FrameFault) -> [UInt8] {
        var writer = FrameWriter(hash: hash)
        for chunk in chunks {
            try writer.append(try chunk.ids())
            _ = writer.takeChunks()
        }
        return writer.finish().digest
    }
}

/// What was there to be drawn from, by strata.
package enum SampleFrame {
    /// More strata than this say nothing; choose a coarser field.
    package static let strataMax = 5_000

    package struct Stratum: Hashable, Sendable {
        package var key: String
        package var count: Int
        /// Of `FrameWriter`.
        package var digest: [UInt8]

        package init(key: String, count: Int, digest: [UInt8]) {
            self.key = key
            self.count = count
            self.digest = digest
        }
    }

    /// Keys are ordered by the bytes of their UTF-8, wherever strata stand in a row.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// SHA-256 over key, count and digest of each stratum in ascending order of keys.
    package static func digest(of strata: [Stratum], _ hash: SampleHash) -> [UInt8] {
        var bytes = CanonicalBytes()
        for stratum in strata.sorted(by: { precedes($0.key, $1.key) }) {
            bytes.append(text: stratum.key)
            bytes.append(UInt64(stratum.count))
            bytes.append(raw: stratum.digest)
        }
        return hash(bytes.bytes)
    }
}
