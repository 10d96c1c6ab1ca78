import ArgumentParser
import CallSettings
import Calls
import Foundation

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "How the names of recordings are read.",
        subcommands: [ProfileList.self, ProfileTry.self, ProfileCheck.self])
}

struct ProfileList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the profiles.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    private struct Item: Encodable {
        var name: String
        var version: Int
        var describes: String
        var path: String
    }

    func run() throws {
        let library = try global.profiles()
        let items = library.profiles.values.sorted { $0.name < $1.name }.map {
            Item(
                name: $0.name, version: $0.version, describes: $0.describes,
                path: library.paths[$0.name] ?? "")
        }
        if json { return try Terminal.say(json: ["items": items]) }
        var table = Table("PROFILE", "VERSION", "RECORDER", "FILE")
        for item in items { table.add(item.name, "\(item.version)", item.describes, item.path) }
        table.lines.forEach(Terminal.say)
    }
}

struct ProfileCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Hold profiles against the examples that they carry.",
        discussion: """
            Examples:
              callaudit profile check
              callaudit profile check ./mine.yaml
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Names or files of profiles; all of them when left out.")
    var profiles: [String] = []

    func run() throws {
        let chosen =
            try profiles.isEmpty
            ? global.profiles().profiles.values.sorted { $0.name < $1.name }
            : profiles.map(global.profile)
        var failures = 0
        for profile in chosen {
            for example in profile.examples {
                guard let failure = profile.failure(of: example) else { continue }
                Terminal.say(Terminal.plain("\(profile.name):\(example.line): \(failure)"))
                failures += 1
            }
        }
        let examples = chosen.reduce(0) { $0 + $1.examples.count }
        Terminal.say("\(examples - failures) of \(examples) examples are read as they should be.")
        if failures > 0 { throw Stop(.foundProblems, "") }
    }
}

extension GlobalOptions {
    /// The installed profiles; ends the command when one is broken.
    func profiles() throws -> ProfileLibrary {
        let folders = try settingsIfAny().profiles
        do throws(SettingsProblems) {
            return try ProfileLibrary.load(folders: folders, binary: DaemonSettings.binary)
        } catch {
            throw Stop(.settings, error.description)
        }
    }

    /// The installed profile of that name, or the one in that file.
    func profile(_ nameOrFile: String) throws -> Profile {
        guard nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") else {
            let library = try profiles()
            guard let profile = library.profiles[nameOrFile] else {
                throw Stop(.usage, library.unknown(nameOrFile))
            }
            return profile
        }
        do throws(SettingsProblems) {
            return try ProfileFile.load(path: nameOrFile)
        } catch {
            throw Stop(.settings, error.description)
        }
    }
}

extension Terminal {
    /// `value` as JSON on one line.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
