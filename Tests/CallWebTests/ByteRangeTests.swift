import Testing

@testable import CallWeb

struct ByteRangeTests {
    private func answer(
        _ range: String?, ifRange: String? = nil, bytes: Int64 = 1000
    ) -> ByteRangeAnswer {
        ByteRangeAnswer(range: range, ifRange: ifRange, entityTag: "abc", bytes: bytes)
    }

    @Test func `without a range all bytes are sent`() {
        #expect(answer(nil) == .whole)
    }

    @Test(
        arguments: [
            ("bytes=0-0", 0..<1), ("bytes=0-499", 0..<500), ("bytes=500-", 500..<1000),
            ("bytes=999-", 999..<1000), ("bytes=0-99999", 0..<1000), ("bytes=-1", 999..<1000),
            ("bytes=-5000", 0..<1000), ("Bytes=5-6", 5..<7),
            ("bytes=0-99999999999999999999", 0..<1000),
        ] as [(String, Range<Int64>)])
    func `a single range is answered with just its bytes`(text: String, expected: Range<Int64>) {
        #expect(answer(text) == .part(expected))
    }

    @Test(arguments: ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999-"])
    func `a range behind the end can't be satisfied`(text: String) {
        #expect(answer(text) == .notSatisfiable)
    }

    @Test(arguments: [
        "bytes=5-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,4-5", "items=0-1", "bytes 0-1",
        "bytes=+1-2", "bytes=1-2-3", "",
    ])
    func `what is malformed, of another unit or several at once gets the whole`(text: String) {
        #expect(answer(text) == .whole)
    }

    @Test func `if-range takes this very tag and no other`() {
        #expect(answer("bytes=0-9", ifRange: "\"abc\"") == .part(0..<10))
        #expect(answer("bytes=0-9", ifRange: "\"abd\"") == .whole)
        #expect(answer("bytes=0-9", ifRange: "W/\"abc\"") == .whole)
        #expect(answer("bytes=0-9", ifRange: "Sat, 21 Nov 2026 00:00:00 GMT") == .whole)
    }

    @Test func `nothing of an empty recording can be satisfied`() {
        #expect(answer("bytes=0-", bytes: 0) == .notSatisfiable)
        #expect(answer("bytes=-5", bytes: 0) == .notSatisfiable)
        #expect(answer(nil, bytes: 0) == .whole)
    }
}
