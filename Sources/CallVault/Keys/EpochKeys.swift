package import Calls

/// The keys that come directly from one master key.
final class EpochKeys: Sendable {
    /// Names the master key without telling anything of it.
    let id: KeyID
    let source: KeySource
    let subjectWrap: Secret
    let misc: Secret
    let rowMAC: Secret
    let blindWrap: Secret
    let carryWrap: Secret
    let csrf: Secret

    init(_ masterKey: MasterKey) throws {
        id = try masterKey.id
        source = masterKey.source
        subjectWrap = try masterKey.derived("subject-wrap")
        misc = try masterKey.derived("field-misc")
        rowMAC = try masterKey.derived("row-mac")
        blindWrap = try masterKey.derived("blind-wrap")
        carryWrap = try masterKey.derived("carry-wrap")
        csrf = try masterKey.derived("csrf")
    }
}

extension MasterKey {
    package var id: KeyID {
        get throws {
            let bytes = try derived("key-id").withBytes {
                Array(UnsafeBufferPointer(start: $0, count: KeyID.byteCount))
            }
            guard let id = KeyID(bytes: bytes) else { throw VaultError.damaged }
            return id
        }
    }

    func derived(_ label: String) throws -> Secret {
        try Secret(byteCount: SealedBox.keyBytes) {
            HKDF.derive(
                from: secret, salt: Array("callaudit master key".utf8), info: Array(label.utf8),
                into: $0)
        }
    }
}
