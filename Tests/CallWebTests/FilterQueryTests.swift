import Calls
import Foundation
import Testing

@testable import CallWeb

struct FilterQueryTests {
    private let shanghai = Zone(named: "Asia/Shanghai")

    private func read(_ text: String) throws -> CallFilter {
        try FilterQuery(Query(text), zone: shanghai).filter
    }

    @Test func `days are those of the installation, and the last one counts`() throws {
        let filter = try read("from=2026-11-21&to=2026-11-21")
        #expect(filter.from == Date(timeIntervalSince1970: 1_795_190_400))
        #expect(filter.until == Date(timeIntervalSince1970: 1_795_276_800))
    }

    @Test func `an instant is taken as it is`() throws {
        let filter = try read("from=2026-11-21T14:00:00%2B08:00&to=2026-11-21T06:30:00Z")
        #expect(filter.from == Date(timeIntervalSince1970: 1_795_240_800))
        #expect(filter.until == Date(timeIntervalSince1970: 1_795_242_600))
    }

    @Test func `lengths are seconds or minutes and seconds`() throws {
        let filter = try read("minSeconds=90&maxSeconds=1:02:03.5")
        #expect(filter.secondsMin == 90)
        #expect(filter.secondsMax == 3723.5)
    }

    @Test func `verdicts stand as often as one likes`() throws {
        #expect(try read("verdict=silent&verdict=one-sided").verdicts == [.silent, .oneSided])
    }

    @Test func `names and words may be Chinese`() throws {
        let filter = try read("agent=%E9%99%88%E9%9D%99%E6%80%A1&text=a+b")
        #expect(filter.agent == "陈静怡")
        #expect(filter.text == "a b")
    }

    @Test func `empty fields are no filters`() throws {
        #expect(try read("from=&agent=&verdict=&text=") == CallFilter())
    }

    @Test(arguments: [
        "from=yesterday", "to=2026-02-30", "direction=up", "verdict=good", "minSeconds=-1",
        "maxSeconds=1:2:3:4", "minSeconds=nan", "customer=12",
        "agent=\(String(repeating: "x", count: 201))",
    ])
    func `what can't be read is refused by name`(text: String) throws {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.code == .badFilter)
        #expect(refusal?.subject == String(text.prefix { $0 != "=" }))
    }

    @Test func `an unknown parameter is refused by name, a doubled one too`() throws {
        let query = try Query("colour=red")
        #expect(throws: Refusal.self) { try query.allow(["from"]) }
        let doubled = try Query("from=1&from=2")
        #expect(throws: Refusal.self) { try doubled.allow(["from"]) }
        try Query("verdict=a&verdict=b").allow([], often: ["verdict"])
    }

    @Test(arguments: ["0", "201", "-1", "x", "1.5"])
    func `a limit outside 1 to 200 is refused`(limit: String) throws {
        let query = try Query("limit=\(limit)")
        #expect(throws: Refusal.self) { try query.limit(orElse: 50) }
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00"])
    func `broken encodings are refused`(text: String) {
        #expect(throws: Refusal.self) { try Query(text) }
    }

    @Test func `too many pairs are refused`() {
        let text = Array(repeating: "a=b", count: 65).joined(separator: "&")
        #expect(throws: Refusal.self) { try Query(text) }
    }

    @Test func `addresses that we build are read back the same`() throws {
        let pairs = [("agent", "A & B=陈 +%"), ("text", "\"<'>\"")]
        let url = WebURL.calls(pairs)
        let query = try Query(String(url.drop { $0 != "?" }.dropFirst()))
        #expect(query == Query(pairs: pairs.map { (name: $0.0, value: $0.1) }))
    }
}
