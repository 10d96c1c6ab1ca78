import CallLedger
import Calls
import Testing

struct LedgerHeadTests {
    @Test func `an untouched ledger verifies up to its head`() throws {
        let entries = try entries(20)
        let head = try head(after: entries)
        #expect(head.size == 20)
        #expect(head.last == entries.last?.hash)
        #expect(head.root == LedgerProof.root(of: entries.map(\.hash)[...]))
    }

    @Test func `flipping any byte of any entry breaks verification`() throws {
        let entries = try entries(6)
        let trusted = try head(after: entries)
        var unnoticed: [String] = []
        for index in entries.indices {
            for place in entries[index].bytes.indices {
                var stored = entries.map(\.bytes)
                stored[index][place] ^= 1 << (place % 8)
                if verifies(stored, up: trusted) { unnoticed.append("\(index):\(place)") }
            }
        }
        #expect(unnoticed == [])
        #expect(verifies(entries.map(\.bytes), up: trusted))
    }

    @Test func `an entry left out, doubled, swapped or added is found`() throws {
        let stored = try entries(8).map(\.bytes)
        let trusted = try head(after: entries(8))
        for index in stored.indices {
            var changed = stored
            changed.remove(at: index)
            #expect(!verifies(changed, up: trusted))
            changed = stored
            changed.insert(stored[index], at: index)
            #expect(!verifies(changed, up: trusted))
            guard index > 0 else { continue }
            changed = stored
            changed.swapAt(index, index - 1)
            #expect(!verifies(changed, up: trusted))
        }
        #expect(!verifies(try entries(9).map(\.bytes), up: trusted))
    }

    @Test func `a rewritten tail has another root`() throws {
        let trusted = try head(after: entries(8))
        var forged = try head(after: entries(7))
        var content = Golden.firstContent
        content.principal = "nobody"
        _ = try forged.append(content)
        #expect(forged.size == trusted.size)
        #expect(forged.root != trusted.root)
        #expect(forged.last != trusted.last)
    }

    @Test func `the broken place is named`() throws {
        var head = try head(after: entries(3))
        let later = try entries(5)[4]
        #expect(throws: LedgerError.brokenChain(sequence: 3)) { try head.follow(later.bytes) }
        #expect(head.size == 3)
    }

    @Test func `of two that don't follow, the one was altered for which none vouches`() throws {
        let stored = try entries(4).map(\.bytes)
        func culprit(_ ledger: [[UInt8]]) -> Int64 {
            LedgerBreak.firstAltered(at: 2, before: ledger[1], entry: ledger[2], next: ledger[3])
        }
        for altered in 1...2 {
            var ledger = stored
            // In the time, which any value fits.
            ledger[altered][48] ^= 1
            #expect(culprit(ledger) == Int64(altered))
        }
        #expect(culprit(stored) == 2)
    }

    @Test func `a head is stored and read again at any size`() throws {
        var head = LedgerHead()
        for size in 0..<70 {
            #expect(try LedgerHead(decoding: head.encoded) == head)
            #expect(head.encoded.count == 40 + 32 * size.nonzeroBitCount)
            for count in head.encoded.indices {
                #expect(throws: LedgerError.unreadable) {
                    try LedgerHead(decoding: Array(head.encoded.prefix(count)))
                }
            }
            #expect(throws: LedgerError.unreadable) {
                try LedgerHead(decoding: head.encoded + [0])
            }
            _ = try head.append(Golden.firstContent)
        }
    }

    @Test func `a head is a value, so an undone transaction leaves the old one`() throws {
        var head = try head(after: entries(5))
        let before = head
        _ = try head.append(Golden.firstContent)
        #expect(head != before)
        head = before
        #expect(try head.append(Golden.firstContent).sequence == 5)
    }

    private func verifies(_ stored: [[UInt8]], up trusted: LedgerHead) -> Bool {
        var head = LedgerHead()
        for bytes in stored where (try? head.follow(bytes)) == nil { return false }
        return head == trusted
    }
}
