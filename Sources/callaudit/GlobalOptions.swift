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

    /// Command-line arguments without the program's name and without `--config FILE`, which may
    /// stand anywhere, before the command too; FILE becomes what CALLAUDIT_CONFIG says.
    static func takingConfig(from arguments: [String]) -> [String] {
        let all = arguments.dropFirst()
        let end = all.firstIndex(of: "--") ?? all.endIndex
        var kept: [String] = []
        var index = all.startIndex
        while index < end {
            let word = all[index]
            if word == "--config", index + 1 < end {
                setenv("CALLAUDIT_CONFIG", all[index + 1], 1)
                index += 1
            } else if word.hasPrefix("--config=") {
                setenv("CALLAUDIT_CONFIG", String(word.dropFirst("--config=".count)), 1)
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
        if let url = url ?? Self.fromEnvironment("CALLAUDIT_URL") {
            return DaemonClient(
                door: try .remote(
                    url: url, tokenFile: tokenFile ?? Self.fromEnvironment("CALLAUDIT_TOKEN_FILE"),
                    authority: caFile ?? Self.fromEnvironment("CALLAUDIT_CA_FILE")))
        }
        return DaemonClient(socket: try settings().socketPath)
    }

    private static var configFromEnvironment: String? { fromEnvironment("CALLAUDIT_CONFIG") }

    private static func fromEnvironment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
