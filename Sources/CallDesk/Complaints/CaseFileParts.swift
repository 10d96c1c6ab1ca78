import CallLedger
import Calls
import Foundation

/// A file of one case's whole file, read only once it is its turn.
struct CaseFilePart: Sendable {
    typealias Reader = (Range<Int64>) throws -> [UInt8]

    let path: String
    let bytes: Int64
    let modified: Date
    let open: @Sendable () throws -> Reader

    init(
        path: String, bytes: Int64, modified: Date, open: @escaping @Sendable () throws -> Reader
    ) {
        self.path = path
        self.bytes = bytes
        self.modified = modified
        self.open = open
    }

    /// One that is in memory already.
    init(path: String, _ content: [UInt8], modified: Date) {
        self.init(path: path, bytes: Int64(content.count), modified: modified) {
            { Array(content[Int($0.lowerBound)..<Int($0.upperBound)]) }
        }
    }

    init(path: String, _ text: String, modified: Date) {
        self.init(path: path, Array(text.utf8), modified: modified)
    }

    fileprivate static let pieceBytes: Int64 = 64 * 1024

    /// SHA-256 of all of it.
    func digest() throws -> LedgerHash {
        var hash = RunningSHA256()
        let read = try open()
        var place: Int64 = 0
        while place < bytes {
            let end = min(place + Self.pieceBytes, bytes)
            hash.update(try read(place..<end))
            place = end
        }
        return hash.finish()
    }
}

/// Walks the tar archive of `parts`, piece by piece; asked by one reader at a time.
final class CaseFileWalk: @unchecked Sendable {
    // Unchecked because whoever pulls asks for the next piece only once the last one came.
    private let folder: String
    private var parts: [CaseFilePart]
    private var reading: (read: CaseFilePart.Reader, place: Int64, bytes: Int64)?
    private var hasEnded = false

    init(_ parts: [CaseFilePart], in folder: String) {
        self.folder = folder
        self.parts = parts.reversed()
    }

    /// Nil at the end.
    func next() throws -> [UInt8]? {
        if let (read, place, bytes) = reading {
            let end = min(place + CaseFilePart.pieceBytes, bytes)
            let piece = try read(place..<end)
            guard piece.count == Int(end - place) else { throw Refusal.packageFailed }
            reading = end < bytes ? (read, end, bytes) : nil
            return end < bytes ? piece : piece + Self.padding(after: bytes)
        }
        guard let part = parts.popLast() else {
            defer { hasEnded = true }
            return hasEnded ? nil : TarHeader.end
        }
        let header = TarHeader.bytes(
            name: "\(folder)/\(part.path)", size: part.bytes,
            modified: Int64(part.modified.timeIntervalSince1970))
        guard let header else { throw Refusal.packageFailed }
        if part.bytes > 0 { reading = (try part.open(), 0, part.bytes) }
        return header
    }

    func write(_ put: ([UInt8]) throws -> Void) throws {
        while let piece = try next() { try put(piece) }
    }

    private static func padding(after size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: TarHeader.padding(after: size))
    }
}

/// What stands in `manifest.json`: every other file of the case, and by whom, when and for what
/// they were put together.
struct CaseFileManifest: Encodable {
    struct File: Encodable {
        let path: String
        let bytes: Int64
        let sha256: String
    }

    let format = "callaudit case file 1"
    let complaint: String
    let number: String
    /// The number of the case's last event.
    let event: Int
    let madeAt: String
    let madeBy: String
    let purpose: String
    let files: [File]

    init(_ file: CaseFile, _ digests: [(part: CaseFilePart, hash: LedgerHash)]) {
        complaint = file.detail.summary.id.description
        number = file.detail.summary.number.description
        event = file.detail.version
        madeAt = file.madeAt.formatted(.iso8601)
        madeBy = file.madeBy
        purpose = file.wish.purpose.rawValue
        files = digests.map {
            File(path: $0.part.path, bytes: $0.part.bytes, sha256: $0.hash.description)
        }
    }

    /// With the bytes as they stand in the archive.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + Array("\n".utf8)
    }

    /// The same for sha256sum, with the manifest's own sum last.
    func sums(with manifest: [UInt8]) -> String {
        let lines = files.map { "\($0.sha256)  \($0.path)\n" }
        return lines.joined() + "\(LedgerHash.plain(manifest))  manifest.json\n"
    }
}
