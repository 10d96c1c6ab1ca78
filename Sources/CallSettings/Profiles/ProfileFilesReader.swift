import Calls

/// Reads what a profile says of files: endings, channels, sidecars.
struct ProfileFilesReader {
    let problems: ProblemList

    func channels(_ map: YAMLMap) -> [Int: [ChannelRole]] {
        var channels: [Int: [ChannelRole]] = [:]
        for key in map.keys {
            guard let value = map.value(key) else { continue }
            let roles = value.list()?.compactMap { $0.choice(ChannelRole.self) } ?? []
            guard let count = Int(key), (1...32).contains(count), roles.count == count else {
                value.problem(
                    "channels: write the number of channels and a role for each, "
                        + "such as `2: [agent, customer]`.")
                continue
            }
            channels[count] = roles
        }
        return channels
    }

    /// A list of endings, each known by itself, or a map of endings to encodings of bare streams.
    func media(_ value: YAMLValue) -> [String: Profile.Media] {
        var media: [String: Profile.Media] = [:]
        if !value.isMap {
            for item in value.list() ?? [] {
                guard let ending = item.text().map({ $0.lowercased() }) else { continue }
                media[ending] = Profile.usualMedia[ending] ?? .headed
            }
            return media
        }
        guard let map = value.map() else { return media }
        for ending in map.keys {
            guard let item = map.value(ending) else { continue }
            if item.plainText == "headed" {
                media[ending.lowercased()] = .headed
            } else if let encoding = item.plainText.flatMap(RawEncoding.init) {
                media[ending.lowercased()] = .raw(encoding)
            } else {
                let words = ["headed"] + RawEncoding.allCases.map(\.rawValue)
                item.expected("one of " + words.joined(separator: ", "))
            }
        }
        return media
    }

    func sidecar(_ map: YAMLMap) -> SidecarRule? {
        let kind = map.value("kind")?.choice(SidecarKind.self)
        let names = map.value("names")?.list()?.compactMap { item -> String? in
            guard let name = item.text() else { return nil }
            let marks = ["{recording}", "{stem}"].filter { name.contains($0) }
            guard marks.count == 1, !name.contains("/"), name != marks[0],
                name.split(separator: marks[0], omittingEmptySubsequences: false).count == 2
            else {
                item.expected("a name with {recording} or {stem} once in it, and something else")
                return nil
            }
            return name
        }
        let wait = map.value("waitSeconds")?.seconds(0...86_400) ?? 0
        map.finish()
        if !map.has("kind") || !map.has("names") {
            problems.add(map.line, "sidecar needs kind and names.")
        }
        guard let kind, let names, !names.isEmpty else { return nil }
        return SidecarRule(kind: kind, names: names, waitSeconds: wait)
    }
}
