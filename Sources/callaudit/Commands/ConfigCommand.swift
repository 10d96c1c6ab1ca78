import ArgumentParser
import CallSettings
import Calls
import Foundation

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The settings.",
        subcommands: [ConfigCheck.self, ConfigShow.self])
}

struct ConfigCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Name everything that is wrong in settings, profiles and data, by file and line.",
        discussion: """
            Exits with 0 when all is well and with 78 otherwise.

            Examples:
              callaudit config check
              callaudit config check ./callaudit.yaml
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The settings file, when not the usual one.")
    var file: String?

    func run() throws {
        let path = file ?? global.config
        do throws(SettingsProblems) {
            let file = try SettingsFile(
                path: path, environment: ProcessInfo.processInfo.environment)
            let library = try ProfileLibrary.load(
                folders: file.settings.profiles, binary: DaemonSettings.binary)
            let folders = try file.sourceFolders(from: library, systemZone: .utc)
            _ = try file.retentionDuty(
                from: try RegulationLibrary.load(
                    folders: file.settings.regulations, binary: DaemonSettings.binary))
            let clocks = try file.regimes(home: .utc, binary: DaemonSettings.binary)
            let classes = try ComplaintClassesFile.loadIfThere(binary: DaemonSettings.binary)
            _ = try ReturnGroupsFile.load(binary: DaemonSettings.binary, classes: classes)
            _ = try LetterLibrary.load(
                binary: DaemonSettings.binary, regimes: Set(clocks.regimes.keys))
            Terminal.say(
                "\(path): fine; \(folders.count) source\(folders.count == 1 ? "" : "s"), "
                    + "\(library.profiles.count) profiles.")
        } catch {
            Terminal.say(error.description)
            throw Stop(.settings, "")
        }
    }
}

struct ConfigShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print settings as YAML.",
        discussion: """
            Examples:
              callaudit config show --effective
              callaudit config show --default > callaudit.yaml
            """)

    enum Which: String, EnumerableFlag {
        case effective, `default`

        static func help(for which: Which) -> ArgumentHelp? {
            switch which {
            case .effective: "What holds: defaults, file and environment together."
            case .default: "What holds when nothing is set."
            }
        }
    }

    @OptionGroup var global: GlobalOptions
    @Flag var which = Which.effective

    func run() throws {
        let settings = which == .default ? Settings.default : try global.settings()
        Terminal.say(String(settings.effectiveYAML.dropLast()))
    }
}
