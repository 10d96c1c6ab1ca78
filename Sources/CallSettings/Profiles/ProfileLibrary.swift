package import Calls
import Foundation

/// The profiles of an installation, by name.
package struct ProfileLibrary: Sendable {
    package static let profilesMax = 200
    package let profiles: [String: Profile]
    /// Where each profile was read from.
    package let paths: [String: String]

    /// Reads every `*.yaml` in `folders`; a profile of a later folder replaces one of the same
    /// name. When the only folder is /etc/callaudit/profiles and isn't there, the nearest
    /// `etc/callaudit/profiles` above the folder of the running binary is read in its stead, so
    /// that a build tree and a relocated installation find theirs.
    package static func load(
        folders: [String], binary: String?
    ) throws(SettingsProblems) -> ProfileLibrary {
        var profiles: [String: Profile] = [:]
        var paths: [String: String] = [:]
        var problems: [SettingsProblem] = []
        for folder in ShippedFolder("profiles").found(folders, binary) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                problems.append(
                    SettingsProblem(
                        file: folder, line: nil,
                        sentence: "This folder of profiles isn't there or can't be read; "
                            + "install the profiles or mend `profiles` in the settings."))
                continue
            }
            let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
            for file in files.prefix(profilesMax) {
                let path = folder + "/" + file
                do throws(SettingsProblems) {
                    let profile = try ProfileFile.load(path: path)
                    profiles[profile.name] = profile
                    paths[profile.name] = path
                } catch {
                    problems += error.problems
                }
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        return ProfileLibrary(profiles: profiles, paths: paths)
    }

    /// A sentence for people who asked for a profile that isn't there.
    package func unknown(_ name: String) -> String {
        let names = profiles.keys.sorted()
        let hint =
            NearestName.of(name, among: names).map { "did you mean \($0)?" }
            ?? "profiles are " + names.joined(separator: ", ") + "."
        return "There is no profile \(name); \(hint)"
    }
}

extension SettingsFile {
    /// The source folders with their profiles, the sources' own wishes applied. Throws a problem
    /// for each source whose profile doesn't exist.
    package func sourceFolders(
        from library: ProfileLibrary, systemZone: CallZone
    ) throws(SettingsProblems) -> [SourceFolder] {
        var folders: [SourceFolder] = []
        var problems: [SettingsProblem] = []
        for (index, source) in settings.sources.enumerated() {
            guard var profile = library.profiles[source.profile] else {
                let line = index < profileLines.count ? profileLines[index] : nil
                problems.append(
                    SettingsProblem(
                        file: path, line: line, sentence: library.unknown(source.profile)))
                continue
            }
            if let settle = source.settleSeconds { profile.settleSeconds = settle }
            if let afterwards = source.afterwards { profile.afterwards = afterwards }
            folders.append(
                SourceFolder(
                    path: source.path, profile: profile,
                    zone: source.zone ?? settings.zone ?? systemZone,
                    polling: source.polling, pollSeconds: source.pollSeconds))
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        return folders
    }
}
