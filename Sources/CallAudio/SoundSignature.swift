import Calls

/// What kind of sound file the first bytes show. Only these kinds ever reach libsndfile, whose
/// other readers (VOX, CAF, IRCAM and more) have open memory faults.
struct SoundSignature: Equatable {
    let container: SoundContainer
    /// Where the container begins: after any ID3v2 tags.
    let start: Int64

    /// - Parameter raw: what the file is when no header says otherwise.
    init(of source: ByteSource, raw: RawEncoding?) throws(DecodeFault) {
        guard source.bytes > 0 else { throw .empty }
        var start: Int64 = 0
        var head = source.bytes(at: 0, count: 64)
        for _ in 0..<Self.tagsMax {
            guard let tagBytes = Self.tagBytes(head) else { break }
            start += tagBytes
            head = source.bytes(at: start, count: 64)
        }
        let known = Self.container(of: head)
        if let known, start == 0 || known == .flac || known == .mp3, raw == nil || known != .mp3 {
            self.init(container: known, start: start)
        } else if raw != nil {
            self.init(container: .raw, start: 0)
        } else if start > 0, head.isEmpty {
            throw .headerOnly
        } else {
            throw Self.isOtherSound(head) ? .unsupportedContainer : .notSound
        }
    }

    private init(container: SoundContainer, start: Int64) {
        self.container = container
        self.start = start
    }

    private static let tagsMax = 4

    /// Length of the ID3v2 tag that `head` begins with (id3.org, ID3v2.4 §3.1), if it does.
    private static func tagBytes(_ head: [UInt8]) -> Int64? {
        guard head.has("ID3"), head.count >= 10, head[6...9].allSatisfy({ $0 < 128 }) else {
            return nil
        }
        return 10 + head[6...9].reduce(0) { $0 << 7 | Int64($1) }
    }

    private static func container(of head: [UInt8]) -> SoundContainer? {
        if head.has("RIFF"), head.has("WAVE", at: 8) { return .wav }
        if head.has("RF64"), head.has("WAVE", at: 8) { return .rf64 }
        if head.starts(with: W64.riff) { return .w64 }
        if head.has("FORM"), head.has("AIFF", at: 8) || head.has("AIFC", at: 8) { return .aiff }
        if head.has(".snd") || head.has("dns.") { return .au }
        if head.has("fLaC") { return .flac }
        if head.has("OggS"), head.has("OpusHead", at: 28) || head.has("\u{1}vorbis", at: 28) {
            return .ogg
        }
        return MPEGFrames.frameBytes(head) != nil ? .mp3 : nil
    }

    /// Sound (or film with sound) of kinds that can't be read here: MP4, WebM, ASF, AMR, CAF, VOC,
    /// SIREN, QCP, Ogg with another codec, AAC in ADTS frames, RIFF that is no WAVE.
    private static func isOtherSound(_ head: [UInt8]) -> Bool {
        head.has("ftyp", at: 4) || head.starts(with: [0x1A, 0x45, 0xDF, 0xA3])
            || head.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11])
            || head.has("#!AMR") || head.has("caff") || head.has("Creative Voice File")
            || head.has("OggS") || head.has("RIFF") || head.has("#!SILK")
            || (head.count >= 2 && head[0] == 0xFF && head[1] & 0xF6 == 0xF0)
    }
}
