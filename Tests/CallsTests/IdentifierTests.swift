import Calls
import Foundation
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: [0, 1, 31, 32, 1 << 20, 1_234_567_890_123_456_789, Int64.max])
    func `an id reads back from its thirteen characters`(value: Int64) {
        let id = Call.ID(value)
        #expect(id.description.utf8.count == 13)
        #expect(Call.ID(text: id.description) == id)
        #expect(Call.ID(text: id.description.uppercased()) == id)
    }

    @Test(arguments: ["", "0", "00000000000000", "000000000000u", "00000000000 0", "zzzzzzzzzzzzz"])
    func `what isn't an id is no id`(text: String) {
        #expect(Call.ID(text: text) == nil)
    }

    @Test func `the order of the texts is the order of the ids`() {
        let ids = [5, 99, 1 << 30, 1 << 45, Int64.max].map { Call.ID($0) }
        #expect(ids.map(\.description).sorted() == ids.map(\.description))
    }

    @Test func `ids rise although the clock steps back and chance repeats`() {
        var sequence = IdentifierSequence()
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let ids = (0..<10_000).map { number in
            sequence.next(
                now: now.addingTimeInterval(Double(-number)), chance: 7,
                node: NodeNumber(number % 3))
        }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(ids.map { Call.ID($0).node }.prefix(4) == [0, 1, 2, 0])
    }

    @Test func `an id holds milliseconds, chance and node, in this order`() {
        var sequence = IdentifierSequence()
        let id = sequence.next(
            now: Date(timeIntervalSince1970: 1_700_000_000.5), chance: 0xFFF_FABC, node: 0xDE)
        #expect(id == 1_700_000_000_500 << 20 | 0xABC << 8 | 0xDE)
    }

    @Test func `two nodes never make the same id`() {
        var (one, two) = (IdentifierSequence(), IdentifierSequence())
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let ids = (0..<10_000).flatMap { _ in
            [one.next(now: now, chance: 0, node: 1), two.next(now: now, chance: 0, node: 255)]
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `ids of ten years from now still fit and sort behind those of today`() {
        var sequence = IdentifierSequence()
        let today = sequence.next(
            now: Date(timeIntervalSince1970: 1_795_000_000), chance: .max, node: .max)
        let later = sequence.next(
            now: Date(timeIntervalSince1970: 2_110_000_000), chance: 0, node: 1)
        #expect(today > 0)
        #expect(later > today)
    }
}
