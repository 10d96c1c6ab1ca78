package import Calls

/// What can go wrong with keys and sealed data. `damaged` says nothing more on purpose: whoever
/// probes the vault learns only that it didn't open.
package enum VaultError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is damaged, cut short, moved from elsewhere, or sealed under another key.
    case damaged
    /// The operating system couldn't read a sealed file; `errno` of the failed call.
    case unreadable(errno: Int32)
    /// The range asked for isn't within the content.
    case outsideContent
    case keyFileMissing(path: String)
    case keyFileExists(path: String)
    case keyFileOpenToOthers(path: String, mode: UInt32)
    case keyFileWrongSize(path: String, bytes: Int64)
    case keyFileNotRegular(path: String)
    /// `reason` is the operating system's own words.
    case keyFileUnreadable(path: String, reason: String)
    case keyFileUnwritable(path: String, reason: String)
    case passphraseMissing(path: String)
    case passphraseWrong(path: String)
    case passphraseWeak(charactersMin: Int)
    /// Something is sealed under a master key that this node wasn't given.
    case masterKeyLacking(epoch: Int, id: KeyID)
    case noLockedMemory
    case epochOutOfRange(Int)

    package var description: String {
        switch self {
        case .damaged:
            "The sealed data did not open: it is damaged, was moved, or belongs to another key."
        case .unreadable(let errno):
            "The sealed file could not be read: \(message(of: errno))."
        case .outsideContent:
            "The range asked for lies outside the recording."
        case .keyFileMissing(let path):
            "There is no master key at \(path). Make one with `callaudit key init`, "
                + "or set `key:` to the file that holds it."
        case .keyFileExists(let path):
            "A file already stands at \(path), and a master key is never overwritten: "
                + "what it sealed would be lost. Choose another path or move the file away."
        case .keyFileOpenToOthers(let path, let mode):
            "The master key at \(path) can be read by others (mode \(octal(mode))). "
                + "Close it with `chmod 0400 \(path)`."
        case .keyFileWrongSize(let path, let bytes):
            "The master key at \(path) has \(bytes) bytes, but a master key has exactly "
                + "\(MasterKey.byteCount). Restore it from its escrow copy."
        case .keyFileNotRegular(let path):
            "The master key at \(path) is not a regular file. Set `key:` to a file."
        case .keyFileUnreadable(let path, let reason):
            "The master key at \(path) could not be read: \(reason). "
                + "It must belong to the user the daemon runs as."
        case .keyFileUnwritable(let path, let reason):
            "The master key could not be written to \(path): \(reason). "
                + "Choose a folder that exists and that you may write to."
        case .passphraseMissing(let path):
            "The master key at \(path) is made of a passphrase, and none was given. Hand the "
                + "daemon a systemd credential, or name the passphrase's file in the settings."
        case .passphraseWrong(let path):
            "The passphrase isn't the one of the master key at \(path)."
        case .passphraseWeak(let charactersMin):
            "A passphrase for a master key has at least \(charactersMin) characters. "
                + "Seven random words do."
        case .masterKeyLacking(let epoch, let id):
            "This node lacks the master key \(id) of epoch \(epoch), under which data is sealed. "
                + "Name its file with `key:`, or with `keyNext:` beside the other key."
        case .noLockedMemory:
            "No protected memory is left for keys. Raise LimitMEMLOCK or the machine's memory."
        case .epochOutOfRange(let epoch):
            "The key epoch \(epoch) is not between 1 and \(UInt16.max)."
        }
    }

    private func octal(_ mode: UInt32) -> String {
        "0" + String(mode, radix: 8)
    }
}
