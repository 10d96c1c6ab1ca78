import CallAudio
import Calls
import Foundation
import Testing

@Suite struct RenderTests {
    private func render(
        _ path: String, _ frames: Range<Int64>, raw: RawEncoding? = nil
    ) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        try SoundFile(descriptor: descriptor, raw: raw).render(frames) { piece in
            #expect(piece.count <= 65_536)
            bytes += piece
            return true
        }
        return bytes
    }

    @Test func `16-bit sound comes out as it went in`() throws {
        let scratch = try Scratch()
        let sides = [
            Signal.noise(dBFS: -12, seconds: 5), Signal.noise(dBFS: -3, seconds: 5, seed: 9),
        ]
        let file = WaveFile.pcm16(sides)
        let path = try scratch.file("a.wav", file)
        #expect(try render(path, 0..<40_000) == Array(file.dropFirst(44)))
        #expect(try render(path, 0..<Int64.max) == Array(file.dropFirst(44)))
        #expect(try render(path, 100..<300) == Array(file[(44 + 400)..<(44 + 1200)]))
        #expect(try render(path, 39_999..<50_000) == Array(file.suffix(4)))
        #expect(try render(path, 40_000..<50_000).isEmpty)
        #expect(try render(path, 900_000..<900_001).isEmpty)
    }

    @Test(
        arguments: [
            ["a.wav", "-e", "gsm-full-rate"], ["a.gsm"], ["a.wav", "-e", "ima-adpcm"],
            ["a.wav", "-e", "ms-adpcm"], ["a.wav", "-e", "mu-law"], ["a.flac"], ["a.ogg"],
        ])
    func `any span is a slice of the whole`(output: [String]) throws {
        let scratch = try Scratch()
        let noise = Signal.noise(dBFS: -20, seconds: 4)
        let source = try scratch.file("source.wav", WaveFile.pcm16([noise]))
        let path = try scratch.file(output[0])
        try scratch.run(["sox", "-D", source] + output.dropFirst() + [path])
        let raw: RawEncoding? = output[0].hasSuffix("gsm") ? .gsm : nil
        let whole = try render(path, 0..<Int64.max, raw: raw)
        #expect(whole.count >= 64_000)
        for from in [1, 159, 160, 5_000, 12_345, 31_999] {
            let until = min(from + 777, whole.count / 2)
            let part = try render(path, Int64(from)..<Int64(until), raw: raw)
            #expect(part == Array(whole[(from * 2)..<(until * 2)]))
        }
    }

    @Test func `rendering stops when nobody wants more`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.wav", WaveFile.pcm16([.noise(dBFS: -20, seconds: 30)]))
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var pieces = 0
        try SoundFile(descriptor: descriptor).render(0..<240_000) { _ in
            pieces += 1
            return pieces < 2
        }
        #expect(pieces == 2)
    }
}
