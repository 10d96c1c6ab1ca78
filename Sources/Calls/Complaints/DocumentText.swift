extension DocumentKind {
    /// What `bytes` that bear no signature are: a mail, HTML, a script, text, or nothing known.
    static func written(_ bytes: [UInt8]) -> DocumentKind {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return writtenWide(bytes)
        }
        guard isText(bytes) else { return .unknown }
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self)
            .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return kind(ofHead: head) ?? .text
    }

    /// UTF-16 with a byte order mark.
    private static func writtenWide(_ bytes: [UInt8]) -> DocumentKind {
        let isLittle = bytes[0] == 0xFF
        let units = stride(from: 2, to: min(bytes.count - 1, 8_192), by: 2).map {
            UInt16(bytes[$0 + (isLittle ? 1 : 0)]) << 8 | UInt16(bytes[$0 + (isLittle ? 0 : 1)])
        }
        guard bytes.count.isMultiple(of: 2), units.allSatisfy({ $0 >= 32 || (9...13).contains($0) })
        else { return .unknown }
        let head = String(decoding: units, as: UTF16.self).drop { $0.isWhitespace }
        return kind(ofHead: head) ?? .text
    }

    /// No control characters but those that text is laid out with.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 32 && $0 != 127 || (9...13).contains($0) || $0 == 27 }
    }

    /// What the beginning of a text gives away; nil for text that is nothing else.
    private static func kind(ofHead head: Substring) -> DocumentKind? {
        let small = head.lowercased()
        let tags = [
            "<!doctype html", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?php",
            "<object", "<meta", "<style",
        ]
        if tags.contains(where: small.contains) { return .html }
        if small.hasPrefix("<?xml") || small.hasPrefix("{\\rtf") { return .unknown }
        let scripts = ["#!", "@echo off", "<job", "windows registry editor", "[internetshortcut]"]
        if scripts.contains(where: small.hasPrefix) { return .program }
        return isMail(head) ? .mail : nil
    }

    /// At least two of the headers that every mail has, before anything that is none.
    private static func isMail(_ head: Substring) -> Bool {
        let known: Set<String> = [
            "from", "to", "date", "subject", "message-id", "received", "mime-version",
            "return-path", "content-type", "delivered-to", "x-mailer",
        ]
        var found: Set<String> = []
        for line in head.split(whereSeparator: \.isNewline).prefix(60) {
            if line.first == " " || line.first == "\t" { continue }
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { break }
            let name = line[..<colon].lowercased()
            guard name.utf8.allSatisfy({ (33...126).contains($0) }) else { break }
            if known.contains(name) { found.insert(name) }
        }
        return found.count >= 2
    }
}
