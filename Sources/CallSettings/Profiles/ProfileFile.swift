package import Calls
import Foundation

/// A profile as its YAML file holds it (docs/formats/profile.md).
package enum ProfileFile {
    /// Reads the profile at `path`. Throws everything that is wrong, with lines.
    package static func load(path: String) throws(SettingsProblems) -> Profile {
        let file = YAMLFile(path: path)
        let profile = file.root.flatMap { ProfileReader(root: $0, path: path).read() }
        guard let profile, file.problems.problems.isEmpty else {
            throw SettingsProblems(
                file.problems.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        return profile
    }
}

/// Reads the keys of a profile, one after the other.
private struct ProfileReader {
    let root: YAMLMap
    let path: String

    func read() -> Profile? {
        let stem = String(path.split(separator: "/").last?.dropLast(".yaml".count) ?? "")
        let name = root.value("name")?.text() ?? ""
        if name != stem || !FieldType.name.fits(name) {
            root.problems.add(
                root.value("name")?.line,
                "name must be \(stem), as the file is called: letters, digits, dots and dashes.")
        }
        let version = root.value("version")?.whole(1...1_000_000) ?? 1
        let patterns = patterns()
        var profile = Profile(
            name: name, version: version, describes: root.value("describes")?.text() ?? "",
            patterns: patterns)
        let fieldNames = Set(patterns.flatMap { $0.fields.map(\.name) })
        let facts = FactsReader(fieldNames: fieldNames)
        if let map = root.value("fields")?.map() { profile.fields = facts.fields(map) }
        if let list = root.value("facts")?.list() { profile.rules = facts.rules(list) }
        if let value = root.value("zone"), let zone = zone(value) { profile.zone = zone }
        readFiles(into: &profile)
        if let list = root.value("examples")?.list() {
            profile.examples = ExampleReader().read(list)
        }
        root.finish()
        return patterns.isEmpty ? nil : profile
    }

    private func patterns() -> [NamePattern] {
        guard let value = root.value("patterns") else {
            root.problems.add(
                root.line, "patterns is missing; write at least one, such as '{any:text}'.")
            return []
        }
        var patterns: [NamePattern] = []
        for item in value.list() ?? [] {
            guard let text = item.text() else { continue }
            do throws(NamePattern.Mistake) {
                patterns.append(try NamePattern(text))
            } catch {
                item.problem(error.description)
            }
        }
        if patterns.count > 16 { value.expected("a list of at most 16 patterns") }
        return patterns
    }

    private func zone(_ value: YAMLValue) -> Profile.ZoneRule? {
        guard let text = value.text() else { return nil }
        switch text {
        case "source": return .source
        case "derive": return .derive
        default:
            guard let zone = CallZone(name: text) else {
                value.expected("source, derive, or a zone such as Asia/Shanghai, +08:00 or UTC")
                return nil
            }
            return .fixed(zone)
        }
    }

    private func readFiles(into profile: inout Profile) {
        let files = ProfileFilesReader(problems: root.problems)
        if let map = root.value("channels")?.map() { profile.channels = files.channels(map) }
        if let value = root.value("media") { profile.media = files.media(value) }
        if let endings = root.value("ignored")?.texts() {
            profile.ignored = Set(endings.map { $0.lowercased() })
        }
        if let map = root.value("sidecar")?.map() { profile.sidecar = files.sidecar(map) }
        if let seconds = root.value("settleSeconds")?.seconds(0...3600) {
            profile.settleSeconds = seconds
        }
        let paths = PathRule(folderOf: path)
        if let afterwards = AfterwardsReader(paths: paths).read(root) {
            profile.afterwards = afterwards
        }
    }
}
