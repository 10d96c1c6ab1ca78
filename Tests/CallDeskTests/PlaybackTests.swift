import CallDesk
import Calls
import Foundation
import TestSupport
import Testing

struct PlaybackTests {
    static let rendered = [
        TestFile(name: "a.gsm", sound: Sounds.gsm(seconds: 6), raw: .gsm),
        TestFile(name: "a.wav", sound: Sounds.adpcm(blocks: 90)),
        TestFile(name: "a.au", sound: Sounds.au(seconds: 5)),
        TestFile(name: "a.aiff", sound: Sounds.aiff(seconds: 5)),
    ]

    @Test(arguments: rendered.indices)
    func `what browsers can't play comes as WAV, any range of it as a slice of the whole`(
        index: Int
    ) async throws {
        let house = try await House()
        let (call, recording) = try await house.index(Self.rendered[index])
        let playback = try await house.desk.listen(to: recording, by: .page)
        #expect(playback.mediaType == "audio/wav")
        let whole = try await house.bytes(of: playback)
        #expect(Int64(whole.count) == playback.bytes)
        let sound = try await house.call(call).recordings[0].summary.sound
        let (rate, channels) = (sound.sampleRateHz, sound.channels)
        let data = Int(sound.frames) * channels * 2
        let header =
            Array("RIFF".utf8) + Sounds.little(data + 36, 4) + Array("WAVEfmt ".utf8)
            + Sounds.little(16, 4) + Sounds.little(1, 2) + Sounds.little(channels, 2)
            + Sounds.little(rate, 4) + Sounds.little(rate * channels * 2, 4)
            + Sounds.little(channels * 2, 2) + Sounds.little(16, 2) + Array("data".utf8)
            + Sounds.little(data, 4)
        #expect(Array(whole.prefix(44)) == header)
        #expect(whole.count == 44 + data)
        for range in ranges(in: whole.count, count: 40) + [0..<0, 0..<1, 43..<45, 44..<44] {
            let part = try await house.bytes(
                of: playback, Int64(range.lowerBound)..<Int64(range.upperBound))
            #expect(part == Array(whole[range]), "\(range)")
        }
    }

    @Test func `AU and AIFF come as the very samples they hold`() async throws {
        for file in Self.rendered.suffix(2) {
            let house = try await House()
            let (_, recording) = try await house.index(file)
            let played = try await house.bytes(of: house.desk.listen(to: recording, by: .page))
            let start = file.sound.count - (played.count - 44)
            let swapped = stride(from: start, to: file.sound.count, by: 2).flatMap {
                [file.sound[$0 + 1], file.sound[$0]]
            }
            #expect(Array(played[44...]) == swapped)
        }
    }

    @Test func `any range of a sealed recording is a slice of the whole`() async throws {
        let house = try await House()
        let sound = Sounds.wav(seconds: 12, channels: 2)
        let (_, recording) = try await house.index(TestFile(sound: sound))
        let playback = try await house.desk.listen(to: recording, by: .page)
        #expect(playback.bytes == Int64(sound.count))
        #expect(try await house.bytes(of: playback) == sound)
        for range in ranges(in: sound.count, count: 200) {
            let part = try await house.bytes(
                of: playback, Int64(range.lowerBound)..<Int64(range.upperBound))
            #expect(part == Array(sound[range]), "\(range)")
        }
    }

    @Test func `a truncated WAV plays all that is there`() async throws {
        let house = try await House()
        let sound = Sounds.wav(seconds: 3)
        let (call, recording) = try await house.index(
            TestFile(sound: Array(sound.prefix(sound.count / 2))))
        #expect(try await house.call(call).summary.verdicts.contains(.truncated))
        let playback = try await house.desk.listen(to: recording, by: .page)
        let played = try await house.bytes(of: playback)
        #expect(Int64(played.count) == playback.bytes)
        #expect(Array(played[44...]) == Array(sound[44..<(sound.count / 2)]))
    }

    @Test func `there is no recording of an unknown id`() async throws {
        let house = try await House()
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.listen(to: Recording.ID(1), by: .page)
        }
        #expect(refusal?.code == .noSuchRecording)
        #expect(try await house.actions().isEmpty)
    }

    private func ranges(in count: Int, count number: Int) -> [Range<Int>] {
        var noise = Noise(99)
        return (0..<number).map { _ in
            let ends = [noise.next(count + 1), noise.next(count + 1)].sorted()
            return ends[0]..<ends[1]
        }
    }
}
