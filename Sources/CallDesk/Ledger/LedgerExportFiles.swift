import CallLedger
import CallStore
import Calls
import Foundation

/// The files of an export, made the same way each time.
struct LedgerExportFiles: Sendable {
    private static let pageRows = 500

    let database: any Database
    let entries: Range<Int64>
    /// Name and text of the files that don't grow with the period.
    let small: [(name: String, text: String)]
    /// Time of all files, since 1970.
    let seconds: Int64

    private enum Large: String, CaseIterable {
        case framed = "entries.bin"
        case readable = "entries.jsonl"
    }

    /// The text of SHA256SUMS, and the length of each file.
    func sums() async throws -> (sums: String, members: [LedgerExport.Member]) {
        var lines: [String] = []
        var members: [LedgerExport.Member] = []
        for (name, text) in small {
            let bytes = Array(text.utf8)
            lines.append("\(LedgerHash.plain(bytes))  \(name)\n")
            members.append(.init(name: name, bytes: Int64(bytes.count)))
        }
        for large in Large.allCases {
            var hash = RunningSHA256()
            var next: Int64? = entries.lowerBound
            while let from = next {
                try Task.checkCancellation()
                let (piece, following) = try await piece(of: large, from: from)
                hash.update(piece)
                next = following
            }
            members.append(.init(name: large.rawValue, bytes: hash.bytes))
            lines.append("\(hash.finish())  \(large.rawValue)\n")
        }
        return (lines.joined(), members)
    }

    /// The archive, whose files are as long as `export.members` says.
    func archive(
        _ export: LedgerExport, signature: String
    ) -> (bytes: Int64, pieces: AsyncThrowingStream<[UInt8], any Error>) {
        let tail = [("SHA256SUMS", export.sums), ("SHA256SUMS.minisig", signature)]
        let lengths =
            export.members.map(\.bytes) + tail.map { Int64($0.1.utf8.count) }
        let total = lengths.reduce(Int64(TarHead.end.count)) { sum, bytes in
            sum + Int64(TarHead.blockBytes) + bytes + Int64(TarHead.padding(after: bytes).count)
        }
        let cursor = ArchiveCursor(files: self, export: export, tail: tail)
        return (total, AsyncThrowingStream { try await cursor.next() })
    }

    /// The part of a large file that begins with the entry `from`, and the entry that begins the
    /// next part.
    private func piece(
        of file: Large, from: Int64
    ) async throws -> (bytes: [UInt8], next: Int64?) {
        let limit = Int(min(Int64(Self.pageRows), entries.upperBound - from))
        let rows = try await database.read { try $0.ledgerEntries(from: from, limit: limit) }
        guard rows.count == limit, rows.first?.sequence == from else {
            throw LedgerError.brokenChain(sequence: from)
        }
        var bytes: [UInt8] = []
        for row in rows {
            switch file {
            case .framed: bytes += LedgerFrames.frame(row.bytes)
            case .readable: bytes += try LedgerEntry(decoding: row.bytes).jsonLine
            }
        }
        let next = from + Int64(limit)
        return (bytes, next < entries.upperBound ? next : nil)
    }

    /// Walks the archive; asked by one reader at a time.
    private final class ArchiveCursor: @unchecked Sendable {
        // Unchecked because AsyncThrowingStream calls its closure from one iterator, never at once.
        private let files: LedgerExportFiles
        private var heads: [LedgerExport.Member]
        private let texts: [String: String]
        private let large = Dictionary(
            uniqueKeysWithValues: Large.allCases.map { ($0.rawValue, $0) })
        private var open: (file: Large, next: Int64, bytesLeft: Int64, bytes: Int64)?
        private var hasEnded = false

        init(files: LedgerExportFiles, export: LedgerExport, tail: [(String, String)]) {
            self.files = files
            let small = files.small.map { ($0.name, $0.text) } + tail
            texts = Dictionary(uniqueKeysWithValues: small)
            heads =
                export.members
                + tail.map { .init(name: $0.0, bytes: Int64($0.1.utf8.count)) }
            heads.reverse()
        }

        func next() async throws -> [UInt8]? {
            if let (file, next, left, bytes) = open {
                let (piece, following) = try await files.piece(of: file, from: next)
                let rest = left - Int64(piece.count)
                guard (following == nil) == (rest == 0), rest >= 0 else {
                    throw DeskFault.rowAltered(table: "ledger_entry")
                }
                open = following.map { (file, $0, rest, bytes) }
                return following == nil ? piece + TarHead.padding(after: bytes) : piece
            }
            guard let member = heads.popLast() else {
                if hasEnded { return nil }
                hasEnded = true
                return TarHead.end
            }
            let head = TarHead.head(
                of: member.name, bytes: member.bytes, seconds: files.seconds)
            if let file = large[member.name] {
                open = (file, files.entries.lowerBound, member.bytes, member.bytes)
                return head
            }
            return head + Array((texts[member.name] ?? "").utf8)
                + TarHead.padding(after: member.bytes)
        }
    }
}
