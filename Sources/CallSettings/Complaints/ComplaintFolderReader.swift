import Calls

/// Reads `complaints`: the folders that e-mails and forms with complaints fall into.
struct ComplaintFolderReader {
    static let foldersMax = 20
    let paths: PathRule

    /// The folders, each with its line. `sources` are the folders of recordings.
    func read(
        _ value: YAMLValue, beside sources: [Settings.Source]
    ) -> [(folder: ComplaintFolder, line: Int?)] {
        guard let list = value.list() else { return [] }
        if list.count > Self.foldersMax {
            value.problem("complaints takes at most \(Self.foldersMax) folders.")
        }
        var folders: [(folder: ComplaintFolder, line: Int?)] = []
        for item in list.prefix(Self.foldersMax) {
            guard let map = item.map() else { continue }
            if let folder = folder(map) {
                let others = sources.map(\.path) + folders.map(\.folder.path)
                if let nested = others.first(where: { Self.isNested(folder.path, $0) }) {
                    item.problem(
                        "\(folder.path) and \(nested) lie within one another; "
                            + "a folder belongs to one source only.")
                }
                if folders.contains(where: { $0.folder.name == folder.name }) {
                    item.problem("There are two folders of complaints named \(folder.name).")
                }
                folders.append((folder, map.value("regimes")?.line ?? item.line))
            }
            map.finish()
        }
        return folders
    }

    private func folder(_ map: YAMLMap) -> ComplaintFolder? {
        let name = map.value("name")
        if name == nil {
            map.problems.add(map.line, "\(map.path) needs a name, such as mail.")
        } else if let name, !NodeRule.allows(name.plainText ?? "") {
            name.expected(
                "a name of 1 to 63 letters, digits, dots, hyphens and underscores, such as mail")
        }
        guard let value = map.value("path") else {
            map.problems.add(map.line, "\(map.path) needs a path: the folder to watch.")
            return nil
        }
        guard let text = value.text() else { return nil }
        guard let path = paths.absolute(text) else {
            value.expected("a path such as /var/spool/complaints (~ isn't understood here)")
            return nil
        }
        var folder = ComplaintFolder(name: name?.plainText ?? "", path: path)
        folder.regimes = map.value("regimes")?.texts()
        if let regimes = folder.regimes, Set(regimes).count < regimes.count {
            map.value("regimes")?.problem("\(map.path).regimes names a regime twice.")
        }
        if let polling = map.value("polling")?.flag() { folder.polling = polling }
        if let poll = map.value("pollSeconds")?.seconds(0.1...3600) { folder.pollSeconds = poll }
        if let settle = map.value("settleSeconds")?.seconds(0...3600) {
            folder.settleSeconds = settle
        }
        if let afterwards = AfterwardsReader(paths: paths).read(map) {
            folder.afterwards = afterwards
        }
        if case .move(let target) = folder.afterwards, Self.isNested(target, path) {
            map.value("moveTo")?.problem(
                "moveTo lies within the folder or the other way round, "
                    + "so moved files would be taken in again; choose a folder elsewhere.")
        }
        return folder
    }

    private static func isNested(_ one: String, _ other: String) -> Bool {
        (one + "/").hasPrefix(other + "/") || (other + "/").hasPrefix(one + "/")
    }
}

extension SettingsFile {
    /// Throws when a folder of complaints names a regime that isn't in `book`.
    func check(complaintFoldersBy book: RegimeBook) throws(SettingsProblems) {
        let known = book.regimes.keys.sorted()
        var problems: [SettingsProblem] = []
        for (index, folder) in settings.complaints.enumerated() {
            let line = index < complaintLines.count ? complaintLines[index] : nil
            func add(_ sentence: String) {
                problems.append(SettingsProblem(file: path, line: line, sentence: sentence))
            }
            let regimes = folder.regimes ?? []
            if regimes.count > Complaint.Limits.regimes {
                add(
                    "The complaints folder \(folder.name) names more than "
                        + "\(Complaint.Limits.regimes) regimes.")
            }
            for name in regimes where book.regimes[name] == nil {
                let hint =
                    NearestName.of(name, among: known).map { "did you mean \($0)?" }
                    ?? "name one of those in `regulations`."
                add(
                    "The complaints folder \(folder.name) names the regime \(name), which isn't "
                        + "there; \(hint)")
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems) }
    }
}
