/// The parts of a message (RFC 2046), gone through with bounds on depth and number. Whatever is
/// broken, what can be read of it is read.
struct MailParts {
    static let depthMax = 10
    static let partsMax = 100
    /// Bytes of one text that are read; more than `ComplaintIntake.Limits.textCharacters` need.
    private static let textBytesMax = 4 << 20

    /// What is read as the words of the mail.
    struct Words {
        var text: String
        var isHTML: Bool

        var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
    }

    struct Attachment {
        var name: String
        var type: String
        var bytes: [UInt8]
    }

    private(set) var words: [Words] = []
    private(set) var attachments: [Attachment] = []
    private(set) var isBroken = false
    private(set) var isUnsure = false
    /// There was more than is looked at.
    private(set) var isBeyond = false
    private var partsLeft = partsMax
    private let attachmentsMax: Int

    init(_ message: HeaderBlock, attachmentsMax: Int) {
        self.attachmentsMax = attachmentsMax
        words = read(message, depth: 1)
    }

    private mutating func read(_ part: HeaderBlock, depth: Int) -> [Words] {
        if part.isBroken { isBroken = true }
        guard partsLeft > 0, depth <= Self.depthMax else {
            isBeyond = true
            return []
        }
        partsLeft -= 1
        let type = part.valued("content-type")
        let kind = type?.value ?? "text/plain"
        if kind.hasPrefix("multipart/") { return readMany(part, type, kind, depth) }
        let disposition = part.valued("content-disposition")
        let name = disposition?.text("filename") ?? type?.text("name")
        let isText = kind == "text/plain" || kind == "text/html" || !kind.contains("/")
        if isText, name == nil, disposition?.value != "attachment" {
            return [readWords(part, type, isHTML: kind == "text/html")]
        }
        keep(part, name: name, type: kind)
        return []
    }

    private mutating func readMany(
        _ part: HeaderBlock, _ type: HeaderValue?, _ kind: String, _ depth: Int
    ) -> [Words] {
        let coding = part.valued("content-transfer-encoding")?.value ?? ""
        if coding == "base64" || coding == "quoted-printable" { isBroken = true }
        let split = Multipart.split(
            part.body, boundary: type?.bytes("boundary"), partsMax: Self.partsMax)
        if !split.isWhole { isBroken = true }
        if split.isBeyond { isBeyond = true }
        guard !split.parts.isEmpty else {
            let text = Charset.decode(part.body.prefix(Self.textBytesMax), nil).text
            return [Words(text: text, isHTML: false)]
        }
        var all: [Words] = []
        for piece in split.parts { all += read(HeaderBlock(piece), depth: depth + 1) }
        guard kind == "multipart/alternative" else { return all }
        let told = all.filter { !$0.isBlank }
        // One mail in several forms: the plain one, else the last, which is the fullest.
        let plain = told.filter { !$0.isHTML }
        return plain.isEmpty ? Array(told.suffix(1)) : plain
    }

    private mutating func readWords(
        _ part: HeaderBlock, _ type: HeaderValue?, isHTML: Bool
    ) -> Words {
        // Encoded text is at most three times as long as what it stands for.
        let body = part.body.prefix(Self.textBytesMax * 3)
        let bytes = decoded(body, part)
        let read = Charset.decode(
            bytes.prefix(Self.textBytesMax), type?.text("charset"))
        if !read.isSure, bytes.count <= Self.textBytesMax { isUnsure = true }
        return Words(text: read.text, isHTML: isHTML)
    }

    private mutating func keep(_ part: HeaderBlock, name: String?, type: String) {
        guard attachments.count < attachmentsMax else {
            isBeyond = true
            return
        }
        let written = name.map(FileName.of) ?? ""
        let ending = type == "message/rfc822" ? ".eml" : ""
        attachments.append(
            Attachment(
                name: written.isEmpty ? "document-\(attachments.count + 1)\(ending)" : written,
                type: type, bytes: decoded(part.body, part)))
    }

    private mutating func decoded(_ body: ArraySlice<UInt8>, _ part: HeaderBlock) -> [UInt8] {
        let coding = part.valued("content-transfer-encoding")?.value ?? ""
        let decoded = TransferCoding.decode(body, coding)
        if !decoded.isWhole { isBroken = true }
        return decoded.bytes
    }
}

/// The name of a file that somebody sent, as a name and nothing more.
enum FileName {
    private static let charactersMax = 200

    /// The last part of a path, without what can't be seen; empty when nothing is left.
    static func of(_ text: String) -> String {
        let line = OneLine.of(text)
        let last = line.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last
        let name = PlainText.trimmed(last ?? "")
        if name.allSatisfy({ $0 == "." }) { return "" }
        // The ending is what tells people what it is.
        guard name.count > charactersMax else { return String(name) }
        return String(name.prefix(charactersMax - 20)) + "…" + String(name.suffix(19))
    }
}
