/// A JSON value (RFC 8259), read strictly: no name twice, no zero character, nothing behind it,
/// and no deeper than was asked for.
indirect enum JSONTree: Hashable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([JSONTree])
    case object([String: JSONTree])
    case null

    /// Where and why reading ended, as the end of an English sentence.
    struct Mistake: Error, Hashable {
        let line: Int
        let why: String
    }

    static func read(_ bytes: [UInt8], depthMax: Int) throws(Mistake) -> JSONTree {
        var reader = JSONTreeReader(bytes, depthMax: depthMax)
        return try reader.readAll()
    }

    /// What the value is, for sentences.
    var kind: String {
        switch self {
        case .text: "text"
        case .number: "a number"
        case .flag: "true or false"
        case .list: "a list"
        case .object: "an object"
        case .null: "null"
        }
    }
}

private struct JSONTreeReader {
    private let bytes: [UInt8]
    private var place = 0
    private var depthLeft: Int
    private let depthMax: Int

    init(_ bytes: [UInt8], depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
        depthLeft = depthMax
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    mutating func readAll() throws(JSONTree.Mistake) -> JSONTree {
        let value = try read()
        skipBlanks()
        guard place == bytes.count else { throw mistake("something stands behind its end") }
        return value
    }

    private mutating func read() throws(JSONTree.Mistake) -> JSONTree {
        skipBlanks()
        guard place < bytes.count else { throw mistake("it ends too early") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try readObject()
        case UInt8(ascii: "["): return try readList()
        case UInt8(ascii: "\""): return .text(try readText())
        case UInt8(ascii: "t"): return try readWord("true", .flag(true))
        case UInt8(ascii: "f"): return try readWord("false", .flag(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        default: return try readNumber()
        }
    }

    private mutating func readObject() throws(JSONTree.Mistake) -> JSONTree {
        var members: [String: JSONTree] = [:]
        try goDeeper()
        if take("}") {
            depthLeft += 1
            return .object(members)
        }
        repeat {
            skipBlanks()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                throw mistake("a name in quotes is missing")
            }
            let name = try readText()
            guard take(":") else { throw mistake("a colon is missing") }
            let value = try read()
            guard members.updateValue(value, forKey: name) == nil else {
                throw mistake("a name stands twice in one object")
            }
        } while take(",")
        guard take("}") else { throw mistake("a comma or a closing brace is missing") }
        depthLeft += 1
        return .object(members)
    }

    private mutating func readList() throws(JSONTree.Mistake) -> JSONTree {
        var items: [JSONTree] = []
        try goDeeper()
        if take("]") {
            depthLeft += 1
            return .list(items)
        }
        repeat { items.append(try read()) } while take(",")
        guard take("]") else { throw mistake("a comma or a closing bracket is missing") }
        depthLeft += 1
        return .list(items)
    }

    private mutating func goDeeper() throws(JSONTree.Mistake) {
        place += 1
        depthLeft -= 1
        if depthLeft < 0 { throw mistake("it nests more than \(depthMax) deep") }
    }

    private mutating func readWord(
        _ word: String, _ value: JSONTree
    ) throws(JSONTree.Mistake) -> JSONTree {
        guard bytes[place...].starts(with: word.utf8) else {
            throw mistake("a value is neither text, number, true, false nor null")
        }
        place += word.utf8.count
        return value
    }

    private mutating func readNumber() throws(JSONTree.Mistake) -> JSONTree {
        let start = place
        while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        let digits = text.drop { $0 == "-" }
        let isPlain =
            text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
        guard isPlain, digits.count <= 40, let number = Double(text), number.isFinite else {
            throw mistake("a value is neither text, number, true, false nor null")
        }
        return .number(number)
    }

    private mutating func readText() throws(JSONTree.Mistake) -> String {
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place += 1
                guard let whole = String(validating: text, as: UTF8.self) else {
                    throw mistake("text isn't UTF-8")
                }
                return whole
            }
            guard byte >= 32 else { throw mistake("a control character stands in text") }
            if byte == UInt8(ascii: "\\") {
                text += Array(String(try readEscape()).utf8)
            } else {
                text.append(byte)
                place += 1
            }
        }
        throw mistake("it ends within text")
    }

    private mutating func readEscape() throws(JSONTree.Mistake) -> Character {
        let known: [UInt8: Character] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n",
            0x72: "\r", 0x74: "\t",
        ]
        let mark = place + 1 < bytes.count ? bytes[place + 1] : 0
        if let plain = known[mark] {
            place += 2
            return plain
        }
        guard mark == UInt8(ascii: "u"), let first = unit() else {
            throw mistake("an escape in text isn't one of JSON's")
        }
        var code = UInt32(first)
        if first & 0xFC00 == 0xD800 {
            guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "u"),
                let second = unit(), second & 0xFC00 == 0xDC00
            else { throw mistake("half a character stands in text") }
            code = 0x1_0000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        }
        guard code != 0, let scalar = Unicode.Scalar(code) else {
            throw mistake("a character in text is none")
        }
        return Character(scalar)
    }

    /// Four hexadecimal digits behind `\u`, taken.
    private mutating func unit() -> UInt16? {
        guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\") else { return nil }
        let digits = String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(digits, radix: 16)
        else { return nil }
        place += 6
        return unit
    }

    private mutating func take(_ mark: Character) -> Bool {
        skipBlanks()
        guard place < bytes.count, Character(Unicode.Scalar(bytes[place])) == mark else {
            return false
        }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private func mistake(_ why: String) -> JSONTree.Mistake {
        let before = bytes.prefix(min(place, bytes.count))
        return JSONTree.Mistake(line: 1 + before.count { $0 == 0x0A }, why: why)
    }
}
