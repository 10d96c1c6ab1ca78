@testable import CallMail
import Calls
import Foundation
import Testing

@Suite struct BrokenMailTests {
    @Test func `a boundary that never comes or never ends loses no words`() throws {
        let unclosed = try Mail.read(
            Mail.head + ["Content-Type: multipart/mixed; boundary=x", "", "--x", "", "still here"])
        #expect(unclosed.text == "still here")
        let missing = try Mail.read(
            Mail.head + ["Content-Type: multipart/mixed; boundary=x", "", "only words"])
        #expect(missing.text == "only words")
        let unsaid = try Mail.read(
            Mail.head + ["Content-Type: multipart/mixed", "", "--abc", "", "guessed", "--abc--"])
        #expect(unsaid.text == "guessed")
        for one in [unclosed, missing] { #expect(one.marks == [.brokenMIME]) }
    }

    @Test func `garbage in base64 is passed over and said`() throws {
        let intake = try Mail.read(
            Mail.head + [
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
                "SGVs!!bG8\u{0}gd29ybGQ*",
            ])
        #expect(intake.text == "Hello world")
        #expect(intake.marks == [.brokenMIME])
    }

    @Test func `nesting beyond ten is left alone`() throws {
        var lines: [String] = []
        for level in 0..<30 {
            lines += ["Content-Type: multipart/mixed; boundary=b\(level)", "", "--b\(level)"]
        }
        let deep = try Mail.read(Mail.head + lines + ["", "too deep"])
        #expect(deep.text.isEmpty)
        #expect(deep.marks.isSuperset(of: [.tooManyParts, .noText, .brokenMIME]))
        var few: [String] = []
        for level in 0..<9 {
            few += ["Content-Type: multipart/mixed; boundary=b\(level)", "", "--b\(level)"]
        }
        #expect(try Mail.read(Mail.head + few + ["", "deep enough"]).text == "deep enough")
    }

    @Test func `of many parts and attachments the first are looked at`() throws {
        var lines = Mail.head + ["Content-Type: multipart/mixed; boundary=x", ""]
        for number in 0..<150 {
            lines += Mail.attachment("a\(number).pdf", "application/pdf", Mail.pdf, boundary: "x")
        }
        let intake = try Mail.read(lines + ["--x--"])
        #expect(intake.documents.count == 20)
        #expect(intake.marks.isSuperset(of: [.tooManyParts, .attachmentDropped]))
    }

    @Test func `long text is cut, and that is said`() throws {
        let intake = try Mail.read(
            Mail.head + [""], body: Array(String(repeating: "ab ", count: 50_000).utf8))
        #expect(intake.text.count == 20_000)
        #expect(intake.marks == [.textCut])
    }

    @Test func `a date that is missing, nonsense or ahead gives way to the arrival`() throws {
        let arrival = Date(timeIntervalSince1970: 1_705_320_000)
        let lines = ["From: a@example.net", "Subject: s"]
        let none = try Mail.read(lines + ["", "t"]).arrived(at: arrival)
        #expect(none.receivedAt == arrival)
        #expect(none.marks == [.dateMissing])
        let nonsense = try Mail.read(lines + ["Date: 31 Feb 2024 25:00", "", "t"])
        #expect(nonsense.receivedAt == nil)
        let ahead = try Mail.read(lines + ["Date: Tue, 1 Jan 2030 00:00:00 GMT", "", "t"])
            .arrived(at: arrival)
        #expect(ahead.receivedAt == arrival)
        #expect(ahead.marks == [.dateInFuture])
        let past = try Mail.read(lines + ["Date: 15 Jan 24 05:30 EST", "", "t"])
            .arrived(at: arrival)
        #expect(past.receivedAt == Date(timeIntervalSince1970: 1_705_314_600))
        #expect(past.marks.isEmpty)
    }

    @Test func `what is no mail is refused with a sentence`() {
        let strangers: [([UInt8], QuarantineReason)] = [
            (Array("just words\n".utf8), .brokenComplaint), ([], .empty),
            (Array(" \r\n ".utf8), .empty), ([0, 1, 2, 3], .brokenComplaint),
            (Array("RIFF0000WAVE".utf8), .brokenComplaint),
        ]
        for (bytes, reason) in strangers {
            let refusal = #expect(throws: ComplaintFileRefusal.self) {
                try ComplaintFile.read(bytes)
            }
            #expect(refusal?.reason == reason)
            #expect(refusal?.sentence.hasSuffix(".") == true)
        }
        let huge = [UInt8](repeating: 0x61, count: MailReader.bytesMax + 1)
        #expect(throws: ComplaintFileRefusal.self) { try MailReader.read(huge) }
    }

    @Test func `an attached bomb isn't opened`() throws {
        let zip: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 400)
        let intake = try Mail.read(
            Mail.head + ["Content-Type: multipart/mixed; boundary=x", "", "--x", "", "t"]
                + Mail.attachment("bomb.zip", "application/zip", zip, boundary: "x")
                + Mail.attachment("bomb.docx", "application/octet-stream", zip, boundary: "x")
                + Mail.attachment("page.html", "text/html", Array("<html>".utf8), boundary: "x")
                + Mail.attachment("photo.jpg", "image/jpeg", Mail.pdf, boundary: "x") + ["--x--"])
        #expect(
            intake.refused.map(\.refusal)
                == [.archive, .archive, .kindNotAllowed, .notWhatItSays])
        #expect(intake.documents.isEmpty)
    }

    @Test(.timeLimit(.minutes(2)))
    func `two thousand mutants harm nobody`() throws {
        var chance = Chance(state: 41)
        let strange: [[UInt8]] = [
            Array("--outer".utf8), Array("=?".utf8), Array("?=".utf8), Array("\r\n\r\n".utf8),
            Array("<script".utf8), Array("charset=big5".utf8), [0], [0xFF], Array("\"".utf8),
            Array("base64".utf8), Array("(".utf8), Array("=\r\n".utf8),
        ]
        var read = 0
        for _ in 0..<2_000 {
            var mutant = Mail.ordinary
            for _ in 0..<Int.random(in: 1...10, using: &chance) {
                let place = Int.random(in: 0..<mutant.count, using: &chance)
                switch Int.random(in: 0...4, using: &chance) {
                case 0: mutant[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: mutant.removeSubrange(place..<min(mutant.count, place + 9))
                case 2:
                    let piece = strange[Int.random(in: 0..<strange.count, using: &chance)]
                    mutant.insert(contentsOf: piece, at: place)
                case 3: mutant.removeLast(min(mutant.count - 1, 40))
                default: mutant += mutant.suffix(min(mutant.count, 200))
                }
            }
            if let intake = try? MailReader.read(mutant) {
                read += 1
                #expect(intake.text.count <= ComplaintIntake.Limits.textCharacters)
                #expect(intake.documents.count + intake.refused.count <= 20)
            }
        }
        #expect(read > 1_800)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same mutants on every run.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
