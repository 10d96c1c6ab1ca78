import CallStore
import CallVault

extension Error {
    /// The disk didn't keep what it was given: nothing more may be called accepted until a restart
    /// has looked at everything again.
    package var endsDaemon: Bool {
        if case StoreFault.notDurable? = self as? StoreFault { return true }
        if case SealedFolderError.notDurable? = self as? SealedFolderError { return true }
        return false
    }

    /// Why the database can't be used, for the journal and readiness; the daemon tries again
    /// whatever the reason.
    var awaySentence: String {
        // What becomes of a commit in doubt, its own sentence says.
        if case StoreFault.unsettled? = self as? StoreFault { return "\(self)" }
        return "\(self) It is tried again."
    }
}
