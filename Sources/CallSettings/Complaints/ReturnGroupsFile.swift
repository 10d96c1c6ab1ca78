package import Calls
import Foundation

/// How the house's codes stand for regulators' groups, as a YAML file holds it
/// (docs/formats/complaint-classes.md).
package enum ReturnGroupsFile {
    package static let fileName = "returns.yaml"

    /// Reads `returns.yaml` beside the classes of complaints; no groups where there is none. Throws
    /// everything that is wrong; `classes` are those of the house.
    package static func load(
        folder: String = ComplaintClassesFile.folderDefault, binary: String?,
        classes: ComplaintClasses?
    ) throws(SettingsProblems) -> ReturnGroups {
        let folder = ShippedFolder("complaints").found([folder], binary).first ?? folder
        let path = folder + "/" + fileName
        guard FileManager.default.fileExists(atPath: path) else { return ReturnGroups() }
        return try read(YAMLFile(path: path), classes)
    }

    /// Reads `text`; problems name it `name`.
    package static func read(
        text: String, name: String, classes: ComplaintClasses?
    ) throws(SettingsProblems) -> ReturnGroups {
        try read(YAMLFile(text: text, name: name), classes)
    }

    private static func read(
        _ file: YAMLFile, _ classes: ComplaintClasses?
    ) throws(SettingsProblems) -> ReturnGroups {
        var groups = ReturnGroups()
        if let root = file.root {
            if let returns = root.value("returns")?.map() {
                for name in returns.keys {
                    guard let shape = returns.value(name)?.map() else { continue }
                    groups.shapes[name] = Self.groups(shape)
                }
            }
            root.finish()
        }
        if file.problems.problems.isEmpty {
            for sentence in groups.problems(classes) { file.problems.add(nil, sentence) }
        }
        guard file.problems.problems.isEmpty else {
            throw file.problems.inOrder("This is no file of groups; write it.")
        }
        return groups
    }

    private static func groups(_ map: YAMLMap) -> ReturnGroups.Groups {
        defer { map.finish() }
        var groups: ReturnGroups.Groups = [:]
        for dimension in ReturnDimension.allCases {
            guard let codes = map.value(dimension.rawValue)?.map() else { continue }
            var known: [String: String] = [:]
            for code in codes.keys { known[code] = codes.value(code)?.text() }
            groups[dimension] = known
        }
        return groups
    }
}
