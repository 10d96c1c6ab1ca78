/// A folder that e-mails and forms with complaints fall into.
package struct ComplaintFolder: Hashable, Sendable {
    /// What it is called in the ledger and on pages; nothing personal.
    package var name: String
    /// Absolute, without a slash at the end.
    package var path: String
    /// By whose clocks what comes here is reckoned; nil for the house's.
    package var regimes: [String]?
    /// The file itself isn't kept anywhere else, so it stays unless somebody wants otherwise.
    package var afterwards = Profile.Afterwards.keep
    package var polling = false
    package var pollSeconds = 5.0
    package var settleSeconds = 5.0

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// What stands for a profile where files of all folders are spoken of.
    package static let profileName = "complaints"
}
