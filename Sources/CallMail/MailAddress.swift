import Calls

/// The first mailbox of an address header: `Name <a@b>`, `"Name" <a@b>`, `a@b (Name)` (RFC 5322,
/// 3.4).
struct MailAddress {
    private(set) var name = ""
    private(set) var address = ""

    init(_ value: [UInt8]) {
        var (phrase, comment, angle): ([UInt8], [UInt8], [UInt8]?) = ([], [], nil)
        var (isQuoted, isEscaped, depth, isInAngle) = (false, false, 0, false)
        for byte in value.prefix(8 << 10) {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            } else if byte == UInt8(ascii: "\""), depth == 0, !isInAngle {
                isQuoted.toggle()
                continue
            } else if isQuoted {
                phrase.append(byte)
                continue
            } else if byte == UInt8(ascii: "(") {
                depth += 1
                continue
            } else if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
                continue
            } else if depth == 0, byte == UInt8(ascii: "<") {
                (isInAngle, angle) = (true, [])
                continue
            } else if isInAngle, byte == UInt8(ascii: ">") {
                break
            } else if depth == 0, !isInAngle, byte == UInt8(ascii: ",") {
                // More than one mailbox: the first counts. A comma in a bare name parts nothing.
                if phrase.contains(UInt8(ascii: "@")) { break }
            }
            if depth > 0 { comment.append(byte) } else if isInAngle { angle?.append(byte) } else {
                phrase.append(byte)
            }
        }
        let bare = OneLine.of(EncodedWords.decode(phrase).text)
        if let angle {
            address = Self.valid(String(decoding: angle, as: UTF8.self))
            name = bare
        } else {
            address = Self.valid(bare)
            let aside = OneLine.of(EncodedWords.decode(comment).text)
            name = aside.isEmpty && address.isEmpty ? bare : aside
        }
        if name.lowercased() == address.lowercased() { name = "" }
    }

    /// Empty for what is no address.
    private static func valid(_ text: String) -> String {
        let text = text.trimming { $0.isWhitespace }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
            !text.contains(where: { $0.isWhitespace || $0 == "<" || $0 == ">" })
        else { return "" }
        return OneLine.of(text)
    }
}

extension String {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
        String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
