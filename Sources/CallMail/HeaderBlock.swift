/// The headers of a message or of a part, and what stands behind them (RFC 5322, 2.2).
struct HeaderBlock {
    static let bytesMax = 256 << 10
    static let fieldsMax = 1_000

    /// Names in small letters, values unfolded, in their order.
    private(set) var fields: [(name: String, value: [UInt8])] = []
    private(set) var body: ArraySlice<UInt8>
    /// Something among them is no header, or there are too many.
    private(set) var isBroken = false

    init(_ message: ArraySlice<UInt8>) {
        body = message
        var isFirst = true
        while let line = ByteLines.next(in: body) {
            if line.text.isEmpty {
                body = line.rest
                return
            }
            if body.startIndex - message.startIndex > Self.bytesMax
                || fields.count > Self.fieldsMax
            {
                isBroken = true
                return
            }
            guard add(line.text) || (isFirst && line.text.starts(with: Array("From ".utf8)))
            else {
                // No empty line parts headers and body: what is no header begins the body.
                isBroken = true
                return
            }
            body = line.rest
            isFirst = false
        }
    }

    /// False when `line` is no header.
    private mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
        if let first = line.first, first == 0x20 || first == 0x09 {
            guard !fields.isEmpty else { return false }
            fields[fields.count - 1].value += line
            return true
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = line[..<colon].reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed()
        guard (1...100).contains(name.count), name.allSatisfy({ (33...126).contains($0) }) else {
            return false
        }
        let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        fields.append((String(decoding: name, as: UTF8.self).lowercased(), Array(value)))
        return true
    }

    /// The first value of `name`, as it stands there.
    func bytes(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    /// The first value of `name` with its encoded words read, on one line.
    func text(_ name: String) -> String? {
        bytes(name).map { EncodedWords.decode($0).text }.map(OneLine.of)
    }

    /// The first value of `name` with its parameters.
    func valued(_ name: String) -> HeaderValue? { bytes(name).map(HeaderValue.init) }
}

/// Lines that end in LF or CRLF.
enum ByteLines {
    /// The first line of `bytes` without its end; nil when there is nothing.
    static func next(
        in bytes: ArraySlice<UInt8>
    ) -> (text: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        if bytes.isEmpty { return nil }
        guard let end = bytes.firstIndex(of: 0x0A) else {
            return (withoutReturn(bytes), bytes[bytes.endIndex...])
        }
        return (withoutReturn(bytes[..<end]), bytes[(end + 1)...])
    }

    static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == 0x0D ? line.dropLast() : line
    }
}
