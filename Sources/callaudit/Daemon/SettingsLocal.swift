import CallSettings
import CallWeb
import Calls
import Foundation

extension Settings {
    /// Who may use the socket, by number. Throws `Stop` for a user whom this machine doesn't have.
    func localUsers() throws -> LocalUsers {
        guard let local else {
            return LocalUsers([0: [.administrator], getuid(): [.administrator]])
        }
        var roles: [UInt32: [Role]] = [:]
        for entry in local {
            guard let number = Self.number(ofUser: entry.user) else {
                throw Stop(
                    .settings,
                    "local: names \(entry.user), but this machine has no such user. "
                        + "Correct the name, or take the line away.")
            }
            roles[number] = entry.roles
        }
        return LocalUsers(roles)
    }

    /// A number stands for itself.
    private static func number(ofUser name: String) -> UInt32? {
        if let number = UInt32(name) { return number }
        return getpwnam(name)?.pointee.pw_uid
    }
}
