import CallLedger
import Calls
import Foundation
import Testing

@Suite struct SignerTests {
    private let key = NoteKey(
        Ed25519Pair(seed: [UInt8](repeating: 7, count: 32))!, name: "callaudit/test")

    private static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "signer-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func signer(_ folder: String) throws -> LedgerSigner {
        try LedgerSigner(folder: folder, origin: "callaudit/test")
    }

    @Test func `what both copies say is signed, and remembered over a restart`() throws {
        let folder = try Self.folder()
        let all = try entries(9)
        var one = try signer(folder)
        try one.see(database: all[..<6].map(\.bytes), copy: all[..<6].map(\.bytes))
        let first = try one.sign(with: key)
        #expect(first.checkpoint.root == LedgerProof.root(of: all[..<6].map(\.hash)[...]))
        one = try signer(folder)
        #expect(one.next == 6)
        try one.see(database: all[6...].map(\.bytes), copy: all[6...].map(\.bytes))
        #expect(try one.sign(with: key).checkpoint.size == 9)
        #expect(throws: SignerFault.anotherInstallation("callaudit/test")) {
            try LedgerSigner(folder: folder, origin: "callaudit/else")
        }
    }

    @Test func `copies that differ, and a ledger that ends sooner, are refused`() throws {
        let all = try entries(9)
        let other = try entries(10, from: 100)
        var one = try signer(try Self.folder())
        try one.see(database: all[..<6].map(\.bytes), copy: all[..<6].map(\.bytes))
        let signed = try one.sign(with: key)
        let rest = all[6...].map(\.bytes)
        #expect(throws: SignerFault.refused(.copyAltered, sequence: 6)) {
            try one.see(database: rest, copy: other[6..<9].map(\.bytes))
        }
        one.beginRound()
        #expect(throws: SignerFault.refused(.databaseAltered, sequence: 6)) {
            try one.see(database: other[6..<9].map(\.bytes), copy: rest)
        }
        one.beginRound()
        #expect(throws: SignerFault.refused(.copiesDiffer, sequence: 8)) {
            try one.see(database: rest, copy: Array(rest[..<2]))
        }
        #expect(throws: SignerFault.refused(.rolledBack, sequence: 5)) {
            try one.check(size: 5, root: .zero)
        }
        one.beginRound()
        #expect(throws: SignerFault.refused(.databaseAltered, sequence: 5)) {
            try one.check(size: 6, root: .zero)
        }
        try one.check(size: 6, root: signed.checkpoint.root)
    }

    @Test func `2,000 mutations of a ledger are all found by its signer and its checkpoint`()
        throws
    {
        let folder = try Self.folder()
        let all = try entries(300)
        var one = try signer(folder)
        let stored = all[..<200].map(\.bytes)
        try one.see(database: stored, copy: stored)
        let anchor = try one.sign(with: key).checkpoint
        let whole = all.map(\.bytes)
        #expect(Self.holds(whole, anchor))
        var chance = Chance(state: 42)
        for number in 0..<2000 {
            let mutation = Mutation.allCases[number % Mutation.allCases.count]
            let mutant = mutation.apply(to: whole, &chance)
            guard mutant != whole else { continue }
            // What changed behind the anchor is the signer's to find, by its second copy.
            let isSeen = !Self.holds(mutant, anchor) || Self.refuses(one, mutant, whole)
            #expect(isSeen, "\(mutation) \(number)")
        }
    }

    /// Whether `ledger` is one that the checkpoint vouches for.
    private static func holds(_ ledger: [[UInt8]], _ anchor: Checkpoint) -> Bool {
        var head = LedgerHead()
        for entry in ledger {
            if (try? head.pass(entry) as Void) == nil { return false }
            if head.size == anchor.size, head.root != anchor.root { return false }
        }
        return head.size >= anchor.size
    }

    private static func refuses(
        _ signer: LedgerSigner, _ ledger: [[UInt8]], _ copy: [[UInt8]]
    ) -> Bool {
        var signer = signer
        let from = Int(signer.next)
        do {
            try signer.check(size: Int64(ledger.count), root: .zero)
            try signer.see(database: Array(ledger[from...]), copy: Array(copy[from...]))
            return ledger.count != copy.count
        } catch {
            return true
        }
    }
}

private enum Mutation: CaseIterable {
    case edit, delete, insert, swap, truncate, rewrite, rollBack, double

    func apply(to ledger: [[UInt8]], _ chance: inout Chance) -> [[UInt8]] {
        var ledger = ledger
        let place = chance.below(ledger.count)
        switch self {
        case .edit:
            ledger[place][chance.below(ledger[place].count)] ^= UInt8(1 + chance.below(255))
        case .delete: ledger.remove(at: place)
        case .insert: ledger.insert(ledger[chance.below(ledger.count)], at: place)
        case .swap: ledger.swapAt(place, chance.below(ledger.count))
        case .truncate: ledger.removeLast(1 + chance.below(ledger.count - 1))
        case .rewrite: return rewritten(ledger, from: place)
        case .rollBack:
            // An older state on which other things happened.
            let kept = Array(ledger[..<place])
            return rewritten(kept + Array(ledger[place...].reversed()), from: place)
        case .double: ledger[place] = ledger[chance.below(ledger.count)]
        }
        return ledger
    }

    /// The entry at `place` says something else, and the chain behind it is worked out anew.
    private func rewritten(_ ledger: [[UInt8]], from place: Int) -> [[UInt8]] {
        var head = LedgerHead()
        return ledger.enumerated().compactMap { index, bytes in
            guard var content = try? LedgerEntry(decoding: bytes).content else { return nil }
            if index == place { content.principal = "somebody-else" }
            return try? head.append(content).bytes
        }
    }
}

/// SplitMix64, so that every run tries the same.
private struct Chance {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(max(1, count)))
    }
}

private func entries(_ count: Int, from time: Int64) throws -> [LedgerEntry] {
    var head = LedgerHead()
    return try (0..<count).map { index in
        var content = Golden.firstContent
        content.timeMicroseconds += time + Int64(index)
        return try head.append(content)
    }
}
