import COpus
import Calls

/// Samples from Ogg Opus of one or two channels, through libopus's decoder of a single stream
/// (RFC 7845), at Opus's own 48,000 Hz: the rate in the header is no more than a memory of what was
/// encoded. Streams that follow each other in one file are read as one, in the first one's
/// channels. What lost pages held is concealed or silent, so that the rest keeps its time.
final class OpusReader: SoundReader {
    let facts: SoundFacts
    var isCut: Bool { endsEarly || pages.hasForeignStream }
    let canSeekExactly = false

    private static let rateHz = 48_000
    /// 120 ms, the longest packet.
    private static let packetFramesMax = 5760
    /// libopus's concealment has faded out by then; silence follows.
    private static let concealedFramesMax: Int64 = 4800
    /// All holes together, ten minutes. What would take more is no hole but a wrong number.
    private static let lostFramesMax: Int64 = 600 * 48_000

    private let decoder: OpaquePointer
    private let pages: OpusPages
    private let endsEarly: Bool
    /// What was decoded last; `ready` are its frames that weren't read yet.
    private let decoded: UnsafeMutablePointer<Float>
    private var ready = 0..<0

    private var packets: ArraySlice<UnsafeBufferPointer<UInt8>> = []
    /// Frames that the packets of this page may still give: its end may be trimmed.
    private var pageFramesLeft: Int64 = 0
    /// Frames of the pre-skip to come.
    private var skipFramesLeft: Int
    /// Where the stream stands at the end of this page; nil before its first.
    private var endFrame: Int64?
    private var holeFramesLeft: Int64 = 0
    private var holeFramesConcealed: Int64 = 0
    private var lostFrames: Int64 = 0

    /// Nil for any other kind of file.
    init?(source: ByteSource, _ signature: SoundSignature) throws(DecodeFault) {
        let headPlace: Int64 = 28
        guard signature.container == .ogg,
            OpusHead(source.bytes(at: headPlace, count: OpusHead.bytes)) != nil
        else { return nil }
        endsEarly = SoundBody.ogg(in: source).endsEarly
        pages = OpusPages(source: source)
        guard case .head(let head) = pages.next(), !pages.hasSkipped else { throw .damagedHeader }
        facts = SoundFacts(
            container: .ogg, codec: .opus, sampleRateHz: Self.rateHz, channels: head.channels,
            frames: 0, framesClaimed: nil)
        var failure: Int32 = 0
        guard let decoder = opus_decoder_create(Int32(Self.rateHz), Int32(head.channels), &failure)
        else { throw .damagedHeader }
        self.decoder = decoder
        decoded = .allocate(capacity: Self.packetFramesMax * head.channels)
        skipFramesLeft = head.preSkip
        _ = opus_decoder_set_gain(decoder, head.gain)
    }

    deinit {
        opus_decoder_destroy(decoder)
        decoded.deallocate()
    }

    func read(into samples: UnsafeMutablePointer<Float>, frames count: Int) -> Int {
        var done = 0
        while done < count {
            guard !ready.isEmpty || decodeMore() else { break }
            let piece = min(count - done, ready.count)
            (samples + done * facts.channels).update(
                from: decoded + ready.lowerBound * facts.channels, count: piece * facts.channels)
            ready.removeFirst(piece)
            done += piece
        }
        return done
    }

    func seek(to frame: Int64) -> Bool { false }

    /// Fills `ready`; false at the end of the file.
    private func decodeMore() -> Bool {
        while ready.isEmpty {
            if holeFramesLeft > 0 {
                fillHole()
            } else if let packet = packets.popFirst() {
                decode(packet)
            } else {
                switch pages.next() {
                case .page(let page): begin(page)
                case .head(let head): begin(head)
                case nil: return false
                }
            }
        }
        return true
    }

    private func begin(_ head: OpusHead) {
        opus_decoder_init(decoder, Int32(Self.rateHz), Int32(facts.channels))
        _ = opus_decoder_set_gain(decoder, head.gain)
        skipFramesLeft = head.preSkip
        endFrame = nil
    }

    /// RFC 7845 §4: a page tells where its last packet ends; the last page where the sound does.
    private func begin(_ page: OpusPage) {
        let durations = page.packets.map(Self.frames)
        let frames = durations.reduce(0, +)
        packets = page.packets[...]
        pageFramesLeft = frames
        let start = endFrame ?? max(0, (page.endFrame ?? frames) - frames)
        endFrame = page.endFrame ?? start + frames
        guard let end = page.endFrame else { return }
        if page.followsHole || durations.contains(0) {
            fill(end - frames - start)
        }
        if page.isLast { pageFramesLeft = min(frames, max(0, end - start - holeFramesLeft)) }
    }

    private func fill(_ frames: Int64) {
        guard frames > 0, frames <= Self.lostFramesMax - lostFrames else { return }
        lostFrames += frames
        holeFramesLeft = frames
        holeFramesConcealed = 0
    }

    /// 0 for what is no packet of Opus.
    private static func frames(_ packet: UnsafeBufferPointer<UInt8>) -> Int64 {
        guard let start = packet.baseAddress, !packet.isEmpty else { return 0 }
        return Int64(
            max(0, opus_packet_get_nb_samples(start, Int32(packet.count), Int32(rateHz))))
    }

    private func decode(_ packet: UnsafeBufferPointer<UInt8>) {
        let frames = Int(Self.frames(packet))
        guard frames > 0 else { return }
        let got = opus_decode_float(
            decoder, packet.baseAddress, Int32(packet.count), decoded, Int32(frames), 0)
        if Int(got) != frames { conceal(frames) }
        let kept = Int(min(pageFramesLeft, Int64(frames)))
        pageFramesLeft -= Int64(kept)
        let skipped = min(skipFramesLeft, kept)
        skipFramesLeft -= skipped
        ready = skipped..<kept
    }

    private func fillHole() {
        let frames = Int(min(holeFramesLeft, Int64(Self.packetFramesMax)))
        if holeFramesConcealed < Self.concealedFramesMax {
            conceal(frames)
            holeFramesConcealed += Int64(frames)
        } else {
            decoded.update(repeating: 0, count: frames * facts.channels)
        }
        holeFramesLeft -= Int64(frames)
        ready = 0..<frames
    }

    /// Puts `frames` frames of libopus's concealment in `decoded`; silence where it has none.
    private func conceal(_ frames: Int) {
        let stepFrames = Self.rateHz / 400
        let whole = frames - frames % stepFrames
        var got = 0
        if whole > 0 {
            got = max(0, Int(opus_decode_float(decoder, nil, 0, decoded, Int32(whole), 0)))
        }
        (decoded + got * facts.channels).update(
            repeating: 0, count: (frames - got) * facts.channels)
    }
}
