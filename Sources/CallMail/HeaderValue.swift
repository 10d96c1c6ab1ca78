/// A header's value with parameters: `text/plain; charset=utf-8; name*0*=utf-8''a%20; name*1=b`
/// (RFC 2045, 5.1; RFC 2231). What doesn't hold to them is read as far as it goes.
struct HeaderValue {
    private static let bytesMax = 16 << 10
    private static let parametersMax = 100
    private static let piecesMax = 50

    /// In small letters.
    private(set) var value: String
    private var raw: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8]) {
        var parts = Self.parts(of: bytes.prefix(Self.bytesMax))[...]
        value = String(decoding: parts.popFirst() ?? [], as: UTF8.self)
            .filter { !$0.isWhitespace }.lowercased()
        for part in parts.prefix(Self.parametersMax) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: part[..<equals], as: UTF8.self)
                .filter { !$0.isWhitespace }.lowercased()
            if raw[name] == nil { raw[name] = Self.unquoted(part[(equals + 1)...]) }
        }
    }

    /// The parameter as bytes, as it stands there.
    func bytes(_ name: String) -> [UInt8]? { raw[name] }

    /// The parameter for people: continued, with its charset, or in encoded words.
    func text(_ name: String) -> String? {
        if let plain = raw[name] { return EncodedWords.decode(plain).text }
        if let whole = raw[name + "*"] { return Self.extended(whole) }
        return continued(name)
    }

    private func continued(_ name: String) -> String? {
        var charset: String?
        var bytes: [UInt8] = []
        for number in 0..<Self.piecesMax {
            if let piece = raw["\(name)*\(number)*"] {
                let opened = number == 0 ? Self.opened(piece) : (nil, piece[...])
                charset = charset ?? opened.charset
                bytes += Self.percentDecoded(opened.rest)
            } else if let piece = raw["\(name)*\(number)"] {
                bytes += piece
            } else {
                break
            }
        }
        guard !bytes.isEmpty else { return nil }
        return charset.map { Charset.decode(bytes[...], $0).text }
            ?? EncodedWords.decode(bytes).text
    }

    private static func extended(_ bytes: [UInt8]) -> String {
        let (charset, rest) = opened(bytes)
        return Charset.decode(percentDecoded(rest)[...], charset).text
    }

    /// What stands before and behind `charset'language'`.
    private static func opened(
        _ bytes: [UInt8]
    ) -> (charset: String?, rest: ArraySlice<UInt8>) {
        let quote = UInt8(ascii: "'")
        guard let first = bytes.firstIndex(of: quote),
            let second = bytes[(first + 1)...].firstIndex(of: quote)
        else { return (nil, bytes[...]) }
        return (String(decoding: bytes[..<first], as: UTF8.self), bytes[(second + 1)...])
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        TransferCoding.unescaped(bytes, mark: UInt8(ascii: "%"))
    }

    /// Cut at semicolons that stand in no quotes and no comment; comments are left out.
    private static func parts(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var (isQuoted, isEscaped, depth) = (false, false, 0)
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), isQuoted || depth > 0 {
                isEscaped = true
            } else if byte == UInt8(ascii: "\""), depth == 0 {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "("), !isQuoted {
                depth += 1
            } else if byte == UInt8(ascii: ")"), !isQuoted, depth > 0 {
                depth -= 1
                continue
            } else if byte == UInt8(ascii: ";"), !isQuoted, depth == 0 {
                parts.append([])
                continue
            }
            if depth == 0 { parts[parts.count - 1].append(byte) }
        }
        return parts
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let trimmed = Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        guard trimmed.first == UInt8(ascii: "\"") else { return trimmed }
        var text: [UInt8] = []
        var isEscaped = false
        for byte in trimmed.dropFirst() {
            if !isEscaped, byte == UInt8(ascii: "\"") { break }
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            isEscaped = false
            text.append(byte)
        }
        return text
    }
}
