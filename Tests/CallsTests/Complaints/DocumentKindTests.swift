import Calls
import Testing

@Suite struct DocumentKindTests {
    private static func zip(_ names: [String]) -> [UInt8] {
        func little(_ number: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        var bytes: [UInt8] = []
        for name in names {
            bytes += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22)
                + little(name.utf8.count, 2) + [0, 0] + Array(name.utf8)
        }
        let start = bytes.count
        for name in names {
            bytes += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24)
                + little(name.utf8.count, 2) + [UInt8](repeating: 0, count: 16) + Array(name.utf8)
        }
        return bytes + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(names.count, 2)
            + little(names.count, 2) + little(bytes.count - start, 4) + little(start, 4) + [0, 0]
    }

    private static let docx = zip(["[Content_Types].xml", "word/document.xml"])
    private static let xlsx = zip(["[Content_Types].xml", "xl/workbook.xml"])
    private static let macros = zip(
        ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"])

    private static let known: [([UInt8], DocumentKind)] = [
        (Array("%PDF-1.7 …".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
        (Array("客户的话\n第二行".utf8), .text), ([0xC4, 0xE3, 0xBA, 0xC3], .text),
        ([0xFF, 0xFE, 0x41, 0, 0x42, 0], .text), (docx, .word), (xlsx, .excel),
        (macros, .archive), (zip(["a"]), .archive), ([0x50, 0x4B, 3, 4], .archive),
        ([0x1F, 0x8B, 8], .archive), (Array("Rar!\u{1A}".utf8), .archive),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
        (Array("MZ\u{90}".utf8), .program), ([0x7F, 0x45, 0x4C, 0x46], .program),
        (Array("#!/bin/sh\n".utf8), .program), (Array("@echo off\r\n".utf8), .program),
        (Array("  <!DOCTYPE html>".utf8), .html), (Array("<svg onload=x>".utf8), .html),
        ([0xFF, 0xFE, 0x3C, 0, 0x68, 0, 0x74, 0, 0x6D, 0, 0x6C, 0], .html),
        (Array("RIFF\u{0}\u{0}\u{0}\u{0}WAVEfmt ".utf8), .wave), (Array("ID3\u{4}".utf8), .mp3),
        (Array("From: a@b\r\nSubject: s\r\n\r\nt".utf8), .mail), ([0, 1, 2], .unknown),
        (Array("<?xml version='1.0'?>".utf8), .unknown), (Array("{\\rtf1".utf8), .unknown),
    ]

    @Test(arguments: known.indices)
    func `the content says what it is`(index: Int) {
        let (bytes, kind) = Self.known[index]
        #expect(DocumentKind.of(bytes) == kind)
    }

    @Test func `a document is kept under a name and a type that fit, or under none`() {
        let pdf = Array("%PDF-1.7".utf8)
        for (name, type) in [
            ("a.pdf", "application/pdf"), ("a.PDF", "application/octet-stream"), ("a", ""),
            (".pdf", "application/pdf; name=a.pdf"), ("账单.pdf.", "Application/PDF"),
        ] {
            #expect(DocumentKind.judge(pdf, name: name, claimed: type) == .success(.pdf))
        }
        let docx = DocumentKind.judge(
            Self.docx, name: "a.docx", claimed: DocumentKind.word.mediaType)
        #expect(docx == .success(.word))
    }

    @Test func `what isn't kept is refused with its reason`() {
        let pdf = Array("%PDF-1.7".utf8)
        let text = Array("text".utf8)
        let cases: [([UInt8], String, String, DocumentRefusal)] = [
            ([], "a.pdf", "", .empty), (pdf, "a.jpg", "", .notWhatItSays),
            (pdf, "a.pdf", "image/png", .notWhatItSays), (pdf, "a.exe", "", .kindNotAllowed),
            (pdf, "a.pdf.exe. ", "", .kindNotAllowed), (text, "a.js", "", .kindNotAllowed),
            (text, "a.txt", "text/html", .kindNotAllowed), (text, "a.pdf", "", .notWhatItSays),
            (Array("MZ".utf8), "a.pdf", "", .kindNotAllowed), (Self.macros, "a.docx", "", .archive),
            (Self.docx, "a.xlsx", "", .notWhatItSays), (Self.zip(["a"]), "a.zip", "", .archive),
            ([UInt8](repeating: 0x20, count: DocumentKind.bytesMax + 1), "a.txt", "", .tooLarge),
        ]
        for (bytes, name, type, refusal) in cases {
            let found = DocumentKind.judge(bytes, name: name, claimed: type)
            #expect(found == .failure(refusal), "\(name) \(type)")
        }
        for refusal in DocumentRefusal.allCases { #expect(refusal.sentence.hasSuffix(".")) }
    }

    @Test func `a mail may bring so many documents`() {
        var intake = ComplaintIntake(source: .mail, channel: .email)
        let large = Array("%PDF-1.7".utf8) + [UInt8](repeating: 0x20, count: 15 << 20)
        for _ in 0..<3 { intake.add(document: large, name: "a.pdf", claimed: "") }
        #expect(intake.documents.count == 2)
        #expect(intake.refused.map(\.refusal) == [.tooLarge])
        for _ in 0..<30 { intake.add(document: [0x61], name: "a.txt", claimed: "") }
        #expect(intake.documents.count + intake.refused.count == 20)
        #expect(intake.marks == [.attachmentDropped, .tooManyParts])
    }
}
