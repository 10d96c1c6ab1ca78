extension Profile {
    /// What a file in a source folder is by its name alone.
    package enum FileKind: Hashable, Sendable {
        /// Sound, or something unknown that the decoder has to judge; `raw` when it has no header.
        case recording(raw: RawEncoding?)
        case sidecar
        /// Left alone: an ending that the profile ignores.
        case ignored
        /// A name that begins with a dot, or ends as unfinished files do; it waits to be renamed.
        case unfinished
    }

    /// Endings that writers give to files they haven't finished.
    package static let unfinishedEndings: Set<String> = ["tmp", "part", "filepart"]

    package func kind(ofFile relativePath: String) -> FileKind {
        let name = relativePath.split(separator: "/").last.map(String.init) ?? ""
        let ending = NameEnding.of(name) ?? ""
        if name.hasPrefix(".") || Self.unfinishedEndings.contains(ending) { return .unfinished }
        switch media[ending] {
        case .headed: return .recording(raw: nil)
        case .raw(let encoding): return .recording(raw: encoding)
        case nil: break
        }
        if let sidecar, !sidecar.recordings(ofSidecar: name, endings: media.keys).isEmpty {
            return .sidecar
        }
        return ignored.contains(ending) ? .ignored : .recording(raw: nil)
    }

    /// Paths, relative to the source folder, that the sidecar of this recording may have.
    package func sidecarPaths(ofRecording relativePath: String) -> [String] {
        let (folder, name) = Self.split(relativePath)
        return sidecar?.sidecarNames(ofRecording: name).map { folder + $0 } ?? []
    }

    /// Paths of the recordings whose sidecar this file may be; empty when it can't be one.
    package func recordingPaths(ofSidecar relativePath: String) -> [String] {
        let (folder, name) = Self.split(relativePath)
        return sidecar?.recordings(ofSidecar: name, endings: media.keys).map { folder + $0 } ?? []
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        let next = path.index(after: slash)
        return (String(path[..<next]), String(path[next...]))
    }
}

/// A folder that recordings fall into, with all that is needed to read them: the settings'
/// `sources` with their profiles found and their own wishes applied.
package struct SourceFolder: Hashable, Sendable {
    /// Absolute, without a slash at the end.
    package var path: String
    /// With the source's own settle time and afterwards in place of the profile's.
    package var profile: Profile
    package var zone: CallZone
    /// True to scan every `pollSeconds` without waiting for events.
    package var polling: Bool
    package var pollSeconds: Double

    package init(
        path: String, profile: Profile, zone: CallZone, polling: Bool, pollSeconds: Double
    ) {
        self.path = path
        self.profile = profile
        self.zone = zone
        self.polling = polling
        self.pollSeconds = pollSeconds
    }
}
