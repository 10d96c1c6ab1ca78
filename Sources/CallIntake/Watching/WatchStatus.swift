package import Calls
package import Foundation

/// How the watch of a folder stands.
package struct WatchStatus: Sendable, Equatable {
    package var watching = SourceStatus.Watching.missing
    /// Files seen and not yet finished or known as done, those included that there was no room for.
    package var waiting = 0
    /// When the last full look at the folder ended; nil before the first.
    package var lastScanAt: Date?
    package var lastScanSeconds = 0.0
    /// Regular files, finished ones included, and folders that the last scan saw.
    package var lastScanFiles = 0
    package var lastScanFolders = 0
    /// Folders whose events are heard.
    package var watches = 0
    /// How often events were lost because too many came at once.
    package var overflows = 0
    /// What the last scan left alone, by reason.
    package var ignored: [Ignored: Int] = [:]
    /// The last thing that went wrong, as a sentence that says what to do. No personal data.
    package var lastError: String?
    package var lastErrorAt: Date?

    package init() {}
}
