package import Calls
import Foundation

/// The classes of complaints as a YAML file holds them (docs/formats/complaint-classes.md).
package enum ComplaintClassesFile {
    package static let folderDefault = "/etc/callaudit/complaints"
    package static let fileName = "classes.yaml"

    /// Reads `classes.yaml` in `folder`. When the default folder isn't there, the nearest
    /// `etc/callaudit/complaints` above the running binary is read. Throws everything that is
    /// wrong; classes that are returned have no problems.
    package static func load(
        folder: String = folderDefault, binary: String?
    ) throws(SettingsProblems) -> ComplaintClasses {
        try read(YAMLFile(path: path(folder, binary)))
    }

    /// The same, nil where there is no such file.
    package static func loadIfThere(
        folder: String = folderDefault, binary: String?
    ) throws(SettingsProblems) -> ComplaintClasses? {
        let path = path(folder, binary)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try read(YAMLFile(path: path))
    }

    private static func path(_ folder: String, _ binary: String?) -> String {
        (ShippedFolder("complaints").found([folder], binary).first ?? folder) + "/" + fileName
    }

    /// Reads `text`; problems name it `name`.
    package static func read(
        text: String, name: String
    ) throws(SettingsProblems) -> ComplaintClasses {
        try read(YAMLFile(text: text, name: name))
    }

    private static func read(_ file: YAMLFile) throws(SettingsProblems) -> ComplaintClasses {
        var classes: ComplaintClasses?
        if let root = file.root { classes = ComplaintClassesReader(root: root).classes() }
        if file.problems.problems.isEmpty, let classes {
            for problem in classes.problems() { file.problems.add(nil, problem.sentence) }
        }
        guard let classes, file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return classes
    }
}

/// Makes classes of a file's map.
private struct ComplaintClassesReader {
    let root: YAMLMap

    func classes() -> ComplaintClasses {
        defer { root.finish() }
        needs(["severities", "types", "causes", "redress", "currency", "limits"], root)
        var classes = ComplaintClasses(
            severities: list("severities", root).map(severity),
            types: list("types", root).map { branch($0, depth: 1) },
            causes: list("causes", root).map { branch($0, depth: 1) },
            redress: list("redress", root).map(redress),
            currency: root.value("currency")?.text() ?? "",
            limits: root.value("limits")?.map().map(limits) ?? [:],
            representativesMost: root.value("representatives")?
                .whole(1...ComplaintClasses.Limits.representatives)
                ?? ComplaintClasses.Limits.representatives)
        classes.products = list("products", root).map(product)
        return classes
    }

    private func product(_ map: YAMLMap) -> ComplaintClasses.Product {
        defer { map.finish() }
        needs(["code", "title"], map)
        return ComplaintClasses.Product(
            code: map.value("code")?.text() ?? "", title: words("title", map),
            campaigns: map.value("campaigns")?.texts() ?? [])
    }

    private func severity(_ map: YAMLMap) -> ComplaintClasses.Severity {
        defer { map.finish() }
        needs(["code", "title", "meaning", "load"], map)
        return ComplaintClasses.Severity(
            code: map.value("code")?.text() ?? "", title: words("title", map),
            meaning: words("meaning", map),
            load: map.value("load")?.whole(1...ComplaintClasses.Limits.load) ?? 1)
    }

    /// Branches beyond the deepest level but one aren't read; the check says so.
    private func branch(_ map: YAMLMap, depth: Int) -> ComplaintClasses.Branch {
        defer { map.finish() }
        needs(["code", "title"], map)
        let below = list("branches", map)
        let isReadOn = depth <= ComplaintClasses.Limits.depth
        var branch = ComplaintClasses.Branch(
            code: map.value("code")?.text() ?? "", title: words("title", map),
            firstLine: map.value("firstLine")?.text().map(firstLine),
            branches: isReadOn ? below.map { self.branch($0, depth: depth + 1) } : [])
        branch.questions = questions(map)
        return branch
    }

    /// `questions: [sales/pressure]`, the code of a scorecard before that of its question.
    private func questions(_ map: YAMLMap) -> [WatchedQuestion] {
        (map.value("questions")?.list() ?? []).compactMap { value in
            guard let text = value.text() else { return nil }
            let question = WatchedQuestion(text)
            if question == nil {
                map.problems.add(
                    map.line,
                    "A question is written scorecard/question, such as sales/pressure; mend "
                        + "\(text).")
            }
            return question
        }
    }

    /// `firstLine: never`, or the gravest severity that the first line may solve.
    private func firstLine(_ text: String) -> ComplaintClasses.FirstLine {
        text == "never" ? .never : .upTo(text)
    }

    private func redress(_ map: YAMLMap) -> ComplaintClasses.RedressKind {
        defer { map.finish() }
        needs(["code", "title", "isMoney"], map)
        return ComplaintClasses.RedressKind(
            code: map.value("code")?.text() ?? "", title: words("title", map),
            isMoney: map.value("isMoney")?.flag() ?? false)
    }

    /// `supervisor: 5000`, in the smallest unit, or `unlimited`.
    private func limits(_ map: YAMLMap) -> [Role: Int64] {
        defer { map.finish() }
        var limits: [Role: Int64] = [:]
        for role in Role.allCases {
            guard let value = map.value(role.rawValue) else { continue }
            if value.plainText == "unlimited" {
                limits[role] = ComplaintClasses.unlimited
            } else {
                limits[role] = value.whole(0...1_000_000_000_000).map { Int64($0) }
            }
        }
        return limits
    }

    private func needs(_ keys: [String], _ map: YAMLMap) {
        for key in keys where !map.has(key) {
            let place = map.path.isEmpty ? "The file" : map.path
            map.problems.add(map.line, "\(place) needs \(key); write it.")
        }
    }

    private func list(_ key: String, _ map: YAMLMap) -> [YAMLMap] {
        (map.value(key)?.list() ?? []).compactMap { $0.map() }
    }

    private func words(_ key: String, _ map: YAMLMap) -> LocalText {
        let inner = map.value(key)?.map()
        defer { inner?.finish() }
        return LocalText(
            english: inner?.value("en")?.text() ?? "",
            simplifiedChinese: inner?.value("zh-Hans")?.text() ?? "",
            traditionalChinese: inner?.value("zh-Hant")?.text() ?? "")
    }
}
