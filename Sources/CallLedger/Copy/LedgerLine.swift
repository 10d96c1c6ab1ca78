import Calls
import Foundation

/// An entry to be read: a line of JSON with its names in order, to the byte as in
/// docs/formats/ledger.md.
extension LedgerEntry {
    package var jsonLine: [UInt8] {
        var line = JSONLine()
        line.text("action", content.action.rawValue)
        line.number("bootMicroseconds", content.bootMicroseconds)
        line.object("details", content.details)
        line.text("hash", hash.description)
        line.text("newRow", content.newRow?.description ?? "")
        line.text("node", content.node)
        line.text("object", content.object)
        line.text("oldRow", content.oldRow?.description ?? "")
        line.text("outcome", content.outcome.rawValue)
        line.text("previous", previous.description)
        line.text("principal", content.principal)
        line.text("reason", content.reason)
        line.text("role", content.role)
        line.number("seq", sequence)
        line.text("time", content.timeMicroseconds.utcText)
        line.number("timeMicroseconds", content.timeMicroseconds)
        return line.finished
    }
}

/// A JSON object without a blank; of all characters quotation mark, backslash and those below
/// U+0020 alone are escaped.
private struct JSONLine {
    private var bytes: [UInt8] = Array("{".utf8)

    var finished: [UInt8] { bytes + Array("}\n".utf8) }

    mutating func text(_ name: String, _ value: String) {
        begin(name)
        quote(value)
    }

    mutating func number(_ name: String, _ value: Int64) {
        begin(name)
        bytes += String(value).utf8
    }

    /// Names in the order of their bytes.
    mutating func object(_ name: String, _ values: [String: String]) {
        begin(name)
        var inner = JSONLine()
        let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, value) in sorted { inner.text(name, value) }
        bytes += inner.bytes + Array("}".utf8)
    }

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes += ",".utf8 }
        quote(name)
        bytes += ":".utf8
    }

    private mutating func quote(_ text: String) {
        bytes += "\"".utf8
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0..<0x20: bytes += "\\u00".utf8 + Array([byte].hexadecimal.utf8)
            default: bytes.append(byte)
            }
        }
        bytes += "\"".utf8
    }
}

extension Int64 {
    /// Microseconds since 1970 as `2026-11-22T07:00:00.123456Z`.
    fileprivate var utcText: String {
        let million: Int64 = 1_000_000
        let rest = (self % million + million) % million
        let whole = Date(timeIntervalSince1970: Double((self - rest) / million)).formatted(.iso8601)
        let digits = String(rest)
        return whole.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits
            + "Z"
    }
}
