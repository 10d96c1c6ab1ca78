import Calls

/// One value of one row, sealed (docs/formats/sealed-field.md).
extension Vault {
    package func seal(
        _ bytes: [UInt8], as place: FieldPlace, under key: SubjectKey
    ) throws -> [UInt8] {
        try seal(bytes, as: place, below: key.secret, subject: key.subject)
    }

    package func seal(
        _ text: String, as place: FieldPlace, under key: SubjectKey
    ) throws -> [UInt8] {
        try seal(Array(text.utf8), as: place, under: key)
    }

    /// For rows that belong to no customer, such as the file names of the quarantine.
    package func seal(_ bytes: [UInt8], as place: FieldPlace) throws -> [UInt8] {
        try seal(bytes, as: place, below: keys.misc, subject: nil)
    }

    package func seal(_ text: String, as place: FieldPlace) throws -> [UInt8] {
        try seal(Array(text.utf8), as: place)
    }

    package func open(
        _ blob: [UInt8], as place: FieldPlace, under key: SubjectKey
    ) throws -> [UInt8] {
        try open(blob, as: place, below: key.secret, subject: key.subject)
    }

    package func openText(
        _ blob: [UInt8], as place: FieldPlace, under key: SubjectKey
    ) throws -> String {
        try text(try open(blob, as: place, under: key))
    }

    package func open(_ blob: [UInt8], as place: FieldPlace) throws -> [UInt8] {
        guard let header = FieldHeader(blob), let key = miscKey(of: Int(header.epoch)) else {
            throw VaultError.damaged
        }
        return try open(blob, as: place, below: key, subject: nil)
    }

    package func openText(_ blob: [UInt8], as place: FieldPlace) throws -> String {
        try text(try open(blob, as: place))
    }

    private func seal(
        _ bytes: [UInt8], as place: FieldPlace, below key: Secret, subject: Customer.ID?
    ) throws -> [UInt8] {
        let header = FieldHeader(epoch: UInt16(epoch)).bytes
        let bound = place.bound(header: header, subject: subject)
        return header
            + key.withSubkey(place.keyLabel) { fieldKey in
                FieldPadding.padded(bytes).withUnsafeBytes {
                    SealedBox.seal($0, under: fieldKey, binding: bound)
                }
            }
    }

    private func open(
        _ blob: [UInt8], as place: FieldPlace, below key: Secret, subject: Customer.ID?
    ) throws -> [UInt8] {
        guard let header = FieldHeader(blob) else { throw VaultError.damaged }
        let bound = place.bound(header: header.bytes, subject: subject)
        let padded = try key.withSubkey(place.keyLabel) {
            try SealedBox.open(blob.dropFirst(FieldHeader.byteCount), under: $0, binding: bound)
        }
        return try FieldPadding.content(of: padded)
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw VaultError.damaged }
        return text
    }
}

/// The four bytes before the nonce: version, algorithm, epoch.
struct FieldHeader {
    static let byteCount = 4
    static let version: UInt8 = 1
    /// XChaCha20-Poly1305.
    static let algorithm: UInt8 = 1

    let epoch: UInt16

    init(epoch: UInt16) {
        self.epoch = epoch
    }

    init?(_ blob: [UInt8]) {
        guard blob.count >= Self.byteCount, blob[0] == Self.version, blob[1] == Self.algorithm
        else { return nil }
        epoch = UInt16(blob[2]) << 8 | UInt16(blob[3])
    }

    var bytes: [UInt8] { [Self.version, Self.algorithm, UInt8(epoch >> 8), UInt8(epoch & 255)] }
}

/// Hides the length of short values: content ‖ 0x80 ‖ zeros, up to the next bucket
/// (ISO/IEC 7816-4). Buckets are 32, 64, 128 and 256 bytes and from there every 256.
enum FieldPadding {
    static func padded(_ content: [UInt8]) -> [UInt8] {
        let zeros = bucket(for: content.count + 1) - content.count - 1
        return content + [0x80] + [UInt8](repeating: 0, count: zeros)
    }

    static func content(of padded: [UInt8]) throws -> [UInt8] {
        guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == 0x80 else {
            throw VaultError.damaged
        }
        return Array(padded[..<end])
    }

    private static func bucket(for count: Int) -> Int {
        for size in [32, 64, 128] where count <= size { return size }
        return (count + 255) / 256 * 256
    }
}
