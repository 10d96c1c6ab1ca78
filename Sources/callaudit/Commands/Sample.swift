import ArgumentParser
import CallDesk
import Calls
import Foundation

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Samples that were drawn, and drawing them again.",
        subcommands: [SampleDraw.self, SampleFetch.self, SampleRedraw.self])
}

struct SampleDraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draw now what is due, without waiting for the daemon.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan draws`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/draws/\(id.urlPart)/draw", json: [String: String]())
    }
}

struct SampleFetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Write the file of a draw to standard output.",
        discussion: """
            It holds all that drawing again takes, and no personal data. The ledger notes it.
            Example: callaudit --as auditor sample file 0e5q8rk2m1v7d > draw.jsonl
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan draws`.") var id: String

    func run() async throws {
        try await global.client().download("/api/v1/draws/\(id.urlPart)/file") { piece in
            try FileHandle.standardOutput.write(contentsOf: piece)
        }
    }
}

struct SampleRedraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redraw", abstract: "Draw again by the file of a draw, and compare.",
        discussion: """
            Needs neither daemon nor settings: any machine will do. Ends with 0 when all agrees,
            with 1 when something doesn't, each thing with its sentence, and with 65 when the file
            can't be read.
            Example: callaudit sample redraw draw.jsonl
            """)

    @Argument(help: "The file; - for standard input.") var file: String

    func run() async throws {
        let sample = try read()
        let found = sample.mismatches(CallDesk.hash)
        guard found.isEmpty else {
            found.forEach { Terminal.say(Terminal.plain($0.description)) }
            throw Stop(.foundProblems, "The sample isn't what its seed and its frame lead to.")
        }
        for key in sample.framesMissing {
            let place = key.isEmpty ? "" : " of stratum \(Terminal.plain(key))"
            Terminal.complain(
                "The frame\(place) isn't in the file; calls were compared by rank alone.")
        }
        say(sample)
    }

    private func say(_ sample: SampleFile) {
        let (head, strata) = (sample.head, sample.strata)
        let drawn = strata.reduce(0) { $0 + $1.picks.count }
        let size = strata.reduce(0) { $0 + $1.quota.size }
        let replaced = strata.reduce(0) { $0 + $1.replacements.count }
        Terminal.say(
            "Plan \(Terminal.plain(head.planID)), version \(head.version), slice "
                + "\(Terminal.plain(head.slice)): drawn again, \(drawn) of \(size) calls in "
                + "\(strata.count) strata, \(replaced) replacements. All agree.")
        Terminal.say(
            "That the commitment \(head.commitment.hexadecimal) stood in the ledger before the "
                + "slice was over is for the ledger to prove.")
    }

    /// Line by line, so that no more of the file is held than what it says.
    private func read() throws -> SampleFile {
        do {
            let handle =
                file == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            var reader = SampleFileReader()
            var (line, total): ([UInt8], Int) = ([], 0)
            while let piece = try handle.read(upToCount: Self.pieceBytes), !piece.isEmpty {
                total += piece.count
                guard total <= SampleFile.bytesMax else {
                    throw SampleFileFault(line: 0, "The file is too large to be a sample's.")
                }
                let parts = piece.split(separator: 10, omittingEmptySubsequences: false)
                for (number, part) in parts.enumerated() {
                    if number > 0 {
                        try reader.take(line)
                        line.removeAll(keepingCapacity: true)
                    }
                    line += part
                }
                guard line.count <= SampleFile.lineBytesMax else {
                    throw SampleFileFault(line: 0, "This is no line of a sample file.")
                }
            }
            guard line.isEmpty else {
                throw SampleFileFault(line: 0, "The file ends too early. Fetch it once more.")
            }
            return try reader.finish()
        } catch let fault as SampleFileFault {
            throw Stop(.badData, fault.description)
        } catch {
            throw Stop(
                .inputOutput, "The file \(file) can't be read: \(error.localizedDescription)")
        }
    }

    private static let pieceBytes = 1 << 20
}
