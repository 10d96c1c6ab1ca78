import Calls
import Testing

@Suite struct SearchWordsTests {
    @Test func `words are folded to lower case and split where letters and digits end`() {
        let words = SearchWords.indexed(["Spring-Health_PLAN 2026"])
        #expect(words == ["spring", "health", "plan", "2026"])
    }

    @Test func `full-width letters and digits are the plain ones`() {
        #expect(SearchWords.queried("ＡＢＣ１２３") == ["abc123"])
    }

    @Test func `Chinese is found by one character, by two, and by more`() {
        let indexed = Set(SearchWords.indexed(["春季健康计划"]))
        for query in ["春", "健康", "季健", "健康计划", "春季健康计划"] {
            #expect(Set(SearchWords.queried(query)).isSubset(of: indexed), "\(query)")
        }
        #expect(!Set(SearchWords.queried("冬季")).isSubset(of: indexed))
    }

    @Test func `Chinese beside Latin is split where the script changes`() {
        #expect(SearchWords.queried("VIP客户") == ["vip", "客户"])
    }

    @Test func `the number and the length of words are bounded`() {
        let many = (0..<500).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchWords.indexed([many]).count == SearchWords.wordsMax)
        #expect(SearchWords.queried(String(repeating: "x", count: 10_000))[0].count <= 64)
    }

    @Test func `punctuation alone is no word`() {
        #expect(SearchWords.queried("-- . ,").isEmpty)
    }
}
