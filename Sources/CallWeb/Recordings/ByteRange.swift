/// What part of a representation a request asks for, after RFC 9110, 14.
enum ByteRangeAnswer: Equatable, Sendable {
    /// 200 with all bytes.
    case whole
    /// 206 with these.
    case part(Range<Int64>)
    /// 416: no byte of what was asked for is there.
    case notSatisfiable

    /// `range` and `ifRange` are the header values. Several ranges at once, other units and
    /// malformed values are answered with the whole, as the RFC allows; `If-Range` must be this
    /// very entity tag, strong, or the whole is sent.
    init(range: String?, ifRange: String?, entityTag: String, bytes: Int64) {
        self = .whole
        guard let range, ifRange == nil || ifRange == "\"\(entityTag)\"" else { return }
        let halves = range.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].lowercased() == "bytes" else { return }
        let spec = halves[1].filter { $0 != " " && $0 != "\t" }
        let ends = spec.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        switch (Self.number(ends[0]), Self.number(ends[1])) {
        case (.none, .some(let length)) where ends[0].isEmpty:
            let from = max(0, bytes - length)
            self = from < bytes ? .part(from..<bytes) : .notSatisfiable
        case (.some(let first), .none) where ends[1].isEmpty:
            self = first < bytes ? .part(first..<bytes) : .notSatisfiable
        case (.some(let first), .some(let last)) where first <= last:
            self = first < bytes ? .part(first..<min(last, bytes - 1) + 1) : .notSatisfiable
        default: break
        }
    }

    /// Digits only; a number too large for 64 bits counts as the largest.
    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text) ?? Int64.max
    }
}
