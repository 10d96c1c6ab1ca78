import Glibc

/// Why something in a source folder isn't taken. Each scan counts them afresh.
package enum Ignored: String, CaseIterable, Codable, Sendable {
    /// Symbolic links are never followed.
    case symbolicLink = "symbolic-link"
    /// A file with a second name elsewhere; taken once it has just one.
    case hardLink = "hard-link"
    case fifo, socket, device
    /// The name begins with a dot or ends in .tmp, .part or .filepart; taken once it is renamed.
    case unfinishedName = "unfinished-name"
    /// A folder whose name begins with a dot, with all that is in it.
    case hiddenFolder = "hidden-folder"
    /// A folder that this daemon may not read.
    case unreadableFolder = "unreadable-folder"
    case pathTooLong = "path-too-long"
    case tooDeep = "too-deep"

    /// Nil for a regular file with one name, and for a folder.
    init?(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG where status.st_nlink == 1: return nil
        case S_IFREG: self = .hardLink
        case S_IFDIR: return nil
        case S_IFLNK: self = .symbolicLink
        case S_IFIFO: self = .fifo
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}

/// Names that recorders and copying programs give to what they haven't finished.
enum UnfinishedName {
    static func covers(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        if isHidden(name) { return true }
        // All endings end in one of these: most names are told apart by their last byte.
        guard let last = name.last.map(lowercased), last == p || last == t else { return false }
        return endings.contains { ending in
            name.count >= ending.count
                && zip(name.suffix(ending.count), ending).allSatisfy { lowercased($0) == $1 }
        }
    }

    static func isHidden(_ name: some Collection<UInt8>) -> Bool {
        name.first == UInt8(ascii: ".")
    }

    private static let endings = [".tmp", ".part", ".filepart"].map { Array($0.utf8) }
    private static let p = UInt8(ascii: "p")
    private static let t = UInt8(ascii: "t")

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
}
