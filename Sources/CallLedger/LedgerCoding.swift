import Calls

/// The canonical bytes of an entry, to the byte as in docs/formats/ledger.md.
enum LedgerCoding {
    static let version: UInt8 = 1
    static let textBytesMax = 4_096
    static let detailsMax = 32

    static func fits(_ content: LedgerEntry.Content) -> Bool {
        let texts =
            [content.node, content.principal, content.role, content.object, content.reason]
            + content.details.flatMap { [$0.key, $0.value] }
        return content.details.count <= detailsMax
            && texts.allSatisfy { $0.utf8.count <= textBytesMax }
    }

    static func encode(
        _ content: LedgerEntry.Content, sequence: Int64, previous: LedgerHash
    ) -> [UInt8] {
        var entry = CanonicalBytes()
        entry.append(byte: version)
        entry.append(sequence)
        entry.append(raw: previous.bytes)
        entry.append(content.timeMicroseconds)
        entry.append(content.bootMicroseconds)
        for text in [content.node, content.principal, content.role] { entry.append(text: text) }
        entry.append(text: content.action.rawValue)
        entry.append(text: content.object)
        entry.append(text: content.reason)
        entry.append(UInt32(content.details.count))
        for (name, value) in content.details.sorted(by: { precedes($0.key, $1.key) }) {
            entry.append(text: name)
            entry.append(text: value)
        }
        for digest in [content.oldRow, content.newRow] {
            entry.append(sized: digest?.bytes ?? [])
        }
        entry.append(text: content.outcome.rawValue)
        return entry.bytes
    }

    /// Nil for anything but canonical bytes.
    static func decode(
        _ bytes: [UInt8]
    ) -> (sequence: Int64, previous: LedgerHash, content: LedgerEntry.Content)? {
        var reader = CanonicalReader(bytes)
        guard
            reader.byte() == version,
            let sequence = reader.integer(Int64.self), sequence >= 0,
            let previous = reader.raw(LedgerHash.byteCount).flatMap({ LedgerHash($0) }),
            let time = reader.integer(Int64.self),
            let boot = reader.integer(Int64.self),
            let node = reader.text(), let principal = reader.text(), let role = reader.text(),
            let action = reader.text().flatMap({ LedgerAction(rawValue: $0) }),
            let object = reader.text(), let reason = reader.text(),
            let details = details(from: &reader),
            let oldRow = digest(from: &reader), let newRow = digest(from: &reader),
            let outcome = reader.text().flatMap({ LedgerOutcome(rawValue: $0) }),
            reader.isAtEnd
        else { return nil }
        let content = LedgerEntry.Content(
            timeMicroseconds: time, bootMicroseconds: boot, node: node, principal: principal,
            role: role, action: action, object: object, reason: reason, details: details,
            oldRow: oldRow.hash, newRow: newRow.hash, outcome: outcome)
        return fits(content) ? (sequence, previous, content) : nil
    }

    /// Nil unless the names rise strictly in their UTF-8 bytes.
    private static func details(from reader: inout CanonicalReader) -> [String: String]? {
        guard let count = reader.integer(UInt32.self), count <= detailsMax else { return nil }
        var details: [String: String] = [:]
        var last: String?
        for _ in 0..<count {
            guard let name = reader.text(), let value = reader.text() else { return nil }
            if let last, !precedes(last, name) { return nil }
            last = name
            details[name] = value
        }
        // Swift holds canonically equivalent names equal, and the bytes don't.
        return details.count == count ? details : nil
    }

    /// A digest that may be absent, told apart from one that can't be read.
    private struct OptionalDigest {
        var hash: LedgerHash?
    }

    private static func digest(from reader: inout CanonicalReader) -> OptionalDigest? {
        guard let bytes = reader.sized() else { return nil }
        if bytes.isEmpty { return OptionalDigest(hash: nil) }
        return LedgerHash(bytes).map { OptionalDigest(hash: $0) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
