package import Calls
import Foundation

/// The scorecards that ship, by code: what an installation begins with.
package struct ScorecardLibrary: Sendable {
    package static let folderDefault = "/etc/callaudit/scorecards"
    package static let filesMax = 200
    package let scorecards: [String: Scorecard]

    /// Reads every `*.yaml` in `folder`; each is called as its card's code. When the default folder
    /// isn't there, the nearest `etc/callaudit/scorecards` above the running binary is read, and
    /// none where there is none.
    package static func load(
        folder: String = folderDefault, binary: String?
    ) throws(SettingsProblems) -> ScorecardLibrary {
        var found: [String: Scorecard] = [:]
        var problems: [SettingsProblem] = []
        for folder in ShippedFolder("scorecards").found([folder], binary) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                if folder == folderDefault { continue }
                problems.append(
                    SettingsProblem(
                        file: folder, line: nil,
                        sentence: "This folder of scorecards isn't there or can't be read; "
                            + "install it or name another."))
                continue
            }
            let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
            for file in files.prefix(filesMax) {
                let path = folder + "/" + file
                do throws(SettingsProblems) {
                    let card = try ScorecardFile.load(path: path)
                    found[card.code] = card
                    if card.code + ".yaml" != file {
                        problems.append(
                            SettingsProblem(
                                file: path, line: nil,
                                sentence: "The card is \(card.code), so the file must be called "
                                    + "\(card.code).yaml; rename it."))
                    }
                } catch {
                    problems += error.problems
                }
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
        return ScorecardLibrary(scorecards: found)
    }
}
