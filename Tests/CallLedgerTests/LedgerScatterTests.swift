import CallLedger
import Testing

struct LedgerScatterTests {
    private let leaves = (0..<100).map { LedgerHash.leaf([UInt8($0)]) }

    private func roots(_ scatter: LedgerScatter) -> [LedgerHash] {
        scatter.outside.map {
            LedgerProof.root(of: leaves[Int($0.lowerBound)..<Int($0.upperBound)])
        }
    }

    @Test func `scattered leaves give the tree's root again, for every size`() {
        var generator = SystemRandomNumberGenerator()
        for size in 1...100 {
            let root = LedgerProof.root(of: leaves[..<size])
            for count in [1, 2, size / 3, size].filter({ (1...size).contains($0) }) {
                let chosen = (0..<Int64(size)).shuffled(using: &generator).prefix(count).sorted()
                let scatter = LedgerScatter(around: chosen, of: Int64(size))
                let hashes = chosen.map { leaves[Int($0)] }
                #expect(scatter.root(leaves: hashes, outside: roots(scatter)) == root)
            }
        }
    }

    @Test func `without a gap it is the proof of a range`() {
        for (low, high) in [(0, 1), (3, 9), (40, 64), (0, 100)] as [(Int64, Int64)] {
            let scatter = LedgerScatter(around: Array(low..<high), of: 100)
            #expect(scatter.outside == LedgerSubtrees(around: low..<high, of: 100).outside)
        }
    }

    @Test func `another leaf gives another root, and too few or too many give none`() {
        let scatter = LedgerScatter(around: [3, 17, 18, 99], of: 100)
        let root = LedgerProof.root(of: leaves[...])
        var hashes = [3, 17, 18, 99].map { leaves[$0] }
        let outside = roots(scatter)
        #expect(scatter.root(leaves: Array(hashes.dropLast()), outside: outside) == nil)
        #expect(scatter.root(leaves: hashes, outside: outside + [root]) == nil)
        hashes[1] = leaves[16]
        #expect(scatter.root(leaves: hashes, outside: outside) != root)
    }

    @Test func `the proof as a text is as its document says`() {
        let scatter = LedgerScatter(around: [1], of: 3)
        let text = scatter.text(roots: roots(scatter))
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4 && text.hasSuffix("\n"))
        #expect(lines[0] == "callaudit ledger entries proof 1" && lines[1] == "size 3")
        #expect(lines[2] == leaves[0].description && lines[3] == leaves[2].description)
    }
}
