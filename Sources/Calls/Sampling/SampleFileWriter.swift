import Foundation

/// Writes a file line by line, each with its line feed, in the order of docs/formats/sample.md, so
/// that a file of any length passes through one line.
package struct SampleFileWriter: Sendable {
    private var lines = 0

    package init() {}

    package mutating func head(_ head: SampleFile.Head) throws -> [UInt8] {
        try line(SampleFileLine(head))
    }

    /// Announces a stratum with `drawn` picks and `chunks` pieces of its frame, which follow;
    /// those within `stratum` don't count.
    package mutating func stratum(
        _ stratum: SampleFile.Stratum, drawn: Int, chunks: Int
    ) throws -> [UInt8] {
        try line(SampleFileLine(stratum, drawn: drawn, chunks: chunks))
    }

    package mutating func chunk(_ chunk: FrameChunk) throws -> [UInt8] {
        try line(SampleFileLine(chunk))
    }

    package mutating func pick(_ pick: SampleFile.Pick) throws -> [UInt8] {
        try line(SampleFileLine(pick))
    }

    package mutating func replacement(
        _ replacement: SampleFile.Replacement
    ) throws -> [UInt8] {
        try line(SampleFileLine(replacement))
    }

    /// The last line, which says how many there are.
    package mutating func end() throws -> [UInt8] {
        var end = SampleFileLine(.end)
        end.lines = lines + 1
        return try line(end)
    }

    private mutating func line(_ line: SampleFileLine) throws -> [UInt8] {
        lines += 1
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(line)) + [10]
    }
}

extension SampleFile {
    /// Hands out the file line by line.
    package func write(to out: ([UInt8]) throws -> Void) throws {
        var writer = SampleFileWriter()
        try out(writer.head(head))
        for stratum in strata {
            try out(
                writer.stratum(
                    stratum, drawn: stratum.picks.count, chunks: stratum.chunks.count))
            for chunk in stratum.chunks { try out(writer.chunk(chunk)) }
            for pick in stratum.picks { try out(writer.pick(pick)) }
            for replacement in stratum.replacements { try out(writer.replacement(replacement)) }
        }
        try out(writer.end())
    }

    package func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write { bytes += $0 }
        return bytes
    }
}
