import CallAudio
import Calls
import Foundation
import Testing

/// Ogg Opus as recorders write it, and as disks and networks leave it (RFC 7845).
@Suite struct OpusTests {
    private let scratch: Scratch
    /// 4 s of a tone; with a second channel that is 6 dB softer.
    private let mono: [UInt8]
    private let stereo: [UInt8]

    init() throws {
        scratch = try Scratch()
        let tone = Signal.sine(440, peak: 0.3, seconds: 4)
        mono = try Self.encoded([tone], in: scratch)
        stereo = try Self.encoded([tone, tone.scaled(byDB: -6)], in: scratch)
    }

    private static func encoded(
        _ channels: [Signal], _ options: [String] = [], in scratch: Scratch
    ) throws -> [UInt8] {
        let source = try scratch.file("source.wav", WaveFile.pcm16(channels))
        let path = try scratch.file("made.opus")
        try scratch.run(["opusenc", "--quiet"] + options + [source, path])
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private func level(_ report: SoundReport, _ channel: Int = 0) throws -> Double {
        try #require(report.measures.channels[channel].rmsDBFS)
    }

    @Test(
        arguments: [
            ["-frame_duration", "20"], ["-frame_duration", "60"], ["-frame_duration", "2.5"],
            ["-application", "voip"], ["-application", "lowdelay"], ["-ac", "1"],
            ["-page_duration", "100000"],
        ])
    func `frames are those that ffmpeg decodes`(options: [String]) throws {
        let tone = Signal.sine(440, peak: 0.3, seconds: 3.217)
        let source = try scratch.file("tone.wav", WaveFile.pcm16([tone, tone]))
        let path = try scratch.file("a.opus")
        try scratch.run(
            ["ffmpeg", "-i", source, "-c:a", "libopus", "-b:a", "24k"] + options + [path])
        let decoded = try scratch.file("decoded.wav")
        // ffmpeg's own decoder of Opus is half a decibel off on stereo of low rates.
        try scratch.run("ffmpeg", "-c:a", "libopus", "-i", path, decoded)
        let theirs = try measure(path: decoded)
        let ours = try measure(path: path)
        #expect(ours.facts.frames == theirs.facts.frames)
        #expect(ours.facts.channels == theirs.facts.channels)
        #expect(ours.measures.verdicts.isEmpty)
        #expect(abs(try level(ours) - level(theirs)) < 0.01)
    }

    @Test(arguments: [1, 2, 960, 47_999, 144_240])
    func `pre-skip and padding are no sound`(frames: Int) throws {
        let tone = Signal.sine(440, peak: 0.3, seconds: Double(frames) / 48_000, rate: 48_000)
        #expect(try measure(Self.encoded([tone], in: scratch)).facts.frames == Int64(frames))
    }

    @Test func `the header's gain is applied`() throws {
        var pages = OpusPageBytes.all(of: mono)
        let place = pages[0].bodyStart + 16
        pages[0].bytes.replaceSubrange(place..<place + 2, with: WaveFile.little(-6 * 256, 2))
        #expect(try abs(level(measure(mono)) - level(measure(pages.file)) - 6) < 0.01)
    }

    @Test func `streams that follow each other are one recording`() throws {
        let report = try measure(stereo + mono + stereo)
        #expect(report.facts.channels == 2)
        #expect(report.facts.frames == 3 * 192_000)
        #expect(report.measures.verdicts.isEmpty)
        #expect(try measure(mono + stereo).facts.channels == 1)
        #expect(try measure(mono + mono).facts.frames == 2 * 192_000)
    }

    @Test func `of streams side by side the first is read`() throws {
        let first = OpusPageBytes.all(of: stereo).map(\.sealed)
        let second = OpusPageBytes.all(of: mono).map(\.sealed)
        let pairs = zip(first, second).flatMap { $0 + $1 }
        let rest = first.dropFirst(second.count).joined()
        #expect(try measure(pairs + rest).facts == measure(stereo).facts)
    }

    @Test func `a recording that starts late in its stream is as long as its sound`() throws {
        var pages = OpusPageBytes.all(of: mono)
        for index in 2..<pages.count { pages[index].endFrame += 48_000 * 3600 }
        #expect(try measure(pages.file).facts.frames == 192_000)
    }

    @Test func `what follows a lost or damaged page keeps its time`() throws {
        var pages = OpusPageBytes.all(of: mono)
        #expect(pages.count > 5)
        pages.remove(at: 3)
        let lost = try measure(pages.file)
        #expect(lost.facts.frames == 192_000)
        // One second of four is quiet.
        #expect(try abs(level(measure(mono)) - level(lost) - 1.25) < 0.5)
        var damaged = OpusPageBytes.all(of: mono).map(\.sealed)
        damaged[3][200] ^= 1
        #expect(try measure(damaged.flatMap { $0 }).facts.frames == 192_000)
    }

    @Test(arguments: [48_000 * 3600 * 30, 1 << 61, -1, Int.max, Int.min, 0])
    func `a page's wild claim makes no long recording`(claim: Int) throws {
        for place in 2...5 {
            var pages = OpusPageBytes.all(of: mono)
            pages[place].endFrame = claim
            pages[3].number += 7
            let report = try measure(pages.file)
            #expect((96_000...300_000).contains(report.facts.frames))
        }
    }

    @Test func `a comment with a picture is passed over`() throws {
        var pages = OpusPageBytes.all(of: mono)
        var comment = Array("OpusTags".utf8) + WaveFile.little(0, 4) + WaveFile.little(1, 4)
        comment += WaveFile.little(900_000, 4) + [UInt8](repeating: 65, count: 900_000)
        var places = Array(stride(from: 0, to: comment.count, by: 255 * 255))
        places.append(comment.count)
        let parts = zip(places, places.dropFirst()).map { start, end in
            let isEnd = end == comment.count
            return OpusPageBytes(
                flags: start == 0 ? 0 : 1, endFrame: isEnd ? 0 : -1, like: pages[0],
                segments: [UInt8](repeating: 255, count: (end - start) / 255)
                    + (isEnd ? [UInt8((end - start) % 255)] : []),
                body: Array(comment[start..<end]))
        }
        pages.replaceSubrange(1...1, with: parts)
        for index in pages.indices { pages[index].number = index }
        #expect(try measure(pages.file).facts == measure(mono).facts)
    }

    @Test func `a stream without its last page is truncated`() throws {
        let report = try measure(OpusPageBytes.all(of: mono).dropLast().flatMap(\.sealed))
        #expect(report.measures.verdicts == [.truncated])
        #expect(report.facts.frames > 180_000)
    }

    @Test func `headers without sound are told from damaged ones`() throws {
        let pages = OpusPageBytes.all(of: mono)
        #expect(throws: DecodeFault.headerOnly) { try measure(Array(pages[..<2]).file) }
        var damaged = mono
        damaged[40] ^= 1
        #expect(throws: DecodeFault.damagedHeader) { try measure(damaged) }
    }

    @Test func `six channels are read as well`() throws {
        let tone = Signal.sine(440, peak: 0.3, seconds: 1)
        let file = try Self.encoded([Signal](repeating: tone, count: 6), in: scratch)
        #expect(try measure(file).facts.channels == 6)
        #expect(try measure(file).facts.frames == 48_000)
        #expect(try measure(mono + file).measures.verdicts == [.truncated])
    }

    @Test func `any span is a slice of the whole`() throws {
        let path = try scratch.file("a.opus", stereo)
        let whole = try rendered(path, 0..<Int64.max)
        #expect(whole.count == 192_000 * 4)
        for from in [1, 311, 312, 960, 50_000, 191_000] {
            let part = try rendered(path, Int64(from)..<Int64(from + 777))
            #expect(part == Array(whole[(from * 4)..<(from * 4 + 777 * 4)]))
        }
        #expect(try rendered(path, 192_000..<192_001).isEmpty)
    }

    private func rendered(_ path: String, _ frames: Range<Int64>) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        try SoundFile(descriptor: descriptor).render(frames) { piece in
            bytes += piece
            return true
        }
        return bytes
    }

    @Test func `damage under a right checksum is bounded sound`() throws {
        var chance = Chance(seed: 7845)
        for _ in 0..<40 {
            var pages = OpusPageBytes.all(of: stereo)
            for _ in 0..<Int.random(in: 1...20, using: &chance) {
                let page = Int.random(in: pages.indices, using: &chance)
                let end = pages[page].bytes.count
                let reach = Bool.random(using: &chance) ? 28 : end
                let place = Int.random(in: 5..<reach, using: &chance)
                pages[page].bytes[place] = UInt8.random(in: 0...255, using: &chance)
            }
            guard let report = try? measure(pages.file) else { continue }
            #expect((1...40_000_000).contains(report.facts.frames))
            for channel in report.measures.channels {
                #expect(channel.rmsDBFS?.isFinite ?? true)
            }
        }
    }
}
