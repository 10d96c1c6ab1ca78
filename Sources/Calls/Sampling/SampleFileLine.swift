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

    init(_ stratum: SampleFile.Stratum, drawn: Int, chunks: Int) {
        self.init(.stratum)
        key = stratum.quota.key
        size = stratum.quota.size
        asked = stratum.quota.asked
        beforeSize = stratum.before?.size
        beforeDrawn = stratum.before?.drawn
        self.drawn = drawn
        digest = stratum.digest.hexadecimal
        self.chunks = chunks
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
