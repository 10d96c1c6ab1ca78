package import Calls

/// Complaints that fall into folders, and who takes them in.
package struct ComplaintTaking: Sendable {
    /// Registers `intake`, or names the complaint that the same file or message made before.
    /// Durable when it returns. `contentHash` is BLAKE2b-256 of the file; `folder` its name.
    package typealias TakeIn = @Sendable (
        _ intake: ComplaintIntake, _ contentHash: [UInt8], _ folder: String
    ) async throws -> ComplaintTakeIn

    package var folders: [ComplaintFolder]
    package var takeIn: TakeIn

    package init(folders: [ComplaintFolder], takeIn: @escaping TakeIn) {
        self.folders = folders
        self.takeIn = takeIn
    }
}

/// One folder of complaints, and who takes in what falls into it.
struct ComplaintInlet: Sendable {
    let folder: ComplaintFolder
    let takeIn: ComplaintTaking.TakeIn
}

extension ComplaintTaking {
    var inlets: [ComplaintInlet] {
        folders.map { ComplaintInlet(folder: $0, takeIn: takeIn) }
    }
}

extension ComplaintFolder {
    /// The same folder as intake watches folders: any file that is whole is handed out.
    var asSource: Calls.SourceFolder {
        var profile = Profile(
            name: Self.profileName, version: 1, describes: "", patterns: [])
        profile.settleSeconds = settleSeconds
        profile.afterwards = afterwards
        return Calls.SourceFolder(
            path: path, profile: profile, zone: .utc, polling: polling, pollSeconds: pollSeconds)
    }
}
