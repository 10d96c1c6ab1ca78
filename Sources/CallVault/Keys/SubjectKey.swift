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
        let key = SubjectKey(subject: subject, secret: secret)
        return (key, wrap(key))
    }

    /// The 72 bytes to store in the customer's row, under the newest master key.
    package func wrap(_ key: SubjectKey) -> [UInt8] {
        keys.subjectWrap.withBytes {
            SealedBox.wrap(key.secret, under: $0, binding: place(of: key.subject, epoch))
        }
    }

    /// Throws `VaultError.damaged` also for another customer's key, and for one that was wrapped
    /// under a master key that isn't at hand.
    package func openSubjectKey(
        _ wrapped: [UInt8], for subject: Customer.ID
    ) throws -> SubjectKey {
        for (epoch, keys) in ring {
            let secret = try? keys.subjectWrap.withBytes {
                try SealedBox.unwrap(wrapped, under: $0, binding: place(of: subject, epoch))
            }
            if let secret { return SubjectKey(subject: subject, secret: secret) }
        }
        throw VaultError.damaged
    }

    private func place(of subject: Customer.ID, _ epoch: Int) -> [UInt8] {
        var place = CanonicalBytes()
        place.append(text: "subject-key")
        place.append(UInt16(epoch))
        place.append(subject.rawValue)
        return place.bytes
    }
}
