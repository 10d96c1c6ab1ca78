import Calls

/// The frames of an MP3 file (ISO/IEC 11172-3 §2.4.1.3, 13818-3 §2.4.2.3), walked by their headers.
enum MPEGFrames {
    /// Whether the file ends inside a frame, or holds fewer bytes than its "Xing" or "Info" frame,
    /// which most encoders put first, says.
    static func endEarly(in source: ByteSource, at start: Int64) -> Bool {
        if let claimed = bytesClaimed(in: source, at: start),
            source.bytes - start < claimed - frameBytesMax
        {
            return true
        }
        defer { _ = source.move(to: 0) }
        var place = start
        var head: [UInt8] = [0, 0, 0, 0]
        while source.move(to: place) >= 0 {
            let got = head.withUnsafeMutableBytes { source.read(into: $0.baseAddress!, 4) }
            // Behind the last frame stand tags, or what no decoder takes for sound.
            guard got == 4, let bytes = frameBytes(head) else { return false }
            place += bytes
        }
        return true
    }

    private static let frameBytesMax: Int64 = 1441

    /// The layer's bit rates in kbit/s for version 1, and for versions 2 and 2.5.
    private static let bitRates: [[Int64]] = [
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ]
    private static let sampleRates: [Int64] = [44_100, 48_000, 32_000]

    /// Length of the layer III frame that `head` begins; nil when it begins none.
    static func frameBytes(_ head: [UInt8]) -> Int64? {
        guard head.count >= 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0, head[1] & 6 == 2 else {
            return nil
        }
        let version = head[1] >> 3 & 3
        let bitRate = Int(head[2] >> 4)
        let sampleRate = Int(head[2] >> 2 & 3)
        guard version != 1, bitRate != 0, bitRate != 15, sampleRate != 3 else { return nil }
        let isFirst = version == 3
        let rate = sampleRates[sampleRate] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        let bits = bitRates[isFirst ? 0 : 1][bitRate] * 1000
        return (isFirst ? 144 : 72) * bits / rate + Int64(head[2] >> 1 & 1)
    }

    private static func bytesClaimed(in source: ByteSource, at start: Int64) -> Int64? {
        let head = source.bytes(at: start, count: 64)
        guard head.count == 64 else { return nil }
        let isFirst = head[1] >> 3 & 1 == 1
        let isMono = head[3] >> 6 == 3
        let place = 4 + (isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
        guard head.has("Xing", at: place) || head.has("Info", at: place),
            let flags = head.big(place + 4, 4), flags & 3 == 3
        else { return nil }
        return head.big(place + 12, 4)
    }
}
