import CallSandbox
import CallSettings
import Calls
import Foundation
import Testing

@Suite(.serialized) struct LetterPressTests {
    private static let date = Date(timeIntervalSince1970: 1_795_000_000)

    private func letter(
        _ paragraphs: [String], title: String = "A title", _ language: LetterLanguage = .english
    ) -> Letter {
        Letter(
            template: "test", version: 1, language: language, title: title,
            paragraphs: paragraphs)
    }

    private func pdf(_ letter: Letter) async throws -> [UInt8] {
        try await LetterPress(helperPath: LetterTools.path).pdf(of: letter, dated: Self.date)
    }

    @Test(arguments: LetterLanguage.allCases)
    func `names with any Latin letters stand in letters of every language`(
        language: LetterLanguage
    ) async throws {
        let names = "ơờ Nguyễn Thị Hương, Łukasz Żółć, Dvořák, e\u{309}ơ\u{300}"
        let shown = try LetterTools.text(of: try await pdf(letter([names], title: "ờơ", language)))
        #expect(shown.contains("Nguyễn Thị Hương, Łukasz Żółć, Dvořák"))
    }

    @Test(arguments: LetterLanguage.allCases)
    func `a shipped letter stands word for word in its PDF, with its fonts`(
        language: LetterLanguage
    ) async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../etc/callaudit/letters/answer.\(language.rawValue).yaml")
        let template = try LetterTemplateFile.load(path: folder.standardized.path)
        var facts = LetterFacts(language: language, outcome: .partly)
        for place in LetterPlace.allCases where place != .outcome { facts[place] = "O’Neill" }
        facts[.customer] = "Zoë 王小明 O’Neill"
        facts[.reasons] = "骨直角門门 <b>not bold</b> & “quoted” £12.50\n\nsecond paragraph"
        let letter = try template.letter(with: facts)
        let made = try await pdf(letter)
        let shown = LetterTools.letters(of: try LetterTools.text(of: made))
        for text in [letter.title] + letter.paragraphs {
            #expect(shown.contains(LetterTools.letters(of: text)), "\(text)")
        }
        let fonts = try LetterTools.run("pdffonts", [], made).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty)
        #expect(fonts.allSatisfy { $0.contains("yes yes yes") }, "\(fonts)")
        let expected = [
            LetterLanguage.simplifiedChinese: "CJKsc", .traditionalChinese: "CJKtc",
        ]
        if let name = expected[language] { #expect(fonts.contains { $0.contains(name) }) }
        let about = try LetterTools.run("pdfinfo", [], made)
        #expect(about.contains("A4"))
    }

    @Test func `the same letter gives the same bytes, and its date is the given one`()
        async throws
    {
        let letter = letter(["您好", "Hello"], .simplifiedChinese)
        let first = try await pdf(letter)
        #expect(try await pdf(letter) == first)
        let about = try LetterTools.run("pdfinfo", ["-isodates"], first)
        #expect(about.contains("2026-11-18T"))
        #expect(!about.contains("ModDate"))
    }

    @Test func `long letters go over numbered pages, and no line is lost`() async throws {
        let lines = (1...200).map { "line number \($0)." }
        let shown = try LetterTools.text(of: try await pdf(letter(lines)))
        let pages = shown.split(separator: "\u{0C}").map(String.init)
        #expect(pages.count > 3)
        for (number, page) in pages.enumerated() {
            #expect(
                LetterTools.letters(of: page).hasSuffix("\(number + 1)/\(pages.count)"))
        }
        for line in lines { #expect(shown.contains(line)) }
    }

    @Test(arguments: [
        String(repeating: "x", count: 20_000), String(repeating: "🦄", count: 3_000),
        "שלום עולם, this is RTL. العربية هنا",
        "<b>&amp;</b><span size='9999'>&#0;&notanentity;<", "\u{202E}\u{2067}abc\u{0}\u{1B}[31m",
        String(repeating: "a\u{301}\u{302}\u{303}", count: 3_000),
        String(repeating: "\n", count: 300), String(repeating: "\u{200D}", count: 10_000),
        "\u{E000}\u{FDCF}\u{1FFFD}\u{10FFFD}", "ก็็็็็็็็็็็็็็็็็็็็ हिन्दी 한국어 ⌨️",
    ])
    func `no text breaks it`(text: String) async throws {
        let made = try await pdf(letter([text, "The end."], title: text.prefix(50) + "!"))
        let shown = try LetterTools.text(of: made)
        #expect(shown.contains("The end."))
    }

    @Test func `too much text is refused with what to do`() async throws {
        for text in [
            String(repeating: "x", count: 1 << 20), String(repeating: "投訴", count: 29_000),
        ] {
            let failure = await #expect(throws: LetterPressFailure.self) {
                _ = try await pdf(letter([text]))
            }
            #expect(failure?.reason == .tooLong)
        }
        let many = await #expect(throws: LetterPressFailure.self) {
            _ = try await pdf(letter(Array(repeating: "a", count: 3_000)))
        }
        #expect(many?.reason == .tooLong)
        #expect(many?.sentence.contains("Shorten") == true)
    }

    @Test(
        arguments: [
            "/nonexistent/callaudit-letter", "/bin/true", "/bin/cat", "/bin/false", "/usr/bin/yes",
        ])
    func `a program that makes no PDF is told from one that does`(program: String) async throws {
        let press = LetterPress(helperPath: program)
        let failure = await #expect(throws: LetterPressFailure.self) {
            _ = try await press.pdf(of: letter(["a"]), dated: Self.date)
        }
        let isMissing = program.hasPrefix("/nonexistent")
        #expect(failure?.reason == (isMissing ? .notStarted : .failed))
    }

    @Test func `what hangs is given up, and what waits is told when the press shuts down`()
        async throws
    {
        let sleeper = try LetterTools.sleeper()
        defer { try? FileManager.default.removeItem(atPath: sleeper) }
        let slow = LetterPress(helperPath: sleeper, wallSeconds: 1)
        let late = await #expect(throws: LetterPressFailure.self) {
            _ = try await slow.pdf(of: letter(["a"]), dated: Self.date)
        }
        #expect(late?.reason == .timedOut)
        let press = LetterPress(helperPath: sleeper)
        async let one = Self.reason { try await press.pdf(of: letter(["a"]), dated: Self.date) }
        async let two = Self.reason { try await press.pdf(of: letter(["b"]), dated: Self.date) }
        try await Task.sleep(for: .milliseconds(300))
        press.shutDown()
        #expect(await [one, two] == [.shutDown, .shutDown])
        let after = await Self.reason { try await press.pdf(of: letter(["c"]), dated: Self.date) }
        #expect(after == .shutDown)
    }

    private static func reason(
        _ body: () async throws -> [UInt8]
    ) async -> LetterPressFailure.Reason? {
        do {
            _ = try await body()
            return nil
        } catch {
            return (error as? LetterPressFailure)?.reason
        }
    }
}

struct LetterRequestTests {
    private let request = LetterRequest(
        title: "Títle", paragraphs: ["您好", "", "a\nb"], dateSeconds: 1_795_000_000)

    @Test func `a request is read back as it was written`() throws {
        let request = try #require(request)
        #expect(LetterRequest(encoded: request.encoded) == request)
    }

    @Test func `bytes that aren't a request are refused, wherever it is cut`() throws {
        let bytes = try #require(request).encoded
        // Behind the title and behind each paragraph but the last.
        let whole: Set<Int> = [19, 29, 33, bytes.count]
        for end in 0...bytes.count where !whole.contains(end) {
            #expect(LetterRequest(encoded: Array(bytes[..<end])) == nil, "\(end)")
        }
        let other: [UInt8] = [2] + Array(bytes.dropFirst())
        #expect(LetterRequest(encoded: other) == nil)
        let notText: [UInt8] = bytes + [1, 0, 0, 0, 0xFF]
        let tooLong: [UInt8] = bytes + [0xFF, 0xFF, 0xFF, 0xFF]
        #expect(LetterRequest(encoded: notText) == nil)
        #expect(LetterRequest(encoded: tooLong) == nil)
    }
}
