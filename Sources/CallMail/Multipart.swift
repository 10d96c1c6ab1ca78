/// Cuts a body at its boundary lines (RFC 2046, 5.1.1).
enum Multipart {
    struct Parts {
        var parts: [ArraySlice<UInt8>] = []
        /// Begun and ended as it should be.
        var isWhole = true
        /// There are more than were asked for.
        var isBeyond = false
    }

    private static let boundaryBytesMax = 200

    /// Without a `boundary` the first line that begins with two hyphens counts as one.
    static func split(
        _ body: ArraySlice<UInt8>, boundary: [UInt8]?, partsMax: Int
    ) -> Parts {
        var found = Parts()
        guard let boundary = boundary.flatMap(usable) ?? guessed(body) else {
            found.isWhole = false
            return found
        }
        let delimiter = Array("--".utf8) + boundary
        var start: Int?
        var rest = body
        while let line = ByteLines.next(in: rest) {
            defer { rest = line.rest }
            guard let isLast = ends(line.text, at: delimiter) else { continue }
            if let start { found.parts.append(content(body[start..<rest.startIndex])) }
            start = line.rest.startIndex
            if isLast { return found }
            if found.parts.count >= partsMax {
                found.isBeyond = true
                return found
            }
        }
        found.isWhole = false
        if let start { found.parts.append(body[start...]) }
        return found
    }

    private static func usable(_ boundary: [UInt8]) -> [UInt8]? {
        (1...boundaryBytesMax).contains(boundary.count) ? boundary : nil
    }

    /// Nil for a line that is no boundary; true for the last one.
    private static func ends(_ line: ArraySlice<UInt8>, at delimiter: [UInt8]) -> Bool? {
        guard line.starts(with: delimiter) else { return nil }
        let behind = line.dropFirst(delimiter.count)
        let isLast = behind.starts(with: Array("--".utf8))
        let blank = behind.dropFirst(isLast ? 2 : 0)
        return blank.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? isLast : nil
    }

    /// The line end before a boundary belongs to the boundary.
    private static func content(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard part.last == 0x0A else { return part }
        return ByteLines.withoutReturn(part.dropLast())
    }

    private static func guessed(_ body: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = body.prefix(64 << 10)
        while let line = ByteLines.next(in: rest) {
            rest = line.rest
            let name = line.text.dropFirst(2)
            if line.text.starts(with: Array("--".utf8)),
                (3...boundaryBytesMax).contains(name.count),
                name.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            {
                return Array(name)
            }
        }
        return nil
    }
}
