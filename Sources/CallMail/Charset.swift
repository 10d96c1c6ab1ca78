import Foundation

/// Bytes to text by the name of a charset.
package enum Charset {
    /// The text, and whether all of it could be read as `name` says. What can't be read becomes
    /// U+FFFD; where nothing is said, or nothing that is known, it is guessed.
    static func decode(
        _ bytes: ArraySlice<UInt8>, _ name: String?
    ) -> (text: String, isSure: Bool) {
        let name = name.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } } ?? ""
        if bytes.allSatisfy({ $0 < 0x80 }), !name.hasPrefix("utf16"), !name.hasPrefix("iso2022") {
            return (String(decoding: bytes, as: UTF8.self), true)
        }
        switch name {
        case "utf8", "utf8mb4", "unicode11utf8":
            let text = String(decoding: bytes, as: UTF8.self)
            return (text, String(validating: bytes, as: UTF8.self) != nil)
        case "", "usascii", "ascii", "unknown8bit", "default": return guess(bytes)
        default:
            guard let encoding = encodings[name] else { return (guess(bytes).text, false) }
            if let text = String(bytes: bytes, encoding: encoding) { return (text, true) }
            return (piecewise(bytes, encoding), false)
        }
    }

    /// Reads one character of each charset, so that whatever the system's converters load is
    /// loaded while that is still allowed.
    package static func prepare() {
        for encoding in encodings.values {
            _ = String(bytes: [0xC4, 0xE3], encoding: encoding)
        }
    }

    /// By the names that mails use, without marks. GB 18030 holds all of GBK and GB 2312, and mail
    /// that says one of them often holds characters of another.
    private static let encodings: [String: String.Encoding] = {
        let chinese = core(0x0632)
        var known: [String: String.Encoding] = [
            "iso88591": .windowsCP1252, "latin1": .windowsCP1252, "windows1252": .windowsCP1252,
            "cp1252": .windowsCP1252, "iso885915": core(0x020F), "latin9": core(0x020F),
            "utf16": .utf16, "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
        ]
        for name in ["gb18030", "gbk", "gb2312", "gb231280", "cp936", "ms936", "xgbk", "euccn"] {
            known[name] = chinese
        }
        let big5 = core(0x0A06)
        for name in ["big5", "cp950", "big5hkscs", "xxbig5", "cnbig5"] { known[name] = big5 }
        return known
    }()

    /// An encoding by its number in Core Foundation.
    private static func core(_ number: UInt) -> String.Encoding {
        String.Encoding(rawValue: 0x8000_0000 | number)
    }

    /// UTF-8 where it is that; GB 18030 where that gives mostly common Chinese characters; else
    /// Windows-1252.
    private static func guess(_ bytes: ArraySlice<UInt8>) -> (text: String, isSure: Bool) {
        if let text = String(validating: bytes, as: UTF8.self) { return (text, true) }
        if let text = String(bytes: bytes, encoding: core(0x0632)) {
            let beyond = text.unicodeScalars.filter { $0.value >= 0x80 }
            let common = beyond.count {
                (0x4E00...0x9FFF).contains($0.value) || (0x3000...0x303F).contains($0.value)
                    || (0xFF00...0xFFEF).contains($0.value)
            }
            if common * 10 >= beyond.count * 9 { return (text, false) }
        }
        return (piecewise(bytes, .windowsCP1252), false)
    }

    /// Character by character: the longest of one, two or four bytes that can be read is one.
    private static func piecewise(
        _ bytes: ArraySlice<UInt8>, _ encoding: String.Encoding
    ) -> String {
        var text = ""
        var rest = bytes
        while !rest.isEmpty {
            let plain = rest.prefix { $0 < 0x80 }
            if !plain.isEmpty {
                text += String(decoding: plain, as: UTF8.self)
                rest = rest[plain.endIndex...]
                continue
            }
            let lengths = encoding == .windowsCP1252 ? [1] : [2, 4, 1]
            let found = lengths.lazy.filter { $0 <= rest.count }.compactMap { length in
                String(bytes: rest.prefix(length), encoding: encoding).map { (length, $0) }
            }.first
            text += found?.1 ?? "\u{FFFD}"
            rest = rest.dropFirst(found?.0 ?? 1)
        }
        return text
    }
}
