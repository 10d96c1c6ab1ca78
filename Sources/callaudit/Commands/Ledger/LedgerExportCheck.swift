import CallLedger
import Calls
import Foundation

/// Checks an export with nothing but its own files and, where it is given, a key from elsewhere.
struct LedgerExportCheck {
    private static let largeBytesMax = 8 << 30
    private let files: [String: Data]
    private let key: NoteVerifier?

    init(path: String, key: NoteVerifier?) throws {
        self.key = key
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Stop(.badData, "There is no \(path).")
        }
        var files: [String: Data] = [:]
        if isFolder.boolValue {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                files[name] = try Data(
                    contentsOf: URL(fileURLWithPath: path + "/" + name), options: .mappedIfSafe)
            }
        } else {
            let archive = try Data(
                contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            files = try Self.members(of: archive)
        }
        self.files = files
    }

    /// The files of a ustar archive.
    private static func members(of archive: Data) throws -> [String: Data] {
        var files: [String: Data] = [:]
        var position = 0
        while position + 512 <= archive.count {
            let head = archive[position..<position + 512]
            if head.allSatisfy({ $0 == 0 }) { break }
            func field(_ range: Range<Int>) -> String {
                let bytes = head[(position + range.lowerBound)..<(position + range.upperBound)]
                return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let sizeText = field(124..<136).trimmingCharacters(in: .whitespaces)
            guard let size = Int(sizeText, radix: 8), size >= 0, size <= largeBytesMax,
                position + 512 + size <= archive.count, files.count < 100
            else { throw Stop(.badData, "This isn't a whole archive of an export.") }
            files[field(0..<100)] = archive[(position + 512)..<(position + 512 + size)]
            position += 512 + (size + 511) / 512 * 512
        }
        return files
    }

    func verdict() throws -> LedgerVerdict {
        var verdict = LedgerVerdict()
        let began = ContinuousClock.now
        verdict.problems += try sumProblems()
        guard let signed = SignedCheckpoint(try text("checkpoint")),
            let own = NoteVerifier(try text("signer.vkey").trimmingCharacters(in: .newlines)),
            let proof = LedgerRangeProof(try text("proof"))
        else { throw Stop(.badData, "checkpoint, signer.vkey or proof can't be read.") }
        if !signed.note.isSigned(by: key ?? own) {
            verdict.problems.append("The checkpoint isn't signed by that key.")
        }
        verdict.checkpoint = .init(
            size: signed.checkpoint.size, root: signed.checkpoint.root.description)
        let leaves = try follow(try file("entries.bin"), from: proof.leaves.lowerBound, &verdict)
        if verdict.firstAltered == nil,
            proof.size != signed.checkpoint.size || leaves.count != proof.leaves.count
                || proof.root(leaves: leaves) != signed.checkpoint.root
        {
            verdict.problems.append(
                "The entries aren't those of the checkpoint: some were changed, removed or added.")
        }
        if !verdict.problems.isEmpty, let told = try firstUnlikeItsLine(proof.leaves.lowerBound) {
            verdict.firstAltered = told
        }
        verdict.entries = Int64(leaves.count)
        verdict.seconds = began.duration(to: .now) / .seconds(1)
        return verdict
    }

    /// The hashes of all entries that follow one another.
    private func follow(
        _ framed: Data, from first: Int64, _ verdict: inout LedgerVerdict
    ) throws -> [LedgerHash] {
        var leaves: [LedgerHash] = []
        // What doesn't follow is looked at again by the entry behind it.
        var broken: UnsafeRawBufferPointer?
        var altered: Int64?
        framed.withUnsafeBytes { bytes in
            let read = try? LedgerFrames.read(bytes) { entry in
                let sequence = first + Int64(leaves.count)
                if let last = broken {
                    if !leaves.isEmpty, altered == sequence {
                        altered = LedgerBreak.firstAltered(at: sequence, entry: last, next: entry)
                    }
                    throw LedgerError.brokenChain(sequence: sequence)
                }
                guard let skim = LedgerSkim(entry), skim.sequence == sequence,
                    leaves.last?.isEqual(to: .init(rebasing: entry[skim.previous])) ?? true
                else {
                    (altered, broken) = (sequence, entry)
                    return
                }
                leaves.append(.leaf(entry))
            }
            if altered == nil, read != bytes.count { altered = first + Int64(leaves.count) }
        }
        if let altered {
            verdict.firstAltered = altered
            verdict.problems.append("The entries don't follow one another; \(altered) was altered.")
        }
        return leaves
    }

    /// The first entry that hasn't the hash of its line in entries.jsonl; nil when all have, or
    /// when the signed sums don't vouch for those lines.
    private func firstUnlikeItsLine(_ first: Int64) throws -> Int64? {
        struct Line: Decodable {
            let hash: String
        }
        let vouched = try sumProblems()
        let name = "entries.jsonl"
        guard !vouched.contains(where: { $0.hasPrefix(name) || $0.hasPrefix("The signature") })
        else { return nil }
        let decoder = JSONDecoder()
        let lines = try file(name).split(separator: UInt8(ascii: "\n"))
        var (place, found) = (0, Int?.none)
        try file("entries.bin").withUnsafeBytes { bytes in
            _ = try? LedgerFrames.read(bytes) { entry in
                if found == nil {
                    let line = place < lines.count
                        ? try? decoder.decode(Line.self, from: lines[place]) : nil
                    if line?.hash != LedgerHash.leaf(entry).description { found = place }
                }
                place += 1
            }
        }
        if found == nil, place != lines.count { found = place }
        return found.map { first + Int64($0) }
    }

    private func sumProblems() throws -> [String] {
        let sums = try text("SHA256SUMS")
        var problems: [String] = []
        let key = MinisignPublicKey(try text("minisign.pub"))
        if key?.trustedComment(in: try text("SHA256SUMS.minisig"), of: Array(sums.utf8)) == nil {
            problems.append("The signature of SHA256SUMS doesn't hold.")
        }
        let lines = sums.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        for line in lines {
            guard line.count == 2, let data = files[line[1]] else {
                problems.append("A file that SHA256SUMS names is missing.")
                continue
            }
            var hash = RunningSHA256()
            data.withUnsafeBytes { hash.update($0) }
            if hash.finish().description != line[0] { problems.append("\(line[1]) was altered.") }
        }
        return problems
    }

    private func file(_ name: String) throws -> Data {
        guard let data = files[name] else {
            throw Stop(.badData, "The export has no \(name), so it isn't a whole one.")
        }
        return data
    }

    private func text(_ name: String) throws -> String {
        let data = try file(name)
        guard data.count <= 1 << 20, let text = String(validating: data, as: UTF8.self) else {
            throw Stop(.badData, "\(name) can't be read.")
        }
        return text
    }
}
