import ArgumentParser
import CallSettings
import Foundation

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    static let configDefault = "/etc/callaudit/callaudit.yaml"

    @Option(
        help: ArgumentHelp(
            "The settings file; also CALLAUDIT_CONFIG. It may stand before the command as well.",
            valueName: "file"))
    var config = Self.configFromEnvironment ?? Self.configDefault

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Act in this role, of those that `local:` gives you; also CALLAUDIT_AS. It may stand "
                + "before the command as well.",
            valueName: "role"))
    var actingRole: String?

    @Option(
        help: ArgumentHelp(
            "Ask a daemon elsewhere, at this https:// address; also CALLAUDIT_URL.",
            valueName: "address"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "File with the token for --url, of mode 0600; also CALLAUDIT_TOKEN_FILE.",
            valueName: "file"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "Certificates to trust for --url instead of the system's; also CALLAUDIT_CA_FILE.",
            valueName: "file"))
    var caFile: String?

    /// What may stand before the command too, and the variable that says the same.
    private static let anywhere = ["--config": "CALLAUDIT_CONFIG", "--as": "CALLAUDIT_AS"]

    /// Command-line arguments without the program's name and without `--config FILE` and
    /// `--as ROLE`, which may stand anywhere; what they say goes into the environment.
    static func takingGlobals(from arguments: [String]) -> [String] {
        let all = arguments.dropFirst()
        let end = all.firstIndex(of: "--") ?? all.endIndex
        var kept: [String] = []
        var index = all.startIndex
        while index < end {
            let word = all[index]
            if let variable = anywhere[word], index + 1 < end {
                setenv(variable, all[index + 1], 1)
                index += 1
            } else if let (option, variable) = anywhere.first(where: {
                word.hasPrefix($0.key + "=")
            }) {
                setenv(variable, String(word.dropFirst(option.count + 1)), 1)
            } else {
                kept.append(word)
            }
            index += 1
        }
        return kept + all[end...]
    }

    /// The settings that hold; ends the command with every problem when there is one.
    func settings() throws -> Settings {
        do throws(SettingsProblems) {
            return try Settings.load(
                path: config, environment: ProcessInfo.processInfo.environment)
        } catch {
            throw Stop(.settings, error.description)
        }
    }

    /// As `settings`, but the defaults when nobody named a file and there is none.
    func settingsIfAny() throws -> Settings {
        let unnamed = config == Self.configDefault && Self.configFromEnvironment == nil
        if unnamed, !FileManager.default.fileExists(atPath: config) { return .default }
        return try settings()
    }

    func client() throws -> DaemonClient {
        if let url = url ?? Self.environment("CALLAUDIT_URL") {
            return DaemonClient(
                door: try .remote(
                    url: url, tokenFile: tokenFile ?? Self.environment("CALLAUDIT_TOKEN_FILE"),
                    authority: caFile ?? Self.environment("CALLAUDIT_CA_FILE")))
        }
        return DaemonClient(
            socket: try settings().socketPath,
            role: actingRole ?? Self.environment("CALLAUDIT_AS"))
    }

    private static var configFromEnvironment: String? { environment("CALLAUDIT_CONFIG") }

    /// Nil when it is empty too.
    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
