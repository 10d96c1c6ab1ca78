import Foundation

/// Reads a file line by line. What it gives back has the form of a draw; whether it is true is for
/// `SampleFile.mismatches` to say.
package struct SampleFileReader {
    private var head: SampleFile.Head?
    private var strata: [SampleFile.Stratum] = []
    private var announced: (chunks: Int, drawn: Int) = (0, 0)
    private var replacements = 0
    private var lines = 0
    private var isOver = false
    private let decoder = JSONDecoder()

    package init() {}

    /// `line` without its line feed.
    package mutating func take(_ line: some Collection<UInt8>) throws(SampleFileFault) {
        lines += 1
        guard !isOver else { throw fault("Something follows the last line.") }
        guard line.count <= SampleFile.lineBytesMax,
            let content = try? decoder.decode(SampleFileLine.self, from: Data(line))
        else { throw fault("This is no line of a sample file.") }
        guard (head == nil) == (content.line == .sample) else {
            throw fault("A sample file begins with one line that says what was drawn.")
        }
        switch content.line {
        case .sample: head = try readHead(content)
        case .stratum: try open(content)
        case .chunk: try add(chunk: content)
        case .pick: try add(pick: content)
        case .replacement: try add(replacement: content)
        case .end:
            try closeStratum()
            guard content.lines == lines else { throw fault("Lines are missing before the end.") }
            isOver = true
        }
    }

    package mutating func finish() throws(SampleFileFault) -> SampleFile {
        guard let head, isOver else {
            throw SampleFileFault(line: 0, "The file ends too early. Fetch it once more.")
        }
        return SampleFile(head: head, strata: strata)
    }

    private func fault(_ sentence: String) -> SampleFileFault {
        SampleFileFault(line: lines, sentence)
    }

    private func readHead(_ line: SampleFileLine) throws(SampleFileFault) -> SampleFile.Head {
        guard line.format == SampleFile.format else {
            throw fault("This is a file of another kind or a later version of callaudit.")
        }
        guard let plan = line.plan, let planID = line.planId, let version = line.version,
            let slice = line.slice, let seed = line.seed.flatMap([UInt8].init(hexadecimal:)),
            let seed = SampleSeed(seed),
            let commitment = line.commitment.flatMap([UInt8].init(hexadecimal:)),
            let digest = line.digest.flatMap([UInt8].init(hexadecimal:))
        else { throw fault("Something is missing of what was drawn.") }
        return SampleFile.Head(
            plan: plan, planID: planID, version: version, slice: slice, day: line.day,
            severity: line.severity, seed: seed, commitment: commitment, digest: digest)
    }

    private mutating func open(_ line: SampleFileLine) throws(SampleFileFault) {
        try closeStratum()
        let range = 0...SampleFile.callsMax
        guard let key = line.key, let size = line.size, let asked = line.asked,
            let drawn = line.drawn, let chunks = line.chunks,
            let digest = line.digest.flatMap([UInt8].init(hexadecimal:)),
            range.contains(size), range.contains(asked), range.contains(drawn), chunks >= 0,
            (line.beforeSize == nil) == (line.beforeDrawn == nil),
            range.contains(line.beforeSize ?? 0), range.contains(line.beforeDrawn ?? 0)
        else { throw fault("Something is missing of the stratum.") }
        guard strata.count < SampleFrame.strataMax else {
            throw fault("There are more than \(SampleFrame.strataMax) strata.")
        }
        announced = (chunks, drawn)
        let before = line.beforeSize.flatMap { size in
            line.beforeDrawn.map { SpreadDay.Before(size: size, drawn: $0) }
        }
        strata.append(
            SampleFile.Stratum(
                quota: SampleQuota(key: key, size: size, asked: asked), before: before,
                digest: digest, chunks: [], picks: []))
    }

    private func closeStratum() throws(SampleFileFault) {
        guard let last = strata.last else { return }
        guard last.chunks.count == announced.chunks, last.picks.count == announced.drawn else {
            throw fault("The stratum before has other pieces or picks than it announced.")
        }
    }

    private mutating func add(chunk line: SampleFileLine) throws(SampleFileFault) {
        guard let first = line.first, let last = line.last, let count = line.count,
            let ids = line.ids, !strata.isEmpty,
            strata[strata.count - 1].chunks.count < announced.chunks,
            count > 0, ids.count <= FrameChunk.byteCountMax, count <= ids.count
        else { throw fault("This piece of a frame can't be read.") }
        strata[strata.count - 1].chunks.append(
            FrameChunk(
                first: first.rawValue, last: last.rawValue, count: count, bytes: Array(ids)))
    }

    private func pick(_ line: SampleFileLine) throws(SampleFileFault) -> SampleFile.Pick {
        guard let step = line.step, let rank = line.rank, let call = line.call, !strata.isEmpty,
            step >= 0, rank >= 0
        else { throw fault("This pick can't be read.") }
        return SampleFile.Pick(step: step, rank: rank, call: call)
    }

    private mutating func add(pick line: SampleFileLine) throws(SampleFileFault) {
        let pick = try pick(line)
        guard strata[strata.count - 1].picks.count < announced.drawn else {
            throw fault("There are more picks than the stratum announced.")
        }
        strata[strata.count - 1].picks.append(pick)
    }

    private mutating func add(replacement line: SampleFileLine) throws(SampleFileFault) {
        let pick = try pick(line)
        guard let replaces = line.replaces, let reason = line.reason,
            reason.count <= SampleFile.reasonCharactersMax,
            replacements < SampleFile.replacementsMax
        else { throw fault("This replacement can't be read.") }
        replacements += 1
        strata[strata.count - 1].replacements.append(
            SampleFile.Replacement(pick: pick, replaces: replaces, reason: reason))
    }
}

extension SampleFile {
    /// The whole file at once.
    package init(_ bytes: [UInt8]) throws(SampleFileFault) {
        guard bytes.count <= Self.bytesMax, bytes.last == 10 else {
            throw SampleFileFault(line: 0, "The file ends too early or is too large.")
        }
        var reader = SampleFileReader()
        for line in bytes.dropLast().split(separator: 10, omittingEmptySubsequences: false) {
            try reader.take(line)
        }
        self = try reader.finish()
    }
}
