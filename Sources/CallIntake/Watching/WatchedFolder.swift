/// A folder that recordings are dropped into, and how it is watched.
package struct WatchedFolder: Sendable, Equatable {
    package var path: String
    /// True where the system's events can't be trusted: the folder is then only read again and
    /// again. Network and FUSE file systems are polled whatever stands here.
    package var polling: Bool
    /// How often a polled folder is read, and how often a missing one is looked for.
    package var pollSeconds: Double
    /// For how long a file must stay as it is before it counts as complete. 0 takes a file as soon
    /// as it is seen, which only suits recorders that rename a finished file into its place.
    package var settleSeconds: Double

    package init(
        path: String, polling: Bool = false, pollSeconds: Double = 5, settleSeconds: Double = 5
    ) {
        self.path = path
        self.polling = polling
        self.pollSeconds = pollSeconds
        self.settleSeconds = settleSeconds
    }
}

/// What a watch may use, and how often it looks at everything.
package struct WatchLimits: Sendable, Equatable {
    /// A watched folder is read in full at least this often, whatever the events said.
    package var rescanSeconds: Double
    /// Files that are remembered at once: seen, and neither finished nor known as done. What is
    /// beyond stays in the folder until there is room.
    package var filesMax: Int
    /// Settled files that lie ready for `next(max:)`.
    package var readyMax: Int

    package init(rescanSeconds: Double = 60, filesMax: Int = 32_768, readyMax: Int = 1_024) {
        self.rescanSeconds = rescanSeconds
        self.filesMax = filesMax
        self.readyMax = readyMax
    }
}
