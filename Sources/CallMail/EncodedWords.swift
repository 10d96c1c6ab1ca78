/// Text in headers: `=?gbk?B?xOO6ww==?=` (RFC 2047), or bytes that nothing is said of.
enum EncodedWords {
    private static let headerBytesMax = 16 << 10

    /// `value` as text, and whether all of it could be read.
    static func decode(_ value: [UInt8]) -> (text: String, isSure: Bool) {
        var text = ""
        var isSure = value.count <= headerBytesMax
        var rest = value.prefix(headerBytesMax)
        // Neighbours in one charset are put together first: some programs cut a character in two.
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            guard let word = pending else { return }
            let read = Charset.decode(word.bytes[...], word.charset)
            text += read.text
            isSure = isSure && read.isSure
            pending = nil
        }
        while let start = begin(of: rest) {
            let before = rest[..<start]
            guard let word = word(rest[start...]) else {
                flush()
                add(rest[..<(start + 2)], to: &text, &isSure)
                rest = rest[(start + 2)...]
                continue
            }
            let isBlank = before.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if !(isBlank && pending?.charset == word.charset) {
                let wasWord = pending != nil
                flush()
                if !(isBlank && wasWord) { add(before, to: &text, &isSure) }
                pending = (word.charset, [])
            }
            pending?.bytes += word.bytes
            rest = rest[word.end...]
        }
        flush()
        add(rest, to: &text, &isSure)
        return (text, isSure)
    }

    private static func add(
        _ bytes: ArraySlice<UInt8>, to text: inout String, _ isSure: inout Bool
    ) {
        if bytes.isEmpty { return }
        let read = Charset.decode(bytes, nil)
        text += read.text
        isSure = isSure && read.isSure
    }

    private static func begin(of bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.startIndex
        while place + 1 < bytes.endIndex {
            if bytes[place] == UInt8(ascii: "="), bytes[place + 1] == UInt8(ascii: "?") {
                return place
            }
            place += 1
        }
        return nil
    }

    /// The encoded word that `bytes` begin with.
    private static func word(
        _ bytes: ArraySlice<UInt8>
    ) -> (charset: String, bytes: [UInt8], end: Int)? {
        let question = UInt8(ascii: "?")
        let start = bytes.startIndex + 2
        guard let first = bytes[start...].firstIndex(of: question),
            first + 2 < bytes.endIndex, bytes[first + 2] == question
        else { return nil }
        let content = first + 3
        guard content <= bytes.endIndex,
            let end = bytes[content...].firstIndex(of: question),
            end + 1 < bytes.endIndex, bytes[end + 1] == UInt8(ascii: "=")
        else { return nil }
        // A language may follow the charset behind an asterisk (RFC 2231, 5).
        let name = String(decoding: bytes[start..<first], as: UTF8.self).lowercased()
        let charset = name.split(separator: "*").first.map(String.init) ?? ""
        let inside = bytes[content..<end]
        switch bytes[first + 1] {
        case UInt8(ascii: "B"), UInt8(ascii: "b"):
            return (charset, TransferCoding.base64(inside).bytes, end + 2)
        case UInt8(ascii: "Q"), UInt8(ascii: "q"):
            let spaced = inside.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            let plain = TransferCoding.unescaped(spaced[...], mark: UInt8(ascii: "="))
            return (charset, plain, end + 2)
        default: return nil
        }
    }
}
