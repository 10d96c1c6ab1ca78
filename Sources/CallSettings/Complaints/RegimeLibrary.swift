package import Calls
import Foundation

/// The regimes and calendars of an installation, out of its folders.
package enum RegimeLibrary {
    package static let filesMax = 200
    /// Files of `regulations` folders that hold regimes begin so.
    package static let prefix = "complaints-"

    /// Reads `complaints-*.yaml` in the folders of regulations, and every `*.yaml` in those of
    /// calendars; what stands in a later folder replaces what has the same name. Where the usual
    /// folders aren't there, those above the running binary are read, and none where there are
    /// none. Throws what is wrong with files, and names a regime whose calendar isn't there.
    package static func load(
        regulations: [String], calendars: [String], home: CallZone, binary: String?
    ) throws(SettingsProblems) -> RegimeBook {
        var problems: [SettingsProblem] = []
        var days: [String: HolidayCalendar] = [:]
        for path in files("calendars", calendars, binary, &problems) {
            do throws(SettingsProblems) {
                let calendar = try CalendarFile.load(path: path)
                days[calendar.name] = calendar
            } catch {
                problems += error.problems
            }
        }
        var regimes: [String: ComplaintRegime] = [:]
        for path in files("regulations", regulations, binary, &problems)
        where path.hasName(prefix: prefix) {
            do throws(SettingsProblems) {
                for regime in try RegimeFile.load(path: path) {
                    regimes[regime.name] = regime
                    if let name = regime.calendar, days[name] == nil {
                        problems.append(
                            SettingsProblem(
                                file: path, line: nil,
                                sentence: missing(name, regime.name, days.keys.sorted())))
                    }
                }
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        return RegimeBook(regimes: regimes, calendars: days, home: home)
    }

    private static func missing(_ name: String, _ regime: String, _ known: [String]) -> String {
        let hint =
            NearestName.of(name, among: known).map { "did you mean \($0)?" }
            ?? "put it into a folder of `calendars`."
        return "The regime \(regime) goes by the calendar \(name), which isn't there; \(hint)"
    }

    private static func files(
        _ kind: String, _ folders: [String], _ binary: String?,
        _ problems: inout [SettingsProblem]
    ) -> [String] {
        let isDefault = folders == ["/etc/callaudit/\(kind)"]
        var paths: [String] = []
        for folder in ShippedFolder(kind).found(folders, binary) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                if isDefault { continue }
                problems.append(
                    SettingsProblem(
                        file: folder, line: nil,
                        sentence: "This folder of \(kind) isn't there or can't be read; "
                            + "install it or mend `\(kind)` in the settings."))
                continue
            }
            paths += names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
                .prefix(filesMax).map { folder + "/" + $0 }
        }
        return paths
    }
}

extension SettingsFile {
    /// The regimes and calendars of the folders that the settings name. Throws when one of
    /// `complaintRegimes`, or of a folder of `complaints`, isn't among them.
    package func regimes(
        home: CallZone, binary: String?
    ) throws(SettingsProblems) -> RegimeBook {
        let book = try RegimeLibrary.load(
            regulations: settings.regulations, calendars: settings.calendars, home: home,
            binary: binary)
        let known = book.regimes.keys.sorted()
        var problems = settings.complaintRegimes.filter { book.regimes[$0] == nil }.map { name in
            let hint =
                NearestName.of(name, among: known).map { "did you mean \($0)?" }
                ?? "name one of those in `regulations`."
            return problem("complaintRegimes: there is no regime \(name); \(hint)")
        }
        if settings.complaintRegimes.count > Complaint.Limits.regimes {
            problems.append(
                problem("complaintRegimes takes at most \(Complaint.Limits.regimes) regimes."))
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        try check(complaintFoldersBy: book)
        return book
    }

    private func problem(_ sentence: String) -> SettingsProblem {
        SettingsProblem(file: path, line: complaintRegimesLine, sentence: sentence)
    }
}

extension String {
    /// Whether the last part of a path begins with `prefix`.
    fileprivate func hasName(prefix: String) -> Bool {
        split(separator: "/").last?.hasPrefix(prefix) == true
    }
}
