import Testing

@testable import CallWeb

struct MaskingTests {
    @Test(arguments: [
        ("13812345021", "138•••••021"), ("+8613812345021", "+86•••••021"), ("12345678", "•••••78"),
        ("1004", "••04"), ("12", "•"), ("", ""),
    ])
    func `the middle of a number is hidden`(number: String, masked: String) {
        #expect(Masking.number(number) == masked)
    }

    @Test(arguments: [
        (
            "out-13812345021-1004-20261121-143208-1795244728.33.wav",
            "out-138•••••021-1004-20261121-143208-1795244728.33.wav"
        ),
        ("20261121143208_02112345678.wav", "20261121143208_021•••••678.wav"),
        ("call 99999999.mp3", "call •••••99.mp3"), ("plain.wav", "plain.wav"),
    ])
    func `numbers in file names are hidden, times stay`(name: String, masked: String) {
        #expect(Masking.fileName(name) == masked)
    }

    @Test func `of a name the first character stays`() {
        #expect(Masking.name("王小明") == "王••")
        #expect(Masking.name("A") == "•")
    }
}

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
