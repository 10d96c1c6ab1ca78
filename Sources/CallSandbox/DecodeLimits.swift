/// What one job may take.
package struct DecodeLimits: Sendable, Equatable {
    /// Processor time before the kernel ends the decoder, plus one second for each MiB of the file.
    package var processorSeconds: Int64
    /// Time before the daemon ends it, plus three seconds for each MiB of the file.
    package var wallSeconds: Int64
    /// 24 hours at 48 kHz unless said otherwise.
    package var framesMax: Int64
    /// Larger files aren't opened.
    package var fileBytesMax: Int64
    /// A decoder is replaced after so many jobs, so that what one file may have done to it can't
    /// reach many others.
    package var jobsPerDecoder: Int
    /// How long the reader of rendered sound may leave a decoder waiting.
    package var idleSeconds: Int64

    package init(
        processorSeconds: Int64 = 20, wallSeconds: Int64 = 60,
        framesMax: Int64 = 24 * 3600 * 48_000, fileBytesMax: Int64 = 4 << 30,
        jobsPerDecoder: Int = 200, idleSeconds: Int64 = 60
    ) {
        self.processorSeconds = processorSeconds
        self.wallSeconds = wallSeconds
        self.framesMax = framesMax
        self.fileBytesMax = fileBytesMax
        self.jobsPerDecoder = jobsPerDecoder
        self.idleSeconds = idleSeconds
    }

    func processorSeconds(forBytes bytes: Int64) -> Int64 { processorSeconds + bytes >> 20 }

    func wall(forBytes bytes: Int64) -> Duration { .seconds(wallSeconds + 3 * (bytes >> 20)) }
}
