package import Calls

/// The key of all that is kept about one customer. Destroying its wrapped form erases the person.
package struct SubjectKey: Sendable {
    package let subject: Customer.ID
    let secret: Secret
}

extension Vault {
    /// Length of a wrapped key: nonce 24, key 32, tag 16.
    package static let wrappedKeyBytes = SealedBox.overhead + SealedBox.keyBytes

    /// A fresh key for a new customer, and the 72 bytes to store in the customer's row.
    package func newSubjectKey(
        for subject: Customer.ID
    ) throws -> (key: SubjectKey, wrapped: [UInt8]) {
        let secret = try Secret.random(byteCount: SealedBox.keyBytes)
        let wrapped = subjectWrapKey.withBytes {
            SealedBox.wrap(secret, under: $0, binding: place(of: subject))
        }
        return (SubjectKey(subject: subject, secret: secret), wrapped)
    }

    /// Throws `VaultError.damaged` also for another customer's key and for another epoch.
    package func openSubjectKey(
        _ wrapped: [UInt8], for subject: Customer.ID
    ) throws -> SubjectKey {
        let secret = try subjectWrapKey.withBytes {
            try SealedBox.unwrap(wrapped, under: $0, binding: place(of: subject))
        }
        return SubjectKey(subject: subject, secret: secret)
    }

    private func place(of subject: Customer.ID) -> [UInt8] {
        var place = CanonicalBytes()
        place.append(text: "subject-key")
        place.append(UInt16(epoch))
        place.append(subject.rawValue)
        return place.bytes
    }
}
