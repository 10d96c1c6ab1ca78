/// What kind of side file a recorder writes.
package enum SidecarKind: String, CaseIterable, Codable, Sendable {
    /// The flat JSON object of docs/formats/sidecar.md.
    case callauditJSON = "callaudit-json"
    /// Genesys Cloud's `<recording>_metadata.json`.
    case genesysMetadata = "genesys-metadata"
    /// Oreka's tape message, `key=value`.
    case orekaTape = "oreka-tape"
}

/// Which sidecar a recording has and how the two find each other.
package struct SidecarRule: Hashable, Sendable {
    package var kind: SidecarKind
    /// Names in the recording's own folder, with `{recording}` for its whole name or `{stem}` for
    /// its name without the ending; the first that is there counts.
    package var names: [String]
    /// How long, from the recording's last change on, its sidecar is waited for. One that comes
    /// later is read all the same.
    package var waitSeconds: Double

    package init(kind: SidecarKind, names: [String], waitSeconds: Double) {
        self.kind = kind
        self.names = names
        self.waitSeconds = waitSeconds
    }

    /// The names that the sidecar of the recording called `name` may have, best first.
    package func sidecarNames(ofRecording name: String) -> [String] {
        names.map {
            $0.replacing("{recording}", with: name).replacing(
                "{stem}", with: NameEnding.stem(of: name))
        }
    }

    /// The names of the recordings whose sidecar `name` may be; empty when it is no sidecar.
    package func recordings(ofSidecar name: String, endings: some Sequence<String>) -> [String] {
        var candidates: [String] = []
        for rule in names {
            for mark in ["{recording}", "{stem}"] {
                let parts = rule.split(separator: mark, omittingEmptySubsequences: false)
                guard parts.count == 2, let middle = Self.between(parts[0], parts[1], in: name)
                else { continue }
                if mark == "{recording}" {
                    if NameEnding.of(middle) != nil { candidates.append(middle) }
                } else {
                    for ending in endings.sorted() {
                        candidates.append(middle + "." + ending)
                        candidates.append(middle + "." + ending.uppercased())
                    }
                }
            }
        }
        return candidates
    }

    private static func between(
        _ start: Substring, _ end: Substring, in name: String
    ) -> String? {
        guard name.hasPrefix(start), name.hasSuffix(end),
            name.utf8.count > start.utf8.count + end.utf8.count
        else { return nil }
        return String(name.dropFirst(start.count).dropLast(end.count))
    }
}

/// The part of a file's name behind its last dot.
package enum NameEnding {
    /// In lower case, at most 8 letters or digits; nil when there is none.
    package static func of(_ name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...]
        guard (1...8).contains(ending.utf8.count),
            ending.unicodeScalars.allSatisfy({ $0.isASCII && $0.isLetterOrDigit })
        else { return nil }
        return ending.lowercased()
    }

    /// The name without its ending and the dot before it.
    package static func stem(of name: String) -> String {
        guard let ending = of(name) else { return name }
        return String(name.dropLast(ending.count + 1))
    }
}
