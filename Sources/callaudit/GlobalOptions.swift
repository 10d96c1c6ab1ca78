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
        DaemonClient(socket: try settings().socketPath)
    }

    private static var configFromEnvironment: String? {
        ProcessInfo.processInfo.environment["CALLAUDIT_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
