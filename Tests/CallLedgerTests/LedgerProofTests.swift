import CallLedger
import Calls
import Testing

struct LedgerProofTests {
    /// The leaves and roots of the Certificate Transparency project's Merkle tree test.
    private static let published = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ].map { LedgerHash.leaf(bytes($0)) }
    private static let publishedRoots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private let leaves = (0..<64).map { LedgerHash.leaf([UInt8($0)]) }

    @Test func `roots are those that Certificate Transparency publishes`() throws {
        var frontier = LedgerFrontier()
        for (size, root) in Self.publishedRoots.enumerated() {
            #expect(frontier.root.description == root)
            #expect(LedgerProof.root(of: Self.published.prefix(size)).description == root)
            if size < Self.published.count { frontier.append(Self.published[size]) }
        }
    }

    @Test func `inclusion proofs are those that Certificate Transparency publishes`() {
        #expect(
            inclusion(of: 0, size: 8) == [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ])
        #expect(
            inclusion(of: 5, size: 8) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            inclusion(of: 2, size: 3) == [
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
            ])
    }

    @Test func `consistency proofs are those that Certificate Transparency publishes`() {
        #expect(consistency(from: 1, to: 1) == [])
        #expect(
            consistency(from: 6, to: 8) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            consistency(from: 2, to: 5) == [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ])
    }

    @Test func `inclusion is proved in trees of every size up to 64, and of nothing else`() {
        for size in 1...64 {
            let tree = leaves.prefix(size)
            let root = LedgerProof.root(of: tree)
            for index in 0..<size {
                let proof = LedgerProof.inclusion(of: index, in: tree)
                func proves(
                    _ proof: [LedgerHash], leaf: Int? = nil, at place: Int? = nil,
                    in count: Int? = nil, root: LedgerHash? = nil
                ) -> Bool {
                    LedgerProof.provesInclusion(
                        proof, of: leaves[leaf ?? index], at: Int64(place ?? index),
                        size: Int64(count ?? size), root: root ?? LedgerProof.root(of: tree))
                }
                #expect(proves(proof))
                #expect(!proves(proof, leaf: (index + 1) % 64))
                #expect(!proves(proof + [root]))
                #expect(!proves(proof, root: .zero))
                #expect(!proves(proof, at: size))
                #expect(!proves(proof, at: -1))
                for place in proof.indices {
                    var other = proof
                    other[place] = .zero
                    #expect(!proves(other))
                    other.remove(at: place)
                    #expect(!proves(other))
                }
            }
        }
    }

    @Test func `growth is proved between all sizes up to 64, and nothing else`() {
        let roots = (0...64).map { LedgerProof.root(of: leaves.prefix($0)) }
        for new in 1...64 {
            for old in 1...new {
                let proof = LedgerProof.consistency(from: old, in: leaves.prefix(new))
                func proves(_ proof: [LedgerHash], _ oldRoot: LedgerHash, _ newRoot: LedgerHash)
                    -> Bool
                {
                    LedgerProof.provesConsistency(
                        proof, from: Int64(old), oldRoot, to: Int64(new), newRoot)
                }
                #expect(proves(proof, roots[old], roots[new]))
                #expect(!proves(proof, .zero, roots[new]))
                #expect(!proves(proof, roots[old], .zero))
                #expect(!proves(proof + [.zero], roots[old], roots[new]))
                for place in proof.indices {
                    var other = proof
                    other[place] = .zero
                    #expect(!proves(other, roots[old], roots[new]))
                    other.remove(at: place)
                    #expect(!proves(other, roots[old], roots[new]))
                }
            }
        }
        #expect(!LedgerProof.provesConsistency([], from: 0, roots[0], to: 5, roots[5]))
        #expect(!LedgerProof.provesConsistency([], from: 5, roots[5], to: 4, roots[4]))
    }

    @Test func `a rewritten beginning can't be proved consistent`() {
        var rewritten = leaves
        rewritten[3] = .zero
        for new in 8...64 {
            let proof = LedgerProof.consistency(from: 7, in: rewritten.prefix(new))
            let isProved = LedgerProof.provesConsistency(
                proof, from: 7, LedgerProof.root(of: leaves.prefix(7)), to: Int64(new),
                LedgerProof.root(of: rewritten.prefix(new)))
            #expect(!isProved)
        }
    }

    @Test func `the frontier has the root of the whole tree at every size`() {
        var frontier = LedgerFrontier()
        for size in 0...64 {
            #expect(frontier.size == size)
            #expect(frontier.root == LedgerProof.root(of: leaves.prefix(size)))
            if size < 64 { frontier.append(leaves[size]) }
        }
    }

    private func inclusion(of index: Int, size: Int) -> [String] {
        LedgerProof.inclusion(of: index, in: Self.published.prefix(size)).map(\.description)
    }

    private func consistency(from old: Int, to new: Int) -> [String] {
        LedgerProof.consistency(from: old, in: Self.published.prefix(new)).map(\.description)
    }
}
