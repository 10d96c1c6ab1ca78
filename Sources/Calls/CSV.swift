package import Foundation

/// Comma-separated values after RFC 4180, as spreadsheets write them: separated by comma,
/// semicolon or tab, fields in quotes where they need it, lines ended by CR LF or LF.
package enum CSV {
    package static let bytesMax = 20_000_000
    package static let linesMax = 100_000
    private static let fieldsMax = 64
    private static let fieldBytesMax = 4_000

    /// A line with fields; `number` counts the lines of the file from 1, those within quotes too.
    package struct Record: Hashable, Sendable {
        package var number: Int
        package var fields: [String]
    }

    package enum Mistake: Error, Hashable, Sendable {
        case tooLarge, notUTF8, empty
        case tooManyLines(line: Int)
        case tooManyFields(line: Int)
        case fieldTooLong(line: Int)
        case openQuote(line: Int)
    }

    /// The lines that hold anything. A byte order mark is taken off.
    package static func records(in data: Data) throws(Mistake) -> [Record] {
        guard data.count <= bytesMax else { throw .tooLarge }
        var bytes = [UInt8](data)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw .notUTF8
        }
        var reader = Reader(bytes: bytes, separator: separator(of: bytes))
        var records: [Record] = []
        while let record = try reader.next() {
            guard !record.fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { continue }
            guard records.count <= linesMax else { throw .tooManyLines(line: record.number) }
            records.append(record)
        }
        guard !records.isEmpty else { throw .empty }
        return records
    }

    /// A line that any spreadsheet reads as it was meant, with its end.
    package static func line(_ fields: [String]) -> String {
        fields.map { field in
            let harmless = shielded(field)
            let plain = harmless.unicodeScalars.allSatisfy {
                !"\",;\t\r\n".unicodeScalars.contains($0)
            }
            return plain ? harmless : "\"" + harmless.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\r\n"
    }

    /// An apostrophe before what a spreadsheet would run as a formula.
    static func shielded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// The inverse of `shielded`.
    package static func unshielded(_ text: String) -> String {
        text.hasPrefix("'") && isFormula(text.dropFirst()) ? String(text.dropFirst()) : text
    }

    private static func isFormula(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.drop(while: { $0 == "'" }).first else { return false }
        return "=+-@\t\r".unicodeScalars.contains(first)
    }

    /// Whichever stands most often in the first line.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        let head = bytes.prefix { $0 != 10 }
        let known = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = known.map { wanted in head.count { $0 == wanted } }
        let most = counts.max() ?? 0
        return known[counts.firstIndex(of: most) ?? 0]
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>
        let separator: UInt8
        var number = 1

        init(bytes: ArraySlice<UInt8>, separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
        }

        /// Nil at the end.
        mutating func next() throws(Mistake) -> Record? {
            guard !bytes.isEmpty else { return nil }
            let first = number
            var fields: [String] = []
            while true {
                let (field, isLast) = try field(ofLine: first)
                fields.append(String(decoding: field, as: UTF8.self))
                if isLast { return Record(number: first, fields: fields) }
                guard fields.count < fieldsMax else { throw .tooManyFields(line: first) }
            }
        }

        /// A field and whether the line ends behind it.
        private mutating func field(ofLine line: Int) throws(Mistake) -> ([UInt8], Bool) {
            var field: [UInt8] = []
            var isQuoted = false
            while let byte = bytes.popFirst() {
                guard field.count < fieldBytesMax else { throw .fieldTooLong(line: line) }
                if byte == 10 { number += 1 }
                if isQuoted {
                    if byte != UInt8(ascii: "\"") {
                        field.append(byte)
                    } else if bytes.first == byte {
                        field.append(byte)
                        bytes.removeFirst()
                    } else {
                        isQuoted = false
                    }
                } else if byte == UInt8(ascii: "\""), field.isEmpty {
                    isQuoted = true
                } else if byte == separator {
                    return (field, false)
                } else if byte == 10 {
                    if field.last == 13 { field.removeLast() }
                    return (field, true)
                } else {
                    field.append(byte)
                }
            }
            guard !isQuoted else { throw .openQuote(line: line) }
            if field.last == 13 { field.removeLast() }
            return (field, true)
        }
    }
}
