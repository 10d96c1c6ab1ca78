import CallLedger
import Calls
import Foundation
import Testing

@Suite struct LedgerCopyTests {
    private static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "ledger-copy-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func `a copy is found again where it ended, over several files`() throws {
        let path = try Self.folder() + "/copy"
        let all = try entries(50).map(\.bytes)
        var mirror = try LedgerMirror(folder: path, fileBytesMax: 2000)
        try mirror.append(Array(all[..<20]))
        try mirror.append(Array(all[20..<21]))
        mirror = try LedgerMirror(folder: path, fileBytesMax: 2000)
        #expect(mirror.end.size == 21)
        try mirror.append(Array(all[21...]))
        let reader = MirrorReader(folder: path)
        #expect(try reader.entries(from: 0, limit: 100) == all)
        #expect(try reader.entries(from: 7, limit: 5) == Array(all[7..<12]))
        #expect(try reader.entries(from: 12, limit: 100) == Array(all[12...]))
        #expect(try reader.entries(from: 50, limit: 100) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count > 2)
    }

    @Test func `what a crash cut off is removed, wherever it cut`() throws {
        let path = try Self.folder()
        let all = try entries(5).map(\.bytes)
        try LedgerMirror(folder: path).append(all)
        let file = path + "/entries-0000000000000.log"
        let whole = try #require(FileManager.default.contents(atPath: file))
        let kept = whole.count - all[4].count - 4
        for length in kept..<whole.count {
            try whole.prefix(length).write(to: URL(fileURLWithPath: file))
            let mirror = try LedgerMirror(folder: path)
            #expect(mirror.end.size == 4)
            try mirror.append([all[4]])
            #expect(FileManager.default.contents(atPath: file) == whole)
        }
        try (whole + Data(count: 5000)).write(to: URL(fileURLWithPath: file))
        #expect(try LedgerMirror(folder: path).end.size == 5)
    }

    @Test func `a copy takes nothing that doesn't follow`() throws {
        let all = try entries(5).map(\.bytes)
        let mirror = try LedgerMirror(folder: try Self.folder())
        #expect(throws: LedgerError.brokenChain(sequence: 0)) { try mirror.append([all[1]]) }
        try mirror.append([all[0]])
        #expect(throws: LedgerError.brokenChain(sequence: 1)) { try mirror.append([all[2]]) }
        #expect(throws: LedgerError.unreadable) { try mirror.append([[1, 2, 3]]) }
    }

    @Test func `a range of entries is proved by the subtrees around it`() throws {
        for size in 1...40 {
            let leaves = try entries(size).map(\.hash)
            let root = LedgerProof.root(of: leaves[...])
            for first in 0..<size {
                for end in [first + 1, (first + 1 + size) / 2, size] where end > first {
                    let range = Int64(first)..<Int64(end)
                    let subtrees = LedgerSubtrees(around: range, of: Int64(size))
                    let outside = subtrees.outside.map {
                        LedgerProof.root(of: leaves[Int($0.lowerBound)..<Int($0.upperBound)])
                    }
                    let inside = Array(leaves[first..<end])
                    let proof = try #require(
                        LedgerRangeProof(
                            LedgerRangeProof(subtrees: subtrees, roots: outside).text))
                    #expect(proof.root(leaves: inside) == root)
                    var changed = inside
                    changed[0] = .zero
                    #expect(proof.root(leaves: changed) != root)
                    guard end == first + 1 else { continue }
                    #expect(
                        subtrees.inclusionProof(outside: outside)
                            == LedgerProof.inclusion(of: first, in: leaves[...]))
                }
            }
        }
    }

    @Test func `a fast look takes the same bytes as reading an entry does`() throws {
        for entry in try entries(4) {
            for place in entry.bytes.indices {
                for change: UInt8 in [1, 0x80, 0xFF] {
                    var changed = entry.bytes
                    changed[place] ^= change
                    let read = try? LedgerEntry(decoding: changed)
                    let skim = changed.withUnsafeBytes { LedgerSkim($0) }
                    // Unknown actions are a later callaudit's.
                    if read != nil { #expect(skim?.sequence == read?.sequence) }
                    guard let skim, read == nil else { continue }
                    let action = String(decoding: changed[skim.action], as: UTF8.self)
                    #expect(LedgerAction(rawValue: action) == nil, "byte \(place)")
                }
            }
            #expect((entry.bytes + [0]).withUnsafeBytes { LedgerSkim($0) } == nil)
        }
    }
}
