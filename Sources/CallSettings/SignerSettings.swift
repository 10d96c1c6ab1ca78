import Foundation

/// What the ledger's signer is told (etc/callaudit/signer.yaml explains each key and holds the same
/// defaults). Paths are absolute.
package struct SignerSettings: Hashable, Sendable {
    /// Folder of what the signer remembers; no other user may write to it.
    package var state = "/var/lib/callaudit-signer"
    /// File of the signer's keys.
    package var key = "/etc/callaudit/signer.key"
    /// `signer.key` in $CREDENTIALS_DIRECTORY; outranks `key`.
    package var keyCredential: String?
    /// The daemon's socket.
    package var socket = "/var/lib/callaudit/callaudit.sock"
    /// Folder of the ledger's second copy.
    package var copy = "/var/lib/callaudit-ledger"
    /// A checkpoint is made at the latest after so long, or after so many entries.
    package var everySeconds = 60.0
    package var everyEntries = 256
    package var anchors: [Anchor] = []

    package var keyPath: String { keyCredential ?? key }

    package init() {}

    /// Where checkpoints are sent, so that they lie out of reach.
    package enum Anchor: Hashable, Sendable {
        /// Appended to this file.
        case file(String)
        /// As a message of RFC 5424.
        case syslog(SyslogAddress)
        /// On the standard input of this command.
        case command([String], seconds: Double)
    }

    package enum SyslogAddress: Hashable, Sendable {
        case unix(path: String)
        case udp(host: String, port: Int)
        case tcp(host: String, port: Int)

        /// Reads `unix:/dev/log`, `udp:host:514` and `tcp:[::1]:601`.
        package init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            if parts[0] == "unix", parts[1].hasPrefix("/") {
                self = .unix(path: parts[1])
                return
            }
            guard let colon = parts[1].lastIndex(of: ":"),
                let port = Int(parts[1][parts[1].index(after: colon)...]),
                (1...65535).contains(port)
            else { return nil }
            var host = String(parts[1][..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = String(host.dropFirst().dropLast())
            }
            guard !host.isEmpty else { return nil }
            switch parts[0] {
            case "udp": self = .udp(host: host, port: port)
            case "tcp": self = .tcp(host: host, port: port)
            default: return nil
            }
        }
    }

    /// The settings at `path`, or the defaults where there is no such file and `mayBeMissing`.
    package static func load(
        path: String, environment: [String: String], mayBeMissing: Bool = false
    ) throws(SettingsProblems) -> SignerSettings {
        var settings = SignerSettings()
        if !mayBeMissing || FileManager.default.fileExists(atPath: path) {
            let file = YAMLFile(path: path, missing: "There is no such file; make it, or name it.")
            if let root = file.root {
                SignerSettingsReader(paths: PathRule(folderOf: path)).read(root, into: &settings)
            }
            let problems = file.problems.problems
            guard problems.isEmpty else { throw SettingsProblems(problems) }
        }
        if let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty,
            FileManager.default.fileExists(atPath: folder + "/signer.key")
        {
            settings.keyCredential = folder + "/signer.key"
        }
        return settings
    }
}

private struct SignerSettingsReader {
    let paths: PathRule

    func read(_ root: YAMLMap, into settings: inout SignerSettings) {
        if let path = path(root.value("state")) { settings.state = path }
        if let path = path(root.value("key")) { settings.key = path }
        if let path = path(root.value("socket")) { settings.socket = path }
        if let path = path(root.value("copy")) { settings.copy = path }
        if let seconds = root.value("everySeconds")?.seconds(1...3600) {
            settings.everySeconds = seconds
        }
        if let entries = root.value("everyEntries")?.whole(1...1_000_000) {
            settings.everyEntries = entries
        }
        for item in root.value("anchors")?.list() ?? [] {
            if let map = item.map(), let anchor = anchor(map, item) {
                settings.anchors.append(anchor)
            }
        }
        if settings.anchors.count > 16 {
            root.value("anchors")?.problem("anchors holds at most 16.")
        }
        root.finish()
    }

    private func anchor(_ map: YAMLMap, _ item: YAMLValue) -> SignerSettings.Anchor? {
        let file = map.value("file")
        let syslog = map.value("syslog")
        let command = map.value("command")
        let seconds = map.value("seconds")?.seconds(0.1...300) ?? 10
        map.finish()
        if let file { return path(file).map { .file($0) } }
        if let command, let words = command.texts(), !words.isEmpty {
            return .command(words, seconds: seconds)
        }
        if let syslog, let text = syslog.text() {
            if let address = SignerSettings.SyslogAddress(text) { return .syslog(address) }
            syslog.expected("unix:/dev/log, udp:HOST:514 or tcp:HOST:601")
            return nil
        }
        item.problem("An anchor needs one of file, syslog and command.")
        return nil
    }

    private func path(_ value: YAMLValue?) -> String? {
        guard let value, let text = value.text() else { return nil }
        guard let path = paths.absolute(text) else {
            value.expected("a path such as /var/lib/callaudit-signer")
            return nil
        }
        return path
    }
}
