package import Foundation

/// A secret by which a program acts for an account, within scopes and until a day.
package struct Token: Sendable, Equatable {
    package typealias ID = Identifier<Token>

    /// For how many days one may be good.
    package static let days = 1...366
    package static let daysDefault = 90
    /// Of one account, at a time.
    package static let countMax = 20

    package var id: ID
    package var account: Account.ID
    package var name: String
    package var scopes: Set<Permission>
    package var createdAt: Date
    package var endsAt: Date
    package var revokedAt: Date?

    package init(
        id: ID, account: Account.ID, name: String, scopes: Set<Permission>, createdAt: Date,
        endsAt: Date, revokedAt: Date? = nil
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.endsAt = endsAt
        self.revokedAt = revokedAt
    }

    package func isGood(at now: Date) -> Bool { revokedAt == nil && endsAt > now }

    /// What a token of somebody in `roles` can be given: never the account itself, so that no
    /// token makes another.
    package static func scopes(of roles: Set<Role>) -> Set<Permission> {
        roles.reduce(into: Set<Permission>()) {
            $0.formUnion(PermissionTable.permissions(of: $1))
        }.subtracting([.ownAccount])
    }
}

/// What somebody says of a new token.
package struct NewToken: Sendable {
    package var name: String
    package var scopes: Set<Permission>
    package var days: Int

    package init(name: String, scopes: Set<Permission>, days: Int = Token.daysDefault) {
        self.name = name
        self.scopes = scopes
        self.days = days
    }
}

/// The secret of a token as it is written: `ca_` and 43 characters of base64url (RFC 4648, 5).
package enum TokenSecret {
    package static let prefix = "ca_"
    private static let characters = 43

    /// From 32 random bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        prefix
            + Data(bytes).base64EncodedString().replacing("+", with: "-")
            .replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether `text` has the form of one.
    package static func hasForm(_ text: String) -> Bool {
        guard text.hasPrefix(prefix) else { return false }
        let rest = text.dropFirst(prefix.count).utf8
        return rest.count == characters
            && rest.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
