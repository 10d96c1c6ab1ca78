import CallLedger
import Calls
import Testing

struct LedgerEntryTests {
    @Test func `entries have the bytes and hashes of the document`() throws {
        var head = LedgerHead()
        let first = try head.append(Golden.firstContent)
        #expect(first.bytes == bytes(Golden.first))
        #expect(first.hash.description == Golden.firstHash)
        #expect(head.root == first.hash)
        let second = try head.append(Golden.secondContent)
        #expect(second.bytes == bytes(Golden.second))
        #expect(second.hash.description == Golden.secondHash)
        #expect(second.previous == first.hash)
        #expect(head.last == second.hash)
        #expect(head.root.description == Golden.root)
    }

    @Test(arguments: LedgerAction.allCases) func `an entry reads back as written`(
        action: LedgerAction
    ) throws {
        for outcome in LedgerOutcome.allCases {
            var content = Golden.secondContent
            content.action = action
            content.outcome = outcome
            content.newRow = .leaf([1])
            let entry = try LedgerEntry(sequence: 5, previous: .leaf([2]), content: content)
            #expect(try LedgerEntry(decoding: entry.bytes) == entry)
            #expect(try LedgerEntry(decoding: entry.bytes).content == content)
        }
    }

    @Test func `every cut and every byte too many is unreadable`() {
        let entry = bytes(Golden.second)
        for count in entry.indices {
            #expect(throws: LedgerError.unreadable) {
                try LedgerEntry(decoding: Array(entry.prefix(count)))
            }
        }
        #expect(throws: LedgerError.unreadable) { try LedgerEntry(decoding: entry + [0]) }
        #expect(throws: LedgerError.unreadable) { try LedgerEntry(decoding: []) }
    }

    @Test func `only one form of an entry is read`() throws {
        // Details in the wrong order, and the same name twice.
        let sorted = try LedgerEntry(sequence: 0, previous: .zero, content: Golden.secondContent)
        let ordered = lines("bytes", "42") + lines("reason-code", "not-sound")
        let swapped = lines("reason-code", "not-sound") + lines("bytes", "42")
        #expect(throws: LedgerError.unreadable) {
            try LedgerEntry(decoding: replacing(ordered, with: swapped, in: sorted.bytes))
        }
        var content = Golden.firstContent
        content.details = ["a": "1", "b": "2"]
        let entry = try LedgerEntry(sequence: 0, previous: .zero, content: content)
        #expect(throws: LedgerError.unreadable) {
            try LedgerEntry(
                decoding: replacing(lines("b", "2"), with: lines("a", "2"), in: entry.bytes))
        }
        // The two ways to write é are one name to people, and would be two entries.
        let twice = lines("e\u{301}", "1") + lines("\u{E9}", "2")
        #expect(throws: LedgerError.unreadable) {
            try LedgerEntry(
                decoding: replacing(
                    lines("a", "1") + lines("b", "2"), with: twice, in: entry.bytes))
        }
    }

    @Test func `an unknown action is unreadable, not guessed`() {
        let unknown = replacing(
            Array("daemon.started".utf8), with: Array("daemon.startle".utf8),
            in: bytes(Golden.first))
        #expect(throws: LedgerError.unreadable) { try LedgerEntry(decoding: unknown) }
    }

    @Test func `texts and details beyond the bounds are refused`() throws {
        var content = Golden.firstContent
        content.reason = String(repeating: "界", count: 1_365)
        _ = try LedgerEntry(sequence: 0, previous: .zero, content: content)
        content.reason += "界"
        #expect(throws: LedgerError.tooLong) {
            try LedgerEntry(sequence: 0, previous: .zero, content: content)
        }
        content.reason = ""
        for count in 0..<33 { content.details["\(count)"] = "" }
        #expect(throws: LedgerError.tooLong) {
            try LedgerEntry(sequence: 0, previous: .zero, content: content)
        }
    }

    private func lines(_ name: String, _ value: String) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(text: name)
        bytes.append(text: value)
        return bytes.bytes
    }

    private func replacing(_ old: [UInt8], with new: [UInt8], in whole: [UInt8]) -> [UInt8] {
        guard let start = whole.indices.first(where: { whole[$0...].starts(with: old) }) else {
            return whole
        }
        return Array(whole[..<start]) + new + Array(whole[(start + old.count)...])
    }
}
