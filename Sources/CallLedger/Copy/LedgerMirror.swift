import Calls
import Foundation
import Glibc

/// The ledger's second copy: files of framed entries in a folder that are only ever appended to,
/// each named by its first entry. Used by one task at a time.
package final class LedgerMirror: @unchecked Sendable {
    // Unchecked because whoever keeps the copy asks it one thing after the other.

    /// Where the copy ends: what the next entry must follow.
    package struct End: Hashable, Sendable {
        package var size: Int64
        package var last: LedgerHash
    }

    /// What a crash can leave of one `append`, and the most that is ever cut.
    static let batchBytesMax = 1 << 20

    package let folder: String
    private let fileBytesMax: Int64
    private var file: Int32 = -1
    private var fileBytes: Int64 = 0
    package private(set) var end = End(size: 0, last: .zero)

    /// Makes the folder where it is missing, and finds the copy's end. The remains of an entry that
    /// a crash cut off are removed. Throws `MirrorFault`.
    package init(folder: String, fileBytesMax: Int64 = 64 << 20) throws {
        self.folder = folder
        self.fileBytesMax = fileBytesMax
        if mkdir(folder, 0o750) == 0 { chmod(folder, 0o750) }
        guard access(folder, R_OK | W_OK | X_OK) == 0 else { throw MirrorFault.folder(folder) }
        try findEnd()
    }

    deinit { if file >= 0 { close(file) } }

    /// Adds `entries`, which must follow the end one after another, and returns when they are on
    /// the disk. When it throws, nothing of them counts and the copy must be opened anew.
    package func append(_ entries: [[UInt8]]) throws {
        var batch: [UInt8] = []
        var next = end
        for entry in entries {
            next = try follow(next, entry)
            let frame = LedgerFrames.frame(entry)
            if batch.count + frame.count > Self.batchBytesMax {
                try flush(&batch)
            }
            batch += frame
        }
        try flush(&batch)
        end = next
        if fileBytes >= fileBytesMax { try open(first: end.size) }
    }

    private func follow(_ end: End, _ entry: [UInt8]) throws -> End {
        var end = end
        try entry.withUnsafeBytes { bytes in
            guard let skim = LedgerSkim(bytes) else { throw LedgerError.unreadable }
            guard skim.sequence == end.size,
                end.last.isEqual(to: UnsafeRawBufferPointer(rebasing: bytes[skim.previous]))
            else { throw LedgerError.brokenChain(sequence: end.size) }
            end = End(size: end.size + 1, last: .leaf(bytes))
        }
        return end
    }

    private func flush(_ batch: inout [UInt8]) throws {
        guard !batch.isEmpty else { return }
        if file < 0 { try open(first: end.size) }
        var written = 0
        while written < batch.count {
            let count = batch[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw MirrorFault.unwritable(folder, errno) }
            written += count
        }
        guard fsync(file) == 0 else { throw MirrorFault.unwritable(folder, errno) }
        fileBytes += Int64(batch.count)
        batch = []
    }

    private func open(first: Int64) throws {
        if file >= 0 { close(file) }
        file = Glibc.open(
            path(first: first), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw MirrorFault.unwritable(folder, errno) }
        // The signer's group reads it, whatever the umask says.
        fchmod(file, 0o640)
        fileBytes = Int64(lseek(file, 0, SEEK_END))
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MirrorFault.folder(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw MirrorFault.unwritable(folder, errno) }
    }

    private func path(first: Int64) -> String { folder + "/" + MirrorFiles.name(first: first) }

    private func findEnd() throws {
        let files = try MirrorFiles.firsts(in: folder)
        guard let first = files.last else { return }
        if files.count > 1 {
            try read(first: files[files.count - 2], isLast: false)
        } else if first != 0 {
            throw MirrorFault.damaged(MirrorFiles.name(first: first))
        }
        guard end.size == first else { throw MirrorFault.damaged(MirrorFiles.name(first: first)) }
        try read(first: first, isLast: true)
        try open(first: first)
    }

    /// Follows the file from its first entry on; of the file before the last one the first entry
    /// vouches for what stands before.
    private func read(first: Int64, isLast: Bool) throws {
        let name = MirrorFiles.name(first: first)
        guard let data = FileManager.default.contents(atPath: path(first: first)) else {
            throw MirrorFault.folder(folder)
        }
        var next = isLast ? end : nil
        let good = data.withUnsafeBytes { bytes in
            var good = 0
            _ = try? LedgerFrames.read(bytes) { entry in
                let stored = Array(entry)
                if next == nil, let skim = LedgerSkim(entry), skim.sequence == first,
                    let before = LedgerHash(entry[skim.previous])
                {
                    next = End(size: first, last: before)
                }
                guard let end = next else { throw LedgerError.unreadable }
                next = try follow(end, stored)
                good += LedgerFrames.headBytes + stored.count
            }
            return good
        }
        let rest = data.count - good
        guard rest == 0 || (isLast && rest <= Self.batchBytesMax + LedgerFrames.entryBytesMax)
        else { throw MirrorFault.damaged(name) }
        if rest > 0 {
            guard truncate(path(first: first), off_t(good)) == 0 else {
                throw MirrorFault.unwritable(folder, errno)
            }
        }
        guard let next else { throw MirrorFault.damaged(name) }
        end = next
    }
}

/// Names of the copy's files.
enum MirrorFiles {
    private static let digits = 13

    static func name(first: Int64) -> String {
        let text = String(first)
        return "entries-" + String(repeating: "0", count: max(0, digits - text.count)) + text
            + ".log"
    }

    /// The first entries of all files, in order.
    static func firsts(in folder: String) throws -> [Int64] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw MirrorFault.folder(folder)
        }
        return names.compactMap { name in
            guard name.hasPrefix("entries-"), name.hasSuffix(".log"),
                let first = Int64(name.dropFirst(8).dropLast(4)), self.name(first: first) == name
            else { return nil }
            return first
        }.sorted()
    }
}

package enum MirrorFault: Error, Equatable, Sendable, CustomStringConvertible {
    case folder(String)
    case unwritable(String, Int32)
    case damaged(String)
    case disagrees(sequence: Int64)

    package var description: String {
        switch self {
        case .folder(let path):
            "The folder \(path) of the ledger's second copy can't be used. Make it, and let the "
                + "daemon's user write to it."
        case .unwritable(let path, let errno):
            "The ledger's second copy in \(path) can't be written: "
                + "\(String(cString: strerror(errno)))."
        case .damaged(let name):
            "The ledger's second copy is damaged in \(name). Keep it as evidence, compare it with "
                + "a backup, and only then move it away: a new copy is made from the database."
        case .disagrees(let sequence):
            "The ledger's second copy and the database differ at entry \(sequence): one of them "
                + "was altered, or the database was rolled back. Keep both as evidence, and find "
                + "out with `callaudit ledger verify`."
        }
    }
}
