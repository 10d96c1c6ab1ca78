@testable import CallMail
import Calls
import Foundation
import Testing

@Suite struct MailReaderTests {
    @Test func `an ordinary mail gives sender, words and documents`() throws {
        let intake = try MailReader.read(Mail.ordinary)
        #expect(intake.source == .mail)
        #expect(intake.channel == .email)
        #expect(intake.sender.name == "张芳")
        #expect(intake.sender.email == "fang@example.net")
        #expect(intake.identity == "a1@example.net")
        #expect(intake.subject == "投诉")
        #expect(intake.text == "你们的坐席对我大喊。\n请处理。")
        #expect(intake.language == "zh-Hans")
        #expect(intake.receivedAt == Date(timeIntervalSince1970: 1_705_314_600))
        #expect(intake.documents.map(\.name) == ["document-1", "bill.pdf"])
        #expect(intake.documents.map(\.kind) == [.png, .pdf])
        #expect(intake.documents[1].bytes == Mail.pdf)
        #expect(intake.refused.map(\.name) == ["run.exe"])
        #expect(intake.refused.map(\.refusal) == [.kindNotAllowed])
        #expect(intake.marks == [.attachmentDropped])
    }

    @Test(arguments: [
        ("gbk", "你们的服务很差，请退款", UInt(0x0632)), ("gb2312", "我要投诉", 0x0632),
        ("GB18030", "㐀你好", 0x0632), ("big5", "你們的服務很差，請退款", 0x0A06),
    ])
    func `Chinese charsets are read`(charset: String, text: String, encoding: UInt) throws {
        let bytes = try #require(
            text.data(using: String.Encoding(rawValue: 0x8000_0000 | encoding)))
        let intake = try Mail.read(
            Mail.head + ["Content-Type: text/plain; charset=\(charset)", ""], body: Array(bytes))
        #expect(intake.text == text)
        #expect(intake.marks.isEmpty)
    }

    @Test func `European charsets are read`() throws {
        for (charset, byte, text): (String, UInt8, String) in [
            ("iso-8859-1", 0xE9, "é"), ("iso-8859-15", 0xA4, "€"), ("windows-1252", 0x80, "€"),
        ] {
            let intake = try Mail.read(
                Mail.head + ["Content-Type: text/plain; charset=\"\(charset)\"", ""],
                body: [byte, 0x21])
            #expect(intake.text == text + "!")
        }
    }

    @Test func `bytes that a charset doesn't know spoil only themselves`() throws {
        let intake = try Mail.read(
            Mail.head + ["Content-Type: text/plain; charset=gbk", ""],
            body: [0xC4, 0xE3, 0xFF, 0x21, 0xBA, 0xC3])
        #expect(intake.text == "你\u{FFFD}!好")
        #expect(intake.marks == [.unknownCharset])
    }

    @Test func `text without a charset is guessed, and that is said`() throws {
        let gbk = try Mail.read(
            Mail.head + [""], body: [0xC4, 0xE3, 0xBA, 0xC3, 0xCD, 0xB6, 0xCB, 0xDF])
        #expect(gbk.text == "你好投诉")
        let latin = try Mail.read(Mail.head + [""], body: [0x63, 0x61, 0x66, 0xE9, 0x20])
        #expect(latin.text == "café")
        let strange = try Mail.read(
            Mail.head + ["Content-Type: text/plain; charset=x-klingon", ""],
            body: Array("Größe".utf8))
        #expect(strange.text == "Größe")
        for one in [gbk, latin, strange] { #expect(one.marks == [.unknownCharset]) }
    }

    @Test func `HTML alone becomes text, and no script or style stays`() throws {
        let html = """
            <html><head><title>T</title><style>p { color: red }</style></head><body>
            <SCRIPT type="a>b">steal('</p>')</SCRIPT ><p onclick="x('>')">One &amp; two<br>三&#65;
            <p>5 < 6 &lt;b&gt;<script>if (1 < 2) alert(1)</script>&nbsp;end</body></html>
            <script>never closed
            """
        let intake = try Mail.read(
            Mail.head + ["Content-Type: text/html; charset=utf-8", ""], body: Array(html.utf8))
        #expect(intake.text == "One & two\n三A\n5 < 6 <b> end")
        #expect(intake.marks == [.htmlOnly])
    }

    @Test(.timeLimit(.minutes(1)), arguments: [
        "<head><p>", "<script", "<a \"", "<!--", "&amp", "<", "</script", "<a '\">", "<svg>",
    ])
    func `HTML that never ends doesn't take for ever`(piece: String) throws {
        let html = "words<br>" + String(repeating: piece, count: (4 << 20) / piece.utf8.count)
        let intake = try Mail.read(
            Mail.head + ["Content-Type: text/html; charset=utf-8", ""], body: Array(html.utf8))
        #expect(intake.text.hasPrefix("words"))
    }

    @Test func `what is hidden and never closed hides nothing else`() throws {
        let html = "<html><head><title>T</title><body>One</header><noscript>Two<p>Three"
        let intake = try Mail.read(
            Mail.head + ["Content-Type: text/html", ""], body: Array(html.utf8))
        #expect(intake.text == "OneTwo\nThree")
    }

    @Test func `of two forms the plain one is read`() throws {
        let intake = try Mail.read(
            Mail.head + [
                "Content-Type: multipart/alternative; boundary=x", "", "--x",
                "Content-Type: text/html", "", "<b>rich</b>", "--x", "", "plain", "--x--",
            ])
        #expect(intake.text == "plain")
        #expect(intake.marks.isEmpty)
    }

    @Test func `quoted-printable with soft line ends is joined`() throws {
        let intake = try Mail.read(
            Mail.head + [
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: Quoted-Printable", "", "I want =E2=82=AC5 b=", "ack.",
                "Now.  ",
            ])
        #expect(intake.text == "I want €5 back.\nNow.")
        #expect(intake.marks.isEmpty)
    }

    @Test func `names in pieces, in charsets and in encoded words are read`() throws {
        let names = [
            ("filename*0*=utf-8''%E8%B4%A6; filename*1*=%E5%8D%95; filename*2=.pdf", "账单.pdf"),
            ("filename*=gbk''%D5%CB%B5%A5.pdf", "账单.pdf"),
            ("filename=\"=?utf-8?B?6LSm5Y2VLnBkZg==?=\"", "账单.pdf"),
            ("filename=\"../../etc/a\\\"b.pdf\"", "a\"b.pdf"),
            ("filename=\"C:\\\\temp\\\\x.pdf\"", "x.pdf"),
            ("filename=\"inv\u{202E}oice.pdf\"", "invoice.pdf"), ("filename=\"..\"", "document-1"),
        ]
        for (parameter, name) in names {
            let intake = try Mail.read(
                Mail.head + [
                    "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "t", "--x",
                    "Content-Type: application/pdf",
                    "Content-Disposition: attachment; \(parameter)", "", "%PDF-1.4", "--x--",
                ])
            #expect(intake.documents.map(\.name) == [name], "\(parameter)")
        }
    }

    @Test func `an encoded word cut within a character is put together`() throws {
        let intake = try Mail.read(
            ["Subject: =?utf-8?B?5oqV6K8=?= =?utf-8?B?iSBB?= b =?utf-8?Q?c_d?= =?x"] + Mail.head
                + ["", "t"])
        #expect(intake.subject == "投诉 A b c d =?x")
    }
}
