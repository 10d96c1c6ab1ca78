import Foundation
import Glibc

/// Reads the ledger's second copy while somebody else appends to it.
package final class MirrorReader {
    private let folder: String
    private var file: Int32 = -1
    /// Of the file that is open.
    private var first: Int64 = -1
    private var next: Int64 = 0
    private var offset: Int64 = 0

    package init(folder: String) {
        self.folder = folder
    }

    deinit { if file >= 0 { close(file) } }

    /// Whole entries from `sequence` on, at most `limit`; fewer at the copy's end. Throws
    /// `MirrorFault`, and `LedgerError` for bytes that are no frames.
    package func entries(from sequence: Int64, limit: Int) throws -> [[UInt8]] {
        if file < 0 || sequence != next { try seek(sequence) }
        var found: [[UInt8]] = []
        while found.count < limit, file >= 0 {
            let before = next
            try readPiece(from: sequence, limit: limit, &found)
            if next == before, try !openFollowing() { break }
        }
        return found
    }

    private func seek(_ sequence: Int64) throws {
        let files = try MirrorFiles.firsts(in: folder)
        guard let holding = files.last(where: { $0 <= sequence }) else { return closeFile() }
        try open(holding)
    }

    private func open(_ first: Int64) throws {
        closeFile()
        let path = folder + "/" + MirrorFiles.name(first: first)
        file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw MirrorFault.folder(folder) }
        (self.first, next, offset) = (first, first, 0)
    }

    private func closeFile() {
        if file >= 0 { close(file) }
        file = -1
    }

    private func openFollowing() throws -> Bool {
        let size = lseek(file, 0, SEEK_END)
        guard next > first, Int64(size) == offset,
            try MirrorFiles.firsts(in: folder).contains(next)
        else { return false }
        try open(next)
        return true
    }

    private func readPiece(from sequence: Int64, limit: Int, _ found: inout [[UInt8]]) throws {
        var piece = [UInt8](repeating: 0, count: LedgerMirror.batchBytesMax)
        let count = pread(file, &piece, piece.count, off_t(offset))
        guard count > 0 else { return }
        struct Enough: Error {}
        do {
            _ = try piece[..<count].withUnsafeBytes { bytes in
                try LedgerFrames.read(bytes) { entry in
                    if found.count == limit { throw Enough() }
                    if next >= sequence { found.append(Array(entry)) }
                    next += 1
                    offset += Int64(LedgerFrames.headBytes + entry.count)
                }
            }
        } catch is Enough {}
    }
}
