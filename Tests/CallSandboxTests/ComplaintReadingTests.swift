import CallSandbox
import Calls
import Foundation
import Testing

@Suite struct ComplaintReadingTests {
    private static let head = "From: Fang <f@example.net>\r\nSubject: s\r\nMessage-ID: <1@x>\r\n"
    private static let pdf = Array("%PDF-1.7\n".utf8)

    private func read(_ bytes: [UInt8]) async throws -> Result<ComplaintIntake, DecodeFailure> {
        let file = try OpenFile(bytes)
        return await Helper.pool().readComplaint(descriptor: file.descriptor)
    }

    private func mail(_ lines: [String]) -> [UInt8] {
        Array((Self.head + lines.joined(separator: "\r\n")).utf8)
    }

    @Test func `a mail is read in another process, documents and all`() async throws {
        let base64 = Data(Self.pdf).base64EncodedString()
        let intake = try await read(
            mail([
                "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "My words.", "--x",
                "Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64",
                "", base64, "--x", "Content-Type: application/zip; name=b.zip", "",
                "PK\u{3}\u{4}", "--x--", "",
            ])
        ).get()
        #expect(intake.text == "My words.")
        #expect(intake.sender.name == "Fang")
        #expect(intake.identity == "1@x")
        #expect(intake.documents.map(\.bytes) == [Self.pdf])
        #expect(intake.documents.map(\.kind) == [.pdf])
        #expect(intake.refused.map(\.refusal) == [.archive])
        #expect(intake.marks == [.attachmentDropped, .dateMissing])
    }

    @Test(arguments: [("gb18030", "我要投诉", UInt(0x0632)), ("big5", "我要申訴", 0x0A06)])
    func `Chinese charsets are read behind the walls`(
        charset: String, text: String, encoding: UInt
    ) async throws {
        let bytes = try #require(
            text.data(using: String.Encoding(rawValue: 0x8000_0000 | encoding)))
        let lines = mail(["Content-Type: text/plain; charset=\(charset)", "", ""])
        let intake = try await read(lines + Array(bytes)).get()
        #expect(intake.text == text)
    }

    @Test func `a form comes back whole`() async throws {
        let form = """
            {"format": "callaudit-complaint/1", "id": "7", "receivedAt": "2026-01-15T10:30:00Z",
             "text": "t", "complainants": 9, "vulnerable": true, "agent": "201",
             "representatives": [{"name": "A"}, {"name": "B", "relation": "son"}]}
            """
        let intake = try await read(Array(form.utf8)).get()
        #expect(intake.source == .form)
        #expect(intake.receivedAt == Date(timeIntervalSince1970: 1_768_473_000))
        #expect(intake.complainants == 9)
        #expect(intake.isVulnerable)
        #expect(intake.agent == "201")
        #expect(intake.campaign == nil)
        #expect(intake.representatives.map(\.relation) == ["", "son"])
    }

    @Test func `the largest mail there may be is read`() async throws {
        let large = Self.pdf + [UInt8](repeating: 0x41, count: 18 << 20)
        let base64 = Data(large).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithLineFeed])
        let intake = try await read(
            mail([
                "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "t", "--x",
                "Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64",
                "", base64, "--x--", "",
            ])
        ).get()
        #expect(intake.documents.map(\.bytes.count) == [large.count])
    }

    @Test func `what is no complaint is refused with its sentence`() async throws {
        let cases: [([UInt8], QuarantineReason)] = [
            (Array("just words".utf8), .brokenComplaint), ([], .empty),
            (Array(#"{"format": "callaudit-complaint/1", "txet": 1}"#.utf8), .brokenComplaint),
        ]
        for (bytes, reason) in cases {
            guard case .failure(let failure) = try await read(bytes) else {
                Issue.record("a complaint out of nothing")
                continue
            }
            #expect(failure.reason == reason)
            #expect(failure.detail.hasSuffix(".") || failure.detail.hasSuffix("?"))
        }
    }

    @Test func `a file of a gigabyte is refused before it is read`() async throws {
        let file = try OpenFile([])
        let path = "/proc/self/fd/\(file.descriptor)"
        #expect(truncate(path, 1 << 30) == 0)
        let started = ContinuousClock.now
        let result = await Helper.pool().readComplaint(descriptor: file.descriptor)
        guard case .failure(let failure) = result else {
            Issue.record("a gigabyte of nothing was read")
            return
        }
        #expect(failure.reason == .oversized)
        #expect(ContinuousClock.now - started < .seconds(2))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [
        ("sys.exit(0)", QuarantineReason.decoderCrashed),
        ("os.kill(os.getpid(), 11)", .decoderCrashed),
        (#"s.send(b"R\xff\xff\xff\xff")"#, .decoderCrashed),
        (#"s.send(b"R\x08\x00\x00\x00"); s.send(b"PCAI1\xff\xff\xff\xff")"#, .decoderCrashed),
        (#"s.send(b"X\xffsentence")"#, .decoderCrashed),
        (#"s.send(b"X\x00bad\x00")"#, .decoderCrashed), (#"s.send(b"?")"#, .decoderCrashed),
    ])
    func `a helper that dies or lies is not believed`(
        act: String, reason: QuarantineReason
    ) async throws {
        let program = FileManager.default.temporaryDirectory.appending(
            path: "helper-\(UInt64.random(in: 0...UInt64.max))")
        defer { try? FileManager.default.removeItem(at: program) }
        try Data(
            """
            #!/usr/bin/python3
            import os, socket, sys, time
            s = socket.socket(fileno=3)
            s.send(b"H\\x01")
            s.recvmsg(64, 256)
            \(act)
            time.sleep(5)
            """.utf8
        ).write(to: program)
        #expect(chmod(program.path, 0o700) == 0)
        let pool = DecodePool(helperPath: program.path, workers: 1)
        let file = try OpenFile(mail(["", "t"]))
        // A program can't be run while another test's process, just forked, still has it open.
        for _ in 0..<20 {
            let result = await pool.readComplaint(descriptor: file.descriptor)
            guard case .failure(let failure) = result else {
                Issue.record("a lie was believed")
                return
            }
            guard failure.reason == nil else {
                #expect(failure.reason == reason)
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("the program was never run")
    }

    @Test func `without the program, or after the end, nothing goes to quarantine`() async throws {
        let file = try OpenFile(mail(["", "t"]))
        let without = DecodePool(helperPath: "/nonexistent/callaudit-decode", workers: 1)
        let ended = Helper.pool()
        ended.shutDown()
        for pool in [without, ended] {
            let result = await pool.readComplaint(descriptor: file.descriptor)
            guard case .failure(let failure) = result else {
                Issue.record("read by nobody")
                continue
            }
            #expect(failure.reason == nil)
        }
    }
}
