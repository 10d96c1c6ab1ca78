import CallSettings
import CallVault
import Foundation

extension Settings {
    /// The master keys that the settings name: the one in use, and the one to come.
    func masterKeys(environment: [String: String]) throws -> [MasterKey] {
        let folder = environment["CREDENTIALS_DIRECTORY"]
        let places = [(keyPath, keyPassphrasePath)] + (keyNextPath.map {
            [($0, keyNextPassphrasePath)]
        } ?? [])
        return try places.map { path, passphrase in
            try MasterKey.load(
                path: path, credentialsDirectory: folder,
                passphrase: { try passphrase.map { try Self.passphrase(at: $0, folder) } })
        }
    }

    private static func passphrase(at path: String, _ folder: String?) throws -> [UInt8] {
        do {
            let file = PasswordFile(
                path: path, credentialsDirectory: folder, of: "the master key's passphrase")
            return Array(try file.read().utf8)
        } catch let mistake as PasswordFile.Mistake {
            throw Stop(.settings, mistake.description)
        }
    }
}
