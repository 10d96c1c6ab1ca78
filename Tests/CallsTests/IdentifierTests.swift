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
        let ids = (0..<1000).map { number in
            sequence.next(now: now.addingTimeInterval(Double(-number)), chance: 7)
        }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `ids of ten years from now still fit and sort behind those of today`() {
        var sequence = IdentifierSequence()
        let today = sequence.next(
            now: Date(timeIntervalSince1970: 1_795_000_000), chance: .max)
        let later = sequence.next(now: Date(timeIntervalSince1970: 2_110_000_000), chance: 0)
        #expect(today > 0)
        #expect(later > today)
    }
}
