import Foundation

/// One line of the file; which fields stand in it depends on `line`.
struct SampleFileLine: Codable {
    enum Kind: String, Codable {
        case sample, stratum, chunk, pick, replacement, end
    }

    var line: Kind
    // sample
    var format: String?
    var plan: SamplePlan?
    var planId: String?
    var version: Int?
    var slice: String?
    var day: LocalDay?
    var severity: InspectionSeverity?
    var seed: String?
    var commitment: String?
    // sample, stratum
    var digest: String?
    // stratum
    var key: String?
    var size: Int?
    var asked: Int?
    var drawn: Int?
    var chunks: Int?
    var beforeSize: Int?
    var beforeDrawn: Int?
    // chunk
    var first: Call.ID?
    var last: Call.ID?
    var count: Int?
    var ids: Data?
    // pick, replacement
    var step: Int?
    var rank: Int?
    var call: Call.ID?
    // replacement
    var replaces: Call.ID?
    var reason: String?
    // end
    var lines: Int?

    init(_ line: Kind) {
        self.line = line
    }

    init(_ head: SampleFile.Head) {
        self.init(.sample)
        format = SampleFile.format
        plan = head.plan
        plan?.population = head.plan.population.normalized
        planId = head.planID
        version = head.version
        slice = head.slice
        day = head.day
        severity = head.severity
        seed = head.seed.bytes.hexadecimal
        commitment = head.commitment.hexadecimal
        digest = head.digest.hexadecimal
    }

    init(_ stratum: SampleFile.Stratum) {
        self.init(.stratum)
        key = stratum.quota.key
        size = stratum.quota.size
        asked = stratum.quota.asked
        beforeSize = stratum.before?.size
        beforeDrawn = stratum.before?.drawn
        drawn = stratum.picks.count
        digest = stratum.digest.hexadecimal
        chunks = stratum.chunks.count
    }

    init(_ chunk: FrameChunk) {
        self.init(.chunk)
        first = Call.ID(chunk.first)
        last = Call.ID(chunk.last)
        count = chunk.count
        ids = Data(chunk.bytes)
    }

    init(_ pick: SampleFile.Pick) {
        self.init(.pick)
        step = pick.step
        rank = pick.rank
        call = pick.call
    }

    init(_ replacement: SampleFile.Replacement) {
        self.init(replacement.pick)
        line = .replacement
        replaces = replacement.replaces
        reason = replacement.reason
    }
}

extension SampleFile {
    /// Hands out the file line by line, each with its line feed.
    package func write(to out: ([UInt8]) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var count = 0
        func put(_ line: SampleFileLine) throws {
            count += 1
            try out(Array(try encoder.encode(line)) + [10])
        }
        try put(SampleFileLine(head))
        for stratum in strata {
            try put(SampleFileLine(stratum))
            for chunk in stratum.chunks { try put(SampleFileLine(chunk)) }
            for pick in stratum.picks { try put(SampleFileLine(pick)) }
            for replacement in stratum.replacements { try put(SampleFileLine(replacement)) }
        }
        var end = SampleFileLine(.end)
        end.lines = count + 1
        try put(end)
    }

    package func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write { bytes += $0 }
        return bytes
    }
}
