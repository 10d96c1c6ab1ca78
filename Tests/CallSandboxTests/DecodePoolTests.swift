import CallSandbox
import Calls
import Foundation
import Testing

@Suite struct DecodePoolTests {
    @Test func `a recording is measured in another process`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Sound.wave(seconds: 3.3, channels: 2))
        let report = try await pool.measure(descriptor: file.descriptor, raw: nil).get()
        #expect(report.facts.codec == .pcmS16)
        #expect(report.facts.frames == 26_400)
        #expect(report.facts.channels == 2)
        #expect(report.activity.channels.map(\.count) == [165, 165])
        #expect(report.waveform.peaks.map(\.count) == [165, 165])
        #expect(report.measures.channels.count == 2)
        #expect(report.measures.verdicts.isEmpty)
        #expect(abs(try #require(report.measures.channels[0].peakDBFS) + 12.25) < 0.05)
    }

    @Test func `after a file that is no sound the next one is measured`() async throws {
        let pool = Helper.pool()
        let text = try OpenFile(Array("no sound at all".utf8))
        let empty = try OpenFile([])
        let sound = try OpenFile(Sound.wave(seconds: 1))
        let reasons: [(OpenFile, QuarantineReason)] = [(text, .notSound), (empty, .empty)]
        for (file, reason) in reasons {
            let result = await pool.measure(descriptor: file.descriptor, raw: nil)
            guard case .failure(let failure) = result else {
                Issue.record("a report of what is no sound")
                continue
            }
            #expect(failure.reason == reason)
            #expect(failure.detail.hasSuffix("."))
        }
        let report = try await pool.measure(descriptor: sound.descriptor, raw: nil).get()
        #expect(report.facts.frames == 8000)
    }

    @Test func `many jobs at once are all answered, across replaced decoders`() async throws {
        let pool = Helper.pool(workers: 2, limits: DecodeLimits(jobsPerDecoder: 7))
        let file = try OpenFile(Sound.wave(seconds: 0.5))
        let descriptor = file.descriptor
        let frames = await withTaskGroup(of: Int64?.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    try? await pool.measure(descriptor: descriptor, raw: nil).get().facts.frames
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(frames == Array(repeating: 4000, count: 60))
    }

    @Test func `a decoder that takes too long is stopped`() async throws {
        let pool = Helper.pool(limits: DecodeLimits(wallSeconds: 0))
        let file = try OpenFile(Sound.wave(seconds: 60))
        let result = await pool.measure(descriptor: file.descriptor, raw: nil)
        guard case .failure(let failure) = result else {
            Issue.record("it was faster than no time at all")
            return
        }
        #expect(failure.reason == .decoderTimedOut)
    }

    @Test func `a small file that unpacks to hours is stopped by its processor time`() async throws
    {
        let bomb = try Sound.converted(
            [], by: ["sox", "-n", "-r", "8000", "-c", "4", "out.flac", "trim", "0", "28800"])
        let pool = Helper.pool(limits: DecodeLimits(processorSeconds: 0))
        let file = try OpenFile(bomb)
        let result = await pool.measure(descriptor: file.descriptor, raw: nil)
        #expect(throws: DecodeFailure(.timedOut)) { try result.get() }
    }

    @Test func `without the program nothing goes to quarantine`() async throws {
        let file = try OpenFile(Sound.wave(seconds: 1))
        for program in ["/nonexistent/callaudit-decode", "/bin/true", "/bin/cat"] {
            let pool = DecodePool(helperPath: program, workers: 1)
            let result = await pool.measure(descriptor: file.descriptor, raw: nil)
            guard case .failure(let failure) = result else { continue }
            #expect(failure.reason == nil)
            #expect(failure.detail.contains("can't be started"))
        }
        let closed = await Helper.pool().measure(descriptor: -1, raw: nil)
        #expect(throws: DecodeFailure.self) { try closed.get() }
    }

    @Test func `a file above the limit isn't opened`() async throws {
        let pool = Helper.pool(limits: DecodeLimits(fileBytesMax: 1000))
        let file = try OpenFile(Sound.wave(seconds: 1))
        let result = await pool.measure(descriptor: file.descriptor, raw: nil)
        #expect(throws: DecodeFailure(.tooBig)) { try result.get() }
    }

    @Test func `after shutting down jobs fail without a reason`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Sound.wave(seconds: 1))
        pool.shutDown()
        let result = await pool.measure(descriptor: file.descriptor, raw: nil)
        guard case .failure(let failure) = result else {
            Issue.record("a report after shutting down")
            return
        }
        #expect(failure.reason == nil)
    }

    @Test func `the position of the descriptor is left alone`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Sound.wave(seconds: 1))
        lseek(file.descriptor, 321, SEEK_SET)
        _ = await pool.measure(descriptor: file.descriptor, raw: nil)
        #expect(lseek(file.descriptor, 0, SEEK_CUR) == 321)
    }
}

@Suite struct RenderPoolTests {
    @Test func `rendered sound is the samples`() async throws {
        let pool = Helper.pool()
        let wave = Sound.wave(seconds: 30, channels: 2)
        let file = try OpenFile(wave)
        var bytes: [UInt8] = []
        for try await piece in pool.render(
            descriptor: file.descriptor, raw: nil, frames: 1000..<200_000)
        {
            #expect(piece.count <= 65_536)
            bytes += piece
        }
        #expect(bytes == Array(wave[(44 + 4000)..<(44 + 800_000)]))
    }

    @Test func `a reader who goes away frees the decoder`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Sound.wave(seconds: 120))
        for _ in 0..<5 {
            for try await _ in pool.render(
                descriptor: file.descriptor, raw: nil, frames: 0..<960_000)
            {
                break
            }
        }
        var bytes = 0
        for try await piece in pool.render(descriptor: file.descriptor, raw: nil, frames: 0..<100) {
            bytes += piece.count
        }
        #expect(bytes == 200)
    }

    @Test func `a cancelled reader stops at once`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Sound.wave(seconds: 120))
        let descriptor = file.descriptor
        let reading = Task {
            var pieces = 0
            for try await _ in pool.render(
                descriptor: descriptor, raw: nil, frames: 0..<960_000)
            {
                pieces += 1
                try await Task.sleep(for: .milliseconds(50))
            }
            return pieces
        }
        try await Task.sleep(for: .milliseconds(300))
        reading.cancel()
        await #expect(throws: (any Error).self) { try await reading.value }
    }

    @Test func `a reader who takes nothing is given up`() async throws {
        let pool = Helper.pool(limits: DecodeLimits(idleSeconds: 1))
        let file = try OpenFile(Sound.wave(seconds: 120))
        var reading = pool.render(
            descriptor: file.descriptor, raw: nil, frames: 0..<960_000
        ).makeAsyncIterator()
        _ = try await reading.next()
        try await Task.sleep(for: .seconds(2.5))
        await #expect(throws: DecodeFailure.self) {
            while try await reading.next() != nil {}
        }
    }

    @Test func `a slow listener doesn't hold up intake`() async throws {
        let pool = Helper.pool(workers: 1, renderers: 1)
        let file = try OpenFile(Sound.wave(seconds: 120))
        var reading = pool.render(
            descriptor: file.descriptor, raw: nil, frames: 0..<960_000
        ).makeAsyncIterator()
        _ = try await reading.next()
        let short = try OpenFile(Sound.wave(seconds: 1))
        let report = try await pool.measure(descriptor: short.descriptor, raw: nil).get()
        #expect(report.facts.frames == 8000)
    }

    @Test func `rendering what is no sound throws its reason`() async throws {
        let pool = Helper.pool()
        let file = try OpenFile(Array("no sound at all".utf8))
        await #expect(throws: DecodeFailure(.notSound)) {
            for try await _ in pool.render(descriptor: file.descriptor, raw: nil, frames: 0..<10) {}
        }
    }
}
