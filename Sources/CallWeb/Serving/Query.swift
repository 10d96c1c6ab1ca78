import Calls

/// The pairs of a query or a form (WHATWG URL, `application/x-www-form-urlencoded`), decoded.
struct Query: Sendable, Equatable {
    static let pairsMax = 64
    let pairs: [(name: String, value: String)]

    /// Throws a refusal when there are too many pairs, or one isn't percent-encoded UTF-8.
    init(_ text: String?, pairsMax: Int = Query.pairsMax) throws {
        let parts = (text ?? "").split(separator: "&")
        guard parts.count <= pairsMax else {
            throw Refusal(
                .invalid, .badRequest, "That are too many parameters; send at most \(pairsMax).")
        }
        pairs = try parts.map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                try Self.decoded(halves[0]), try halves.count == 2 ? Self.decoded(halves[1]) : ""
            )
        }
    }

    init(pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// The value of `name`; nil when it isn't there or is empty, as browsers send unused fields.
    subscript(name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    var hasEmptyValues: Bool { pairs.contains { $0.value.isEmpty } }

    /// Throws a refusal when a name isn't in `once` or `often`, or stands twice though it is in
    /// `once`.
    func allow(_ once: [String], often: [String] = []) throws {
        var seen: Set<String> = []
        for (name, _) in pairs where !often.contains(name) {
            guard once.contains(name) else {
                let known =
                    (once + often).isEmpty
                    ? "none" : (once + often).joined(separator: ", ")
                throw Refusal(
                    .invalid, .badRequest,
                    "There is no parameter called “\(name.prefix(40))” here; known are: \(known).",
                    subject: String(name.prefix(40)))
            }
            guard seen.insert(name).inserted else {
                throw Refusal(
                    .invalid, .badRequest, "The parameter \(name) stands twice; send it once.",
                    subject: name)
            }
        }
    }

    static func == (left: Self, right: Self) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    private static func decoded(_ text: Substring) throws -> String {
        guard let decoded = PercentEncoding.decode(text, plusIsSpace: true) else {
            throw Refusal(
                .invalid, .badRequest,
                "A parameter isn't percent-encoded UTF-8. Encode it as a browser does.")
        }
        return decoded
    }
}

enum PercentEncoding {
    /// Nil when `%` isn't followed by two hexadecimal digits, or the bytes are no UTF-8, or NUL.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 2, let high = hex(rest.removeFirst()),
                    let low = hex(rest.removeFirst())
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
