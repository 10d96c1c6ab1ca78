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
}
