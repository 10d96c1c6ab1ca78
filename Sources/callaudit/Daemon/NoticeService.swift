import CallDesk
import CallSettings
import CallVault
import Calls
import Foundation
import ServiceLifecycle

/// Sends notices whose time has come.
struct NoticeService: Service {
    let desk: CallDesk

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await desk.keepNotices() } catch is CancellationError {}
        }
    }
}

extension Settings {
    /// The channels with their secrets, which are read once, at the start. Throws `Stop` for a
    /// command or a secret that isn't there.
    func noticeSenders(environment: [String: String]) throws -> [NoticeSender] {
        try notices.map { channel in
            if let program = channel.command.first, access(program, X_OK) != 0 {
                throw Stop(
                    .settings,
                    "The command of the notices \(channel.name), \(program), can't be run: "
                        + "\(errorText()). Install it there, or name another under `notices:`.")
            }
            return NoticeSender(
                channel: channel,
                key: try channel.secretPath.map {
                    try Self.messageKey(
                        at: $0, of: channel.name,
                        credentials: environment["CREDENTIALS_DIRECTORY"])
                })
        }
    }

    private static func messageKey(
        at path: String, of channel: String, credentials: String?
    ) throws -> MessageKey {
        do {
            let file = PasswordFile(
                path: path, credentialsDirectory: credentials,
                of: "the secret of the notices \(channel)")
            guard let key = try MessageKey(text: file.read()) else {
                throw Stop(
                    .settings,
                    "The file of the secret of the notices \(channel), \(path), holds less than "
                        + "\(MessageKey.bytesMin) bytes, or base64 that can't be read. "
                        + "Make one with: openssl rand -base64 32")
            }
            return key
        } catch let mistake as PasswordFile.Mistake {
            throw Stop(.settings, mistake.description)
        }
    }
}
