import Foundation

/// Settings with the places where they stand in their file, so that what is found wrong later can
/// still be named by line.
package struct SettingsFile: Sendable {
    package let path: String
    package let settings: Settings
    /// Line of the `profile` of each source, in the order of `settings.sources`.
    let profileLines: [Int?]
    /// Line of the `regimes` of each folder of `complaints`, in their order.
    let complaintLines: [Int?]
    /// Line of `retention.rule`.
    let retentionLine: Int?
    /// Line of `complaintRegimes`.
    let complaintRegimesLine: Int?

    /// Reads the file at `path` and then what `environment` overrides:
    /// CALLAUDIT_STATE, _LISTEN, _SOCKET, _KEY, _KEY_PASSPHRASE (a path), _KEY_NEXT,
    /// _KEY_NEXT_PASSPHRASE (a path), _DATABASE, _DATABASE_PASSWORD (a path), _RECORDINGS, _NODE,
    /// _ZONE, _REGION, _PROFILES (parted by colons), _LEDGER_COPY, _HELPER, _LOG_LEVEL, and
    /// `master.key`, `master.passphrase`, `master.next.key`, `master.next.passphrase`,
    /// `database.password`, `tls.key` and `notice.NAME.secret` in $CREDENTIALS_DIRECTORY. Throws
    /// everything that is wrong.
    package init(path: String, environment: [String: String]) throws(SettingsProblems) {
        let file = YAMLFile(
            path: path,
            missing: "There is no such file; name the settings with --config or CALLAUDIT_CONFIG.")
        guard let root = file.root else { throw SettingsProblems(file.problems.problems) }
        var reader = SettingsReader(paths: PathRule(folderOf: path))
        reader.read(root)
        root.finish()
        let overrides = SettingsOverrides(environment)
        overrides.apply(to: &reader.settings)
        let problems =
            file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
            + overrides.problems
            + reader.settings.doorMistakes.map {
                SettingsProblem(file: path, line: nil, sentence: $0)
            }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        self.path = path
        settings = reader.settings
        profileLines = reader.profileLines
        complaintLines = reader.complaintLines
        retentionLine = reader.retentionLine
        complaintRegimesLine = reader.complaintRegimesLine
    }
}

extension Settings {
    /// The settings at `path`, with what the environment overrides.
    package static func load(
        path: String, environment: [String: String]
    ) throws(SettingsProblems) -> Settings {
        try SettingsFile(path: path, environment: environment).settings
    }
}

/// Makes paths absolute: relative ones start at the folder of the settings file.
struct PathRule {
    let folder: String

    init(folder: String) {
        self.folder = folder
    }

    init(folderOf file: String) {
        let here = PathRule(folder: FileManager.default.currentDirectoryPath)
        folder = here.absolute(file + "/..") ?? "/"
    }

    /// Nil when `text` can't be a path; slashes at the end are dropped.
    func absolute(_ text: String) -> String? {
        guard !text.isEmpty, !text.hasPrefix("~"), text.utf8.count <= 4096 else { return nil }
        let path = text.hasPrefix("/") ? text : folder + "/" + text
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
