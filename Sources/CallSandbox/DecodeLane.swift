import Calls
import Glibc

/// A thread with a decoder of its own, which it starts when first needed and replaces when it has
/// served long enough or has died.
final class DecodeLane {
    /// How often a waiting thread looks whether it should still wait.
    private static let glance = Duration.milliseconds(200)

    private let helperPath: String
    private let limits: DecodeLimits
    private let stop: StopSignal
    private var process: DecodeProcess?

    init(helperPath: String, limits: DecodeLimits, stop: StopSignal) {
        self.helperPath = helperPath
        self.limits = limits
        self.stop = stop
    }

    func measure(
        _ file: OwnedDescriptor, raw: RawEncoding?
    ) -> Result<SoundReport, DecodeFailure> {
        let request = DecodeRequest(job: .measure, raw: raw, framesMax: limits.framesMax)
        do throws(DecodeFailure) {
            var outcome = try attempt(request, file)
            // A decoder that served before may have been hurt by an earlier file: its crash proves
            // nothing against this one.
            if outcome.fault == .crashed, outcome.jobs > 1 { outcome = try attempt(request, file) }
            if let report = outcome.report { return .success(report) }
            if stop.isRaised { return .failure(.shutDown) }
            return .failure(DecodeFailure(outcome.fault))
        } catch {
            return .failure(error)
        }
    }

    /// One run of a measuring job, by a decoder for which it is the `jobs`-th.
    private func attempt(
        _ request: DecodeRequest, _ file: OwnedDescriptor
    ) throws(DecodeFailure) -> (report: SoundReport?, fault: DecodeFault, jobs: Int) {
        let (process, deadline) = try begin(request, file)
        let jobs = process.jobs
        do throws(DecodeFault) {
            let report = try report(from: process, until: deadline)
            retireIfSpent()
            return (report, .crashed, jobs)
        } catch {
            if isAnswer(error) { retireIfSpent() } else { self.process = nil }
            return (nil, error, jobs)
        }
    }

    /// Sends sound to `session` as fast as its reader takes it.
    func render(_ request: DecodeRequest, _ file: OwnedDescriptor, to session: RenderSession) {
        guard !session.isOver else { return }
        do throws(DecodeFailure) {
            let (process, deadline) = try begin(request, file)
            do throws(DecodeFault) {
                let isWhole = try relay(from: process, until: deadline, to: session)
                if isWhole { retireIfSpent() } else { self.process = nil }
            } catch {
                if isAnswer(error) { retireIfSpent() } else { self.process = nil }
                throw stop.isRaised ? .shutDown : DecodeFailure(error)
            }
        } catch {
            session.fail(error)
        }
    }

    private func begin(
        _ request: DecodeRequest, _ file: OwnedDescriptor
    ) throws(DecodeFailure) -> (DecodeProcess, ContinuousClock.Instant) {
        guard let bytes = file.fileBytes else { throw DecodeFailure(.unreadable) }
        guard bytes <= limits.fileBytesMax else { throw DecodeFailure(.tooBig) }
        for _ in 0..<2 {
            let process = try readyProcess()
            let seconds = limits.processorSeconds(forBytes: bytes)
            if process.start(request.encoded, file: file, processorSeconds: seconds) {
                return (process, .now + limits.wall(forBytes: bytes))
            }
            self.process = nil
        }
        throw .noDecoder("it ends as soon as it gets a job")
    }

    private func readyProcess() throws(DecodeFailure) -> DecodeProcess {
        if let process { return process }
        let fresh = try DecodeProcess(path: helperPath)
        process = fresh
        return fresh
    }

    private func retireIfSpent() {
        if let process, process.jobs >= limits.jobsPerDecoder { self.process = nil }
    }

    /// Whether the decoder answered properly that the file is no good, and so can go on.
    private func isAnswer(_ fault: DecodeFault) -> Bool {
        switch fault {
        case .crashed, .timedOut, .invalidReport: false
        default: true
        }
    }

    private func report(
        from process: DecodeProcess, until deadline: ContinuousClock.Instant
    ) throws(DecodeFault) -> SoundReport {
        let head = try packet(from: process, until: deadline)
        guard head.kind == .report, head.payload.count == 4 else { throw .invalidReport }
        var reader = ByteReader(head.payload)
        let size = Int(reader.number(4) ?? 0)
        guard size >= SoundReport.headBytes, size <= SoundReport.bytesMax else {
            throw .invalidReport
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        while bytes.count < size {
            let piece = try packet(from: process, until: deadline)
            guard piece.kind == .piece, !piece.payload.isEmpty,
                piece.payload.count <= size - bytes.count
            else { throw .invalidReport }
            bytes += piece.payload
        }
        guard let report = SoundReport(encoded: bytes, framesMax: limits.framesMax) else {
            throw .invalidReport
        }
        return report
    }

    /// The next packet; a wait for it ends at `deadline`, on shutting down, or once `isOver`.
    private func packet(
        from process: DecodeProcess, until deadline: ContinuousClock.Instant,
        unless isOver: () -> Bool = { false }
    ) throws(DecodeFault) -> (kind: ReplyKind, payload: ArraySlice<UInt8>) {
        while !process.connection.waitReadable(until: min(deadline, .now + Self.glance)) {
            if deadline <= .now || stop.isRaised || isOver() { throw .timedOut }
        }
        guard
            let (packet, passed) = try? process.connection.receive(
                bytesMax: ReplyKind.packetBytesMax)
        else { throw process.fault() }
        if let passed { close(passed) }
        guard passed == nil, let first = packet.first, let kind = ReplyKind(rawValue: first) else {
            throw .invalidReport
        }
        if kind == .fault {
            guard packet.count == 2, let fault = DecodeFault(rawValue: packet[1]) else {
                throw .invalidReport
            }
            throw fault
        }
        return (kind, packet.dropFirst())
    }

    /// Whether all was passed on; false when the reader has gone.
    private func relay(
        from process: DecodeProcess, until deadline: ContinuousClock.Instant,
        to session: RenderSession
    ) throws(DecodeFault) -> Bool {
        var bytesLeft = session.bytesMax
        // The time limit is for decoding: what the reader takes his time over doesn't count.
        var deadline = deadline
        while true {
            let (kind, payload) = try packet(from: process, until: deadline) { session.isOver }
            if kind == .end {
                session.finish()
                return true
            }
            bytesLeft -= Int64(payload.count)
            guard kind == .piece, !payload.isEmpty, bytesLeft >= 0 else { throw .invalidReport }
            let offered = ContinuousClock.now
            guard session.offer(Array(payload), for: .seconds(limits.idleSeconds)) else {
                return false
            }
            deadline += .now - offered
        }
    }
}
