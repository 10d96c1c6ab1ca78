import Foundation

/// A folder of data that ships below /etc/callaudit.
struct ShippedFolder {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    /// `folders`, but when the only one is the default and isn't there, the nearest of its name
    /// above the folder of the running binary, so that a build tree and a relocated installation
    /// find theirs.
    func found(_ folders: [String], _ binary: String?) -> [String] {
        let usual = "/etc/callaudit/\(name)"
        guard folders == [usual], let binary, !FileManager.default.fileExists(atPath: usual)
        else { return folders }
        var above = PathRule(folderOf: binary).folder
        for _ in 0..<8 {
            let candidate = (above == "/" ? "" : above) + "/etc/callaudit/\(name)"
            if FileManager.default.fileExists(atPath: candidate) { return [candidate] }
            above = PathRule(folderOf: above).folder
        }
        return folders
    }
}
