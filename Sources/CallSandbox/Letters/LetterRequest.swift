import Calls

/// A letter as it travels to the process that makes a PDF of it, little-endian: version, u8; the
/// seconds since 1970 that stand in it as its date, u64; then the title and every paragraph, each
/// as its bytes, u32, and UTF-8. The letter ends where the bytes end.
package struct LetterRequest: Equatable, Sendable {
    private static let version: UInt8 = 1
    /// Four bytes for each character, and the lengths of the paragraphs.
    package static let bytesMax = Letter.Limits.characters * 8 + 64
    private static let secondsMax: Int64 = 253_402_300_799

    package let title: String
    package let paragraphs: [String]
    package let dateSeconds: Int64

    /// Nil when it is longer than a letter may be, or dated outside of 1970 to 9999.
    package init?(title: String, paragraphs: [String], dateSeconds: Int64) {
        self.title = LetterCleaning.cleaned(title)
        self.paragraphs = paragraphs.map(LetterCleaning.cleaned)
        self.dateSeconds = dateSeconds
        let characters = self.paragraphs.reduce(self.title.unicodeScalars.count) {
            $0 + $1.unicodeScalars.count
        }
        guard characters <= Letter.Limits.characters,
            paragraphs.count <= Letter.Limits.characters,
            (0...Self.secondsMax).contains(dateSeconds)
        else { return nil }
    }

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.byte(Self.version)
        writer.number(dateSeconds, size: 8)
        for text in [title] + paragraphs {
            let bytes = Array(text.utf8)
            writer.number(Int64(bytes.count), size: 4)
            writer.bytes += bytes
        }
        return writer.bytes
    }

    /// Nil for anything that `encoded` can't have written.
    package init?(encoded bytes: [UInt8]) {
        guard bytes.count <= Self.bytesMax else { return nil }
        var reader = ByteReader(bytes[...])
        guard reader.number(1) == Int64(Self.version), let seconds = reader.number(8) else {
            return nil
        }
        var texts: [String] = []
        while !reader.rest.isEmpty {
            guard let size = reader.number(4), let part = reader.take(Int(size)),
                let text = String(validating: part, as: UTF8.self)
            else { return nil }
            texts.append(text)
        }
        guard let title = texts.first else { return nil }
        self.init(title: title, paragraphs: Array(texts.dropFirst()), dateSeconds: seconds)
    }
}
