package import Foundation

/// How intake stands on the node that answers. `waiting` counts files that it saw in the source
/// folders and that are its own to decide; the other counts are of the whole installation.
package struct IntakeStatus: Sendable, Equatable {
    package var waiting: Int
    package var indexed: Int
    package var quarantined: Int
    package var duplicates: Int
    package var sources: [SourceStatus]
    /// All nodes that work on the database, and those that did.
    package var nodes: [NodeStatus]
    /// Why this node takes nothing in, as English sentences that say what to do; else empty.
    package var hindrances: [String]

    package init(
        waiting: Int, indexed: Int, quarantined: Int, duplicates: Int, sources: [SourceStatus],
        nodes: [NodeStatus], hindrances: [String]
    ) {
        self.waiting = waiting
        self.indexed = indexed
        self.quarantined = quarantined
        self.duplicates = duplicates
        self.sources = sources
        self.nodes = nodes
        self.hindrances = hindrances
    }
}

package struct SourceStatus: Sendable, Equatable {
    /// How news of files arrives.
    package enum Watching: String, CaseIterable, Codable, Sendable {
        case events, polling, missing
    }

    package var path: String
    package var profile: String
    package var watching: Watching
    package var waiting: Int
    package var lastScanAt: Date?
    package var lastTakenInAt: Date?
    /// The last thing that went wrong here, in English, without personal data.
    package var lastError: String?
    package var lastErrorAt: Date?

    package init(
        path: String, profile: String, watching: Watching, waiting: Int, lastScanAt: Date?,
        lastTakenInAt: Date?, lastError: String?, lastErrorAt: Date?
    ) {
        self.path = path
        self.profile = profile
        self.watching = watching
        self.waiting = waiting
        self.lastScanAt = lastScanAt
        self.lastTakenInAt = lastTakenInAt
        self.lastError = lastError
        self.lastErrorAt = lastErrorAt
    }
}
