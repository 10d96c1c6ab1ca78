import Testing

@testable import Calls

struct TarHeaderTests {
    @Test func `a header is the 512 bytes of ustar, its sum right`() throws {
        let header = try #require(
            TarHeader.bytes(name: "customer-1/index.json", size: 1234, modified: 1_700_000_000))
        #expect(header.count == 512)
        #expect(String(decoding: header[0..<21], as: UTF8.self) == "customer-1/index.json")
        #expect(String(decoding: header[124..<135], as: UTF8.self) == "00000002322")
        #expect(String(decoding: header[136..<147], as: UTF8.self) == "14524770400")
        #expect(String(decoding: header[257..<265], as: UTF8.self) == "ustar\u{0}00")
        let said = try #require(Int(String(decoding: header[148..<154], as: UTF8.self), radix: 8))
        let blanked = header.enumerated().map { place, byte in
            (148..<156).contains(place) ? 32 : Int(byte)
        }
        #expect(said == blanked.reduce(0, +))
    }

    @Test func `what doesn't fit has no header`() {
        #expect(TarHeader.bytes(name: "", size: 0, modified: 0) == nil)
        #expect(
            TarHeader.bytes(name: String(repeating: "a", count: 101), size: 0, modified: 0) == nil)
        #expect(TarHeader.bytes(name: "a", size: 1 << 33, modified: 0) == nil)
    }

    @Test func `files are filled up to whole blocks`() {
        #expect([0, 1, 511, 512, 513].map { TarHeader.padding(after: $0) } == [0, 511, 1, 0, 511])
    }
}
