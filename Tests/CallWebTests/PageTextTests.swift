import Testing

@testable import CallWeb

struct PageTextTests {
    @Test func `every sign that means something in HTML is escaped`() {
        #expect(PageText().escapeText("<a href='x'>\"&") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;")
    }

    @Test func `a combining accent doesn't smuggle a quotation mark through`() {
        let text = "\"\u{301} onmouseover=alert(1) <\u{338}script>"
        let escaped = PageText().escapeText(text)
        #expect(!escaped.unicodeScalars.contains("\""))
        #expect(!escaped.unicodeScalars.contains("<"))
    }
}
