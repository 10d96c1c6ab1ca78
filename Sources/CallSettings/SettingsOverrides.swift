import Calls
import Foundation

/// What environment variables change in the settings. An empty variable counts as unset.
final class SettingsOverrides {
    private let environment: [String: String]
    private(set) var problems: [SettingsProblem] = []

    init(_ environment: [String: String]) {
        self.environment = environment
    }

    func apply(to settings: inout Settings) {
        if let path = path("CALLAUDIT_STATE") { settings.state = path }
        if let text = value("CALLAUDIT_LISTEN") {
            switch Settings.ListenAddress.read(text) {
            case .success(let address): settings.listen = address
            case .failure(let mistake): add("CALLAUDIT_LISTEN", "It " + mistake.description)
            }
        }
        if let path = path("CALLAUDIT_SOCKET") { settings.socket = path }
        if let path = path("CALLAUDIT_KEY") { settings.key = path }
        if let path = path("CALLAUDIT_KEY_PASSPHRASE") { settings.keyPassphrase = path }
        if let path = path("CALLAUDIT_KEY_NEXT") { settings.keyNext = path }
        if let path = path("CALLAUDIT_KEY_NEXT_PASSPHRASE") { settings.keyNextPassphrase = path }
        applyDatabase(to: &settings)
        if let path = path("CALLAUDIT_RECORDINGS") { settings.recordings = path }
        if let text = value("CALLAUDIT_NODE") {
            settings.node = text
            if !NodeRule.allows(text) { add("CALLAUDIT_NODE", "It must be \(NodeRule.expected).") }
        }
        if let text = value("CALLAUDIT_ZONE") {
            settings.zone = CallZone(name: text)
            if settings.zone == nil, text != "system" {
                add("CALLAUDIT_ZONE", "It must be a zone such as Asia/Shanghai, +08:00 or UTC.")
            }
        }
        if let text = value("CALLAUDIT_REGION") {
            settings.region = text
            if !Settings.isRegion(text) {
                add("CALLAUDIT_REGION", "It must be a country in two capital letters, such as CN.")
            }
        }
        if let text = value("CALLAUDIT_PROFILES") {
            settings.profiles = text.split(separator: ":").compactMap { here.absolute(String($0)) }
        }
        if let path = path("CALLAUDIT_LEDGER_COPY") { settings.ledgerCopy = path }
        if let path = path("CALLAUDIT_HELPER") { settings.helper = path }
        if let text = value("CALLAUDIT_LOG_LEVEL") {
            let levels = Settings.Log.Level.allCases.map(\.rawValue).joined(separator: ", ")
            if let level = Settings.Log.Level(rawValue: text) {
                settings.log.level = level
            } else {
                add("CALLAUDIT_LOG_LEVEL", "It must be one of \(levels).")
            }
        }
        if let path = credential("master.key") { settings.keyCredential = path }
        if let path = credential("tls.key") { settings.doors.keyCredential = path }
        if let path = credential("master.passphrase") { settings.keyPassphraseCredential = path }
        if let path = credential("master.next.key") { settings.keyNextCredential = path }
        if let path = credential("master.next.passphrase") {
            settings.keyNextPassphraseCredential = path
        }
        if let path = credential("database.password") { settings.databasePasswordCredential = path }
        for place in settings.notices.indices {
            settings.notices[place].secretCredential = credential(
                "notice.\(settings.notices[place].name).secret")
        }
    }

    /// The problems don't repeat what stands there: it may be a password.
    private func applyDatabase(to settings: inout Settings) {
        if let text = value("CALLAUDIT_DATABASE") {
            settings.database = text
            if let mistake = DatabaseRule.mistake(in: text) {
                add("CALLAUDIT_DATABASE", "It \(mistake).")
            }
        }
        if let text = value("CALLAUDIT_DATABASE_PASSWORD") {
            settings.databasePassword = here.absolute(text)
            if let mistake = DatabaseRule.mistake(inPasswordPath: text) {
                add("CALLAUDIT_DATABASE_PASSWORD", "It \(mistake).")
            }
        }
    }

    private var here: PathRule { PathRule(folder: FileManager.default.currentDirectoryPath) }

    private func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path of a credential that systemd handed over; nil when it didn't.
    private func credential(_ name: String) -> String? {
        guard let folder = value("CREDENTIALS_DIRECTORY") else { return nil }
        let path = folder + "/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private func path(_ name: String) -> String? {
        guard let text = value(name) else { return nil }
        guard let path = here.absolute(text) else {
            add(name, "It must be a path such as /var/lib/callaudit.")
            return nil
        }
        return path
    }

    private func add(_ name: String, _ sentence: String) {
        problems.append(SettingsProblem(file: name, line: nil, sentence: sentence))
    }
}
