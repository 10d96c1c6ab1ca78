import Calls
import Testing

@Suite struct SoundPictureTests {
    private func picture(columns: Int, channels: Int = 2) -> SoundPicture {
        let peaks = (0..<channels).map { channel in
            (0..<columns).map { UInt8(truncatingIfNeeded: $0 * 7 + channel * 13) }
        }
        let activity = (0..<channels).map { channel in
            (0..<columns).map { ($0 / 5 + channel) % 3 == 0 }
        }
        return SoundPicture(
            activity: SpeechActivity(channels: activity),
            waveform: Waveform(channels: channels, peaks: peaks))
    }

    /// The example of docs/formats/waveform.md.
    @Test func `the documented example has the documented bytes`() throws {
        let picture = SoundPicture(
            activity: SpeechActivity(channels: [
                [true, true, false, false, true, false, false, false, true],
                [false, false, true, true, false, false, false, true, false],
            ]),
            waveform: Waveform(
                channels: 2,
                peaks: [[255, 128, 0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 64, 0, 0, 0, 0]]))
        let expected: [UInt8] = [
            0x43, 0x41, 0x53, 0x4F, 0x55, 0x4E, 0x44, 0x31, 2, 0, 20, 0, 20, 0, 1, 0, 9, 0, 0, 0,
            9, 0, 0, 0, 0x13, 0x01, 0x8C, 0x00, 255, 128, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 64, 0, 0,
            0, 0,
        ]
        #expect(picture.bytes == expected)
        #expect(try SoundPicture(bytes: expected) == picture)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 1023, 1024, 1025, 4096, 4097, 20_001])
    func `what is written is read again`(columns: Int) throws {
        let picture = picture(columns: columns)
        #expect(try SoundPicture(bytes: picture.bytes) == picture)
    }

    @Test func `levels are quartered, rounded up, until 1,024 columns remain`() {
        let levels = picture(columns: 20_001).waveform.levels
        #expect(levels.map { $0[0].count } == [20_001, 5_001, 1_251, 313])
        #expect(levels[1][0][0] == levels[0][0][0..<4].max())
        #expect(levels[1][0][5_000] == levels[0][0][20_000])
    }

    @Test func `every truncation is refused`() {
        let bytes = picture(columns: 30).bytes
        for length in 0..<bytes.count {
            #expect(throws: SoundPictureFault.self) {
                try SoundPicture(bytes: Array(bytes.prefix(length)))
            }
        }
        #expect(throws: SoundPictureFault.wrongLength) { try SoundPicture(bytes: bytes + [0]) }
    }

    @Test(arguments: 0..<24)
    func `a changed byte of the header is refused`(place: Int) {
        var bytes = picture(columns: 1030).bytes
        bytes[place] ^= 0x40
        #expect(throws: SoundPictureFault.self) { try SoundPicture(bytes: bytes) }
    }

    @Test func `bits beyond the last frame are refused`() {
        var bytes = picture(columns: 9).bytes
        bytes[25] |= 0x80
        #expect(throws: SoundPictureFault.strayBits) { try SoundPicture(bytes: bytes) }
    }

    @Test func `a coarse level that isn't the maximum of the finer is refused`() {
        let picture = picture(columns: 2_000)
        var bytes = picture.bytes
        bytes[24 + 2 * 250] ^= 1
        #expect(throws: SoundPictureFault.levelsDisagree) { try SoundPicture(bytes: bytes) }
    }

    @Test func `an absurd count is refused before anything is allocated`() {
        var bytes = picture(columns: 9).bytes
        bytes.replaceSubrange(16..<20, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: SoundPictureFault.tooLong) { try SoundPicture(bytes: bytes) }
    }
}
