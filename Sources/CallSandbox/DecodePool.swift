package import Calls
import Foundation
import Synchronization

/// Decodes sound files in processes that can do nothing else, so that no byte of an untrusted file
/// is parsed by C code in this one.
///
/// Each of `workers` threads keeps one decoder and measures one file at a time; `renderers` further
/// threads do the same for listeners, so that a slow one never holds up intake. Decoders are
/// started when first needed, replaced after `DecodeLimits.jobsPerDecoder` jobs and after every
/// crash, and die with this process. One more thread reads complaints, each in a new process.
package final class DecodePool: Sendable {
    private let measuring: JobQueue<MeasureJob>
    private let rendering: JobQueue<RenderJob>
    private let reading: JobQueue<ReadJob>
    private let limits: DecodeLimits
    private let stop = StopSignal()

    private struct MeasureJob: Sendable {
        let file: OwnedDescriptor
        let raw: RawEncoding?
        let answer: @Sendable (Result<SoundReport, DecodeFailure>) -> Void
    }

    private struct ReadJob: Sendable {
        let file: OwnedDescriptor
        let answer: @Sendable (Result<ComplaintIntake, DecodeFailure>) -> Void
    }

    private struct RenderJob: Sendable {
        let file: OwnedDescriptor
        let request: DecodeRequest
        let session: RenderSession
    }

    /// - Parameter helperPath: the program `callaudit-decode`.
    package init(
        helperPath: String, workers: Int, renderers: Int = 4, limits: DecodeLimits = DecodeLimits()
    ) {
        self.limits = limits
        measuring = JobQueue(waitingMax: 10_000)
        rendering = JobQueue(waitingMax: 64)
        reading = JobQueue(waitingMax: 1_000)
        let (measuring, rendering, reading, stop) = (measuring, rendering, reading, stop)
        Self.startThread("read-complaints") {
            let lane = ComplaintLane(helperPath: helperPath, stop: stop)
            while let job = reading.take() { job.answer(lane.read(job.file)) }
        }
        for number in 0..<max(1, workers) {
            Self.startThread("decode-\(number)") {
                let lane = DecodeLane(helperPath: helperPath, limits: limits, stop: stop)
                while let job = measuring.take() {
                    job.answer(lane.measure(job.file, raw: job.raw))
                }
            }
        }
        for number in 0..<max(1, renderers) {
            Self.startThread("render-\(number)") {
                let lane = DecodeLane(helperPath: helperPath, limits: limits, stop: stop)
                while let job = rendering.take() {
                    lane.render(job.request, job.file, to: job.session)
                }
            }
        }
    }

    deinit { shutDown() }

    /// Measures the regular file behind `descriptor`, which is copied at once, may be closed as
    /// soon as this returns, and keeps its position. The report has been checked for what can't be
    /// true.
    package func measure(
        descriptor: Int32, raw: RawEncoding?
    ) async -> Result<SoundReport, DecodeFailure> {
        guard let file = OwnedDescriptor(copying: descriptor) else {
            return .failure(.noDecoder("no descriptor is left, or this one isn't open"))
        }
        return await withCheckedContinuation { continuation in
            let job = MeasureJob(file: file, raw: raw) { continuation.resume(returning: $0) }
            switch measuring.add(job) {
            case .waits: break
            case .full: job.answer(.failure(.busy))
            case .closed: job.answer(.failure(.shutDown))
            }
        }
    }

    /// Reads the e-mail or the form behind `descriptor`, which is copied at once, in a process of
    /// its own. What comes back has been checked for what can't be true.
    package func readComplaint(
        descriptor: Int32
    ) async -> Result<ComplaintIntake, DecodeFailure> {
        guard let file = OwnedDescriptor(copying: descriptor) else {
            return .failure(.noDecoder("no descriptor is left, or this one isn't open"))
        }
        return await withCheckedContinuation { continuation in
            let job = ReadJob(file: file) { continuation.resume(returning: $0) }
            switch reading.add(job) {
            case .waits: break
            case .full: job.answer(.failure(.busy))
            case .closed: job.answer(.failure(.shutDown))
            }
        }
    }

    /// The frames `frames`, as far as there are any, as interleaved signed 16-bit little-endian
    /// samples, in pieces of at most 64 KiB. Decoding waits for the reader; when the reader goes
    /// away, is cancelled, or takes nothing for a minute, the decoder is ended. Throws
    /// `DecodeFailure`. The descriptor is copied at once.
    package func render(
        descriptor: Int32, raw: RawEncoding?, frames: Range<Int64>
    ) -> AsyncThrowingStream<[UInt8], any Error> {
        let channelsMax: Int64 = 8
        let session = RenderSession(
            bytesMax: min(Int64(frames.count), Int64.max >> 8) * channelsMax * 2)
        let reader = RenderReader(session)
        if let file = OwnedDescriptor(copying: descriptor) {
            let request = DecodeRequest(
                job: .render(frames), raw: raw, framesMax: limits.framesMax)
            switch rendering.add(RenderJob(file: file, request: request, session: session)) {
            case .waits: break
            case .full: session.fail(.busy)
            case .closed: session.fail(.shutDown)
            }
        } else {
            session.fail(.noDecoder("no descriptor is left, or this one isn't open"))
        }
        return AsyncThrowingStream { try await reader.next() }
    }

    /// Ends all decoders within a quarter of a second; jobs that wait or run fail without a reason
    /// for quarantine. Further jobs fail at once.
    package func shutDown() {
        stop.raise()
        for job in measuring.close() { job.answer(.failure(.shutDown)) }
        for job in reading.close() { job.answer(.failure(.shutDown)) }
        for job in rendering.close() { job.session.fail(.shutDown) }
    }

    private static func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.start()
    }
}

/// Tells threads that wait for a decoder to give up.
final class StopSignal: Sendable {
    private let raised = Atomic<Bool>(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() { raised.store(true, ordering: .releasing) }
}
