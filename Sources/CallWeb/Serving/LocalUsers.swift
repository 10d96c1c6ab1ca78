package import Calls

/// The users of this machine who may use the socket, and the roles in which they act there.
package struct LocalUsers: Sendable {
    /// By number; the first role is the one unless another is asked for.
    private let roles: [UInt32: [Role]]

    package init(_ roles: [UInt32: [Role]]) {
        self.roles = roles
    }

    /// One role a request: `asked`, or the first that the user has.
    func role(of user: UInt32, asked: String?) throws -> Role {
        guard let known = roles[user], let first = known.first else {
            throw Refusal(
                .forbidden, .unknownLocalUser,
                "The user with the number \(user) isn't named under `local:` in the settings. "
                    + "Let an administrator add you there.",
                subject: "\(user)")
        }
        guard let asked else { return first }
        guard let role = Role(rawValue: asked), known.contains(role) else {
            throw Refusal(
                .forbidden, .roleNotYours,
                "You may not act in this role here; yours are: "
                    + known.map(\.rawValue).joined(separator: ", ") + ".",
                subject: known.map(\.rawValue).joined(separator: ", "))
        }
        return role
    }
}
