import Calls
import Testing

struct FrameTests {
    @Test func `what is written is read, at every size`() throws {
        for count in [0, 1, 2, 8_191, 8_192, 8_193, 40_000] {
            let ids = someIDs(count, distance: 3_000_000_000)
            let (chunks, _) = try frame(of: ids)
            #expect(try chunks.flatMap { try $0.ids() } == ids)
            #expect(chunks.map(\.count).reduce(0, +) == count)
            #expect(chunks.allSatisfy { $0.bytes.count <= FrameChunk.byteCountMax })
            #expect(chunks.first?.first == ids.first && chunks.last?.last == ids.last)
        }
    }

    @Test func `the greatest and the least ids go through`() throws {
        let ids: [Int64] = [0, 1, 127, 128, 255, 256, 16_383, 16_384, .max - 1, .max]
        let (chunks, _) = try frame(of: ids)
        #expect(try chunks.flatMap { try $0.ids() } == ids)
        #expect(chunks[0].bytes.prefix(5) == [0, 1, 126, 1, 127])
    }

    @Test func `a frame doesn't depend on the portions it comes in`() throws {
        let ids = someIDs(30_000)
        var writer = FrameWriter(hash: mixed)
        var chunks: [FrameChunk] = []
        for start in stride(from: 0, to: ids.count, by: 777) {
            try writer.append(Array(ids[start..<min(start + 777, ids.count)]))
            chunks += writer.takeChunks()
        }
        let (rest, digest) = writer.finish()
        let whole = try frame(of: ids)
        #expect(chunks + rest == whole.chunks)
        #expect(digest == whole.digest)
        #expect(try StratumFrame(whole.chunks).digest(mixed) == digest)
    }

    @Test func `a digest is made of blocks of 8,192 ids`() throws {
        let ids = someIDs(8_193)
        func bytes(_ ids: ArraySlice<Int64>) -> [UInt8] {
            var bytes = CanonicalBytes()
            for id in ids { bytes.append(id) }
            return bytes.bytes
        }
        let blocks = mixed(bytes(ids[..<8_192])) + mixed(bytes(ids[8_192...]))
        #expect(try frame(of: ids).digest == mixed(blocks))
        #expect(try frame(of: []).digest == mixed([]))
    }

    @Test func `ids that don't rise are refused`() throws {
        for (ids, fault) in [
            ([3, 3], FrameFault.notAscending), ([3, 2], .notAscending), ([-1], .negative),
            ([1, 2, -5], .negative),
        ] as [([Int64], FrameFault)] {
            var writer = FrameWriter(hash: mixed)
            #expect(throws: fault) { try writer.append(ids) }
        }
    }

    @Test func `a call is found by its rank`() throws {
        let ids = someIDs(50_000, distance: 3_000_000_000)
        let found = StratumFrame(try frame(of: ids).chunks)
        #expect(found.chunks.count > 2)
        #expect(found.count == 50_000)
        let ranks = [49_999, 0, 13_107, 25_000, 25_000, 1]
        #expect(try found.ids(at: ranks) == ranks.map { ids[$0] })
        #expect(throws: FrameFault.outOfRange) { _ = try found.ids(at: [50_000]) }
        #expect(throws: FrameFault.outOfRange) { _ = try found.ids(at: [-1]) }
    }

    @Test func `hostile pieces are refused`() throws {
        func read(_ bytes: [UInt8], first: Int64, last: Int64, count: Int) throws {
            _ = try FrameChunk(first: first, last: last, count: count, bytes: bytes).ids()
        }
        try read([5, 1], first: 5, last: 6, count: 2)
        let hostile: [([UInt8], Int64, Int64, Int)] = [
            ([], 0, 0, 0), ([5, 1], 5, 6, 3), ([5, 1], 5, 6, 1), ([5, 1], 4, 6, 2),
            ([5, 1], 5, 7, 2), ([5, 0], 5, 5, 2), ([5, 0x81], 5, 6, 2), ([0x85, 0], 5, 5, 1),
            ([5] + [UInt8](repeating: 0xFF, count: 9) + [1], 5, 6, 2), ([5], -5, 5, 1),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1], .max, .min, 2),
            ([5, 1], 5, 6, .max),
        ]
        for (bytes, first, last, count) in hostile {
            #expect(throws: FrameFault.damaged) {
                try read(bytes, first: first, last: last, count: count)
            }
        }
        let long = [UInt8](repeating: 1, count: FrameChunk.byteCountMax + 1)
        #expect(throws: FrameFault.damaged) {
            try read(long, first: 1, last: 65_537, count: 65_537)
        }
    }

    @Test func `every flipped bit of a piece is refused or makes another digest`() throws {
        let (chunks, digest) = try frame(of: someIDs(40))
        let chunk = chunks[0]
        for bit in 0..<chunk.bytes.count * 8 {
            var bytes = chunk.bytes
            bytes[bit / 8] ^= 1 << (bit % 8)
            let altered = FrameChunk(
                first: chunk.first, last: chunk.last, count: chunk.count, bytes: bytes)
            #expect((try? StratumFrame([altered]).digest(mixed)) != digest)
        }
    }

    @Test func `pieces that don't follow one another make no digest`() throws {
        let chunks = try frame(of: someIDs(40_000, distance: 3_000_000_000)).chunks
        #expect(throws: FrameFault.notAscending) {
            _ = try StratumFrame([chunks[1], chunks[0]]).digest(mixed)
        }
    }

    @Test func `the digest of a frame depends on every key, count and digest`() throws {
        let strata = [("a", 3), ("", 1), ("保险", 2)].map { key, count in
            SampleFrame.Stratum(key: key, count: count, digest: mixed(Array(key.utf8)))
        }
        let digest = SampleFrame.digest(of: strata, mixed)
        #expect(SampleFrame.digest(of: strata.reversed(), mixed) == digest)
        for place in strata.indices {
            var other = strata
            other[place].count += 1
            #expect(SampleFrame.digest(of: other, mixed) != digest)
            other = strata
            other[place].key += "x"
            #expect(SampleFrame.digest(of: other, mixed) != digest)
            other = strata
            other[place].digest[0] ^= 1
            #expect(SampleFrame.digest(of: other, mixed) != digest)
        }
    }

    @Test func `ten million ids become a frame in a moment`() throws {
        let ids = someIDs(10_000_000, distance: 3_000_000)
        let quick: SampleHash = { _ in [UInt8](repeating: 0, count: 32) }
        let clock = ContinuousClock()
        let times = try (0..<3).map { _ in
            try clock.measure {
                var writer = FrameWriter(hash: quick)
                try writer.append(ids)
                #expect(writer.finish().chunks.count > 100)
            }
        }
        #if DEBUG
            #expect(times.count == 3)
        #else
            #expect(try #require(times.min()) < .milliseconds(600))
        #endif
    }
}
