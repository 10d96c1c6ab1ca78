/// Turns personal data and recordings into sealed bytes and back (docs/formats/keys.md).
///
/// Holds no customer's key: whoever opens something brings the wrapped key from its row, so that a
/// destroyed row is a destroyed key.
package struct Vault: Sendable {
    /// Counts the master keys this installation has had, from 1.
    package let epoch: Int

    let subjectWrapKey: Secret
    let miscKey: Secret
    let rowMACKey: Secret
    let blindWrapKey: Secret
    let csrfKey: Secret

    package init(masterKey: MasterKey, epoch: Int) throws {
        guard (1...Int(UInt16.max)).contains(epoch) else {
            throw VaultError.epochOutOfRange(epoch)
        }
        self.epoch = epoch
        func derive(_ label: String) throws -> Secret {
            try Secret(byteCount: SealedBox.keyBytes) {
                HKDF.derive(
                    from: masterKey.secret, salt: Array("callaudit master key".utf8),
                    info: Array(label.utf8), into: $0)
            }
        }
        subjectWrapKey = try derive("subject-wrap")
        miscKey = try derive("field-misc")
        rowMACKey = try derive("row-mac")
        blindWrapKey = try derive("blind-wrap")
        csrfKey = try derive("csrf")
    }
}

extension Secret {
    /// A key below this one, for the use that `label` names; good only inside `body`.
    func withSubkey<Result>(
        _ label: String, _ body: (UnsafePointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try withZeroedAfterwards(byteCount: SealedBox.keyBytes) { key in
            HKDF.derive(
                from: self, salt: Array("callaudit subject key".utf8), info: Array(label.utf8),
                into: key)
            return try body(UnsafePointer(key.baseAddress!.assumingMemoryBound(to: UInt8.self)))
        }
    }
}
