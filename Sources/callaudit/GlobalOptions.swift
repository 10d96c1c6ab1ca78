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

    /// Command-line arguments without the program's name, and with every `--config` moved behind
    /// the command, where the parser looks for it: `callaudit --config FILE call list`.
    static func behindVerb(_ arguments: [String]) -> [String] {
        let all = arguments.dropFirst()
        let end = all.firstIndex(of: "--") ?? all.endIndex
        var kept: [String] = []
        var moved: [String] = []
        var index = all.startIndex
        while index < end {
            let width = all[index] == "--config" ? 2 : 1
            let words = all[index..<min(index + width, end)]
            if width == 2 || words[index].hasPrefix("--config=") {
                moved += words
            } else {
                kept += words
            }
            index += width
        }
        return kept.isEmpty ? [] : kept + moved + all[end...]
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
