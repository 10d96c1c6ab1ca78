@testable import CallMail
import Calls
import Foundation

/// Mails put together line by line, with CRLF as they travel.
enum Mail {
    static let head = [
        "From: =?gbk?B?1cW3vA==?= <fang@example.net>", "To: complaints@example.com",
        "Date: Mon, 15 Jan 2024 18:30:00 +0800", "Message-ID: <a1@example.net>",
        "MIME-Version: 1.0",
    ]

    static func bytes(_ lines: [String], body: [UInt8] = []) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n").utf8) + body
    }

    static func read(_ lines: [String], body: [UInt8] = []) throws -> ComplaintIntake {
        try MailReader.read(bytes(lines, body: body))
    }

    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn])
    }

    static func attachment(
        _ name: String, _ type: String, _ bytes: [UInt8], boundary: String
    ) -> [String] {
        [
            "--\(boundary)", "Content-Type: \(type); name=\"\(name)\"",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename=\"\(name)\"", "", base64(bytes),
        ]
    }

    static let pdf = Array("%PDF-1.7\n%%EOF\n".utf8)
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]

    /// An ordinary mail: text in two forms, a picture within it, two documents.
    static let ordinary = bytes(
        head + [
            "Subject: =?utf-8?Q?=E6=8A=95=E8=AF=89?=",
            "Content-Type: multipart/mixed; boundary=\"outer\"", "", "preamble", "--outer",
            "Content-Type: multipart/related; boundary=related", "", "--related",
            "Content-Type: multipart/alternative; boundary=inner", "", "--inner",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            base64(Array("你们的坐席对我大喊。\n请处理。".utf8)), "--inner",
            "Content-Type: text/html; charset=utf-8", "", "<p>HTML</p>", "--inner--",
            "--related", "Content-Type: image/png", "Content-ID: <p>",
            "Content-Transfer-Encoding: base64", "", base64(png), "--related--",
        ] + attachment("bill.pdf", "application/pdf", pdf, boundary: "outer")
            + attachment(
                "run.exe", "application/octet-stream", Array("MZ..".utf8), boundary: "outer")
            + ["--outer--", "epilogue"])
}
