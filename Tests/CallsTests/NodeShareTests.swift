import Calls
import Testing

struct NodeShareTests {
    /// Hashes of no meaning, as good ones look.
    private static let hashes = (0..<30_000).map { UInt64($0) &* 0x2545_f491_4f6c_dd1d }

    @Test func `a node alone owns everything`() {
        let share = NodeShare(live: [], own: 7)
        #expect(share.isAlone)
        #expect(share.live == [7])
        #expect(Self.hashes.allSatisfy(share.isOwn))
    }

    @Test(arguments: 2...5)
    func `every file has one owner, and all nodes own about as many`(count: Int) {
        let live = (0..<count).map { NodeNumber($0 * $0 * 9 + 1) }
        let shares = live.map { NodeShare(live: live, own: $0) }
        var owned = [Int](repeating: 0, count: count)
        for hash in Self.hashes {
            let ranks = shares.map { $0.rank(of: hash) }
            #expect(ranks.sorted() == Array(0..<count))
            owned[ranks.firstIndex(of: 0)!] += 1
        }
        let fair = Double(Self.hashes.count) / Double(count)
        for files in owned { #expect(abs(Double(files) - fair) < fair * 0.05) }
    }

    @Test func `ids that follow one another are spread as well`() {
        let shares = [1, 2].map { NodeShare(live: [1, 2], own: $0) }
        let owned = (0..<10_000).count { shares[0].isOwn(UInt64(1_700_000_000_000 << 20 + $0)) }
        #expect((4_750...5_250).contains(owned))
    }

    @Test func `when a node leaves only its own files change hands`() {
        let before = [1, 2, 3, 4].map { NodeShare(live: [1, 2, 3, 4], own: $0) }
        let after = [1, 2, 4].map { NodeShare(live: [4, 1, 2], own: $0) }
        for hash in Self.hashes {
            let owner = before.first { $0.isOwn(hash) }!.own
            let heir = after.first { $0.isOwn(hash) }!.own
            if owner == 3 {
                #expect(before.first { $0.rank(of: hash) == 1 }!.own == heir)
            } else {
                #expect(heir == owner)
            }
        }
    }

    @Test func `nodes agree on the owner over releases`() {
        let owners = [0, 1, 2, 3, 0xffff_ffff_ffff_ffff, 0x0123_4567_89ab_cdef].map { hash in
            [1, 2, 9, 255].first { NodeShare(live: [255, 9, 2, 1], own: $0).isOwn(hash) }
        }
        #expect(owners == [9, 1, 1, 255, 2, 9])
    }
}
