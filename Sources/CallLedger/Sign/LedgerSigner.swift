import Calls
import Foundation
import Glibc

/// What the signer has seen of a ledger, and the one way in which it comes to sign more of it: both
/// copies of every entry since are followed from where it stood, and only what is the same in both
/// and follows is signed. What it has seen is on its own disk before it signs.
package struct LedgerSigner: Sendable {
    package let origin: String
    package private(set) var head: LedgerHead
    /// Where both copies agreed, not signed yet.
    private var seen: LedgerHead
    private let path: String

    private static let title = "callaudit signer frontier 1"

    /// Reads what stands in `folder`, or begins anew with `origin` where nothing does. Throws
    /// `SignerFault`.
    package init(folder: String, origin: String) throws(SignerFault) {
        path = folder + "/frontier"
        self.origin = origin
        guard let data = FileManager.default.contents(atPath: path) else {
            guard access(path, F_OK) != 0 else { throw .state(path) }
            head = LedgerHead()
            seen = head
            return
        }
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 4, lines[0] == Self.title, lines[3].isEmpty,
            let bytes = [UInt8](hexadecimal: lines[2]), let head = try? LedgerHead(decoding: bytes)
        else { throw .state(path) }
        guard lines[1] == origin else { throw .anotherInstallation(lines[1]) }
        self.head = head
        seen = head
    }

    package var next: Int64 { seen.size }

    /// Forgets what was seen and not signed, after a round that failed on the way.
    package mutating func beginRound() { seen = head }

    /// Follows entries as the database and as the copy have them, from `next` on; both must be as
    /// many.
    package mutating func see(
        database: [[UInt8]], copy: [[UInt8]]
    ) throws(SignerFault) {
        for (index, entry) in database.enumerated() {
            let sequence = seen.size
            var other = seen
            do throws(LedgerError) { try seen.pass(entry) } catch {
                throw .refused(.databaseAltered, sequence: sequence)
            }
            guard index < copy.count else { throw .refused(.copiesDiffer, sequence: sequence) }
            if copy[index] == entry { continue }
            do throws(LedgerError) { try other.pass(copy[index]) } catch {
                throw .refused(.copyAltered, sequence: sequence)
            }
            throw .refused(.copiesDiffer, sequence: sequence)
        }
    }

    /// Throws when the ledger that the daemon speaks of is shorter than what was seen, or as long
    /// with another root.
    package func check(size: Int64, root: LedgerHash) throws(SignerFault) {
        if size < head.size { throw .refused(.rolledBack, sequence: size) }
        if size == seen.size, root != seen.root {
            throw .refused(.databaseAltered, sequence: max(0, size - 1))
        }
    }

    /// Remembers durably what was seen, then signs it.
    package mutating func sign(with key: NoteKey) throws(SignerFault) -> SignedCheckpoint {
        let text = "\(Self.title)\n\(origin)\n\(seen.encoded.hexadecimal)\n"
        guard DurableFile.replace(path, with: Array(text.utf8)) else { throw .state(path) }
        head = seen
        return SignedCheckpoint(
            Checkpoint(origin: origin, size: head.size, root: head.root), signedBy: key)
    }

    /// Puts what was seen aside, so that a ledger that was rolled back on purpose can be signed
    /// from its beginning. Returns where it lies now.
    package static func acceptRollback(in folder: String) throws(SignerFault) -> String {
        let path = folder + "/frontier"
        let aside = path + ".before-\(Int(Date().timeIntervalSince1970))"
        guard rename(path, aside) == 0 else { throw .state(path) }
        return aside
    }
}

package enum SignerFault: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: String, Sendable {
        case databaseAltered = "database-altered"
        case copyAltered = "copy-altered"
        case copiesDiffer = "copies-differ"
        case rolledBack = "rolled-back"
    }

    case state(String)
    case anotherInstallation(String)
    case refused(Reason, sequence: Int64)

    package var description: String {
        switch self {
        case .state(let path):
            "\(path) can't be read or written, or isn't what the signer wrote. Put it back from a "
                + "backup."
        case .anotherInstallation(let origin):
            "The signer has signed for \(origin) so far, and this daemon is another's. Give each "
                + "installation a signer with a state folder of its own."
        case .refused(let reason, let sequence):
            switch reason {
            case .databaseAltered:
                "The database's entry \(sequence) doesn't follow what was signed before."
            case .copyAltered:
                "Entry \(sequence) of the second copy doesn't follow what was signed before."
            case .copiesDiffer: "Database and second copy differ at entry \(sequence)."
            case .rolledBack:
                "The ledger ends before entry \(sequence), and more was signed. If it was rolled "
                    + "back on purpose, run `callaudit signer accept-rollback`."
            }
        }
    }
}

/// A small file that is either the old one or the new one, whatever happens.
enum DurableFile {
    static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        let fresh = path + ".new"
        let file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return false }
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(fresh, path) == 0 else { return false }
        let folder = open(
            (path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return fsync(folder) == 0
    }
}
