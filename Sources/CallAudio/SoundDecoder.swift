import CSndfile
import Calls

/// Samples from a sound file, from front to back.
protocol SoundReader: AnyObject {
    /// `frames` is 0 until all has been read and counted.
    var facts: SoundFacts { get }
    /// Whether the file shows that something is missing at its end. Final when all has been read.
    var isCut: Bool { get }
    /// Whether frames after a jump are the same as when read from the start: not so for codecs that
    /// predict from what they decoded before.
    var canSeekExactly: Bool { get }

    /// The next frames, interleaved, full scale = 1; fewer than `count` only at the end.
    func read(into samples: UnsafeMutablePointer<Float>, frames count: Int) -> Int
    /// False where that can't be done.
    func seek(to frame: Int64) -> Bool
}

/// Samples from a sound file, through libsndfile reading a `ByteSource`. Opens and closes the
/// library's handle; all of it stays on one thread.
final class SoundDecoder: SoundReader {
    let facts: SoundFacts
    let isCut: Bool
    private let handle: OpaquePointer
    private let source: ByteSource
    private let framesReadable: Int64
    private var framesRead: Int64 = 0

    /// Opens only what `SoundSignature` allows, of 1 to 8 channels and 4,000 to 192,000 Hz.
    init(
        source: ByteSource, _ signature: SoundSignature, raw: RawEncoding?
    ) throws(DecodeFault) {
        let body = try SoundBody.of(source, signature)
        if let tag = body.formatTag, SoundCodec(waveFormatTag: tag) == nil {
            throw .unsupportedCodec
        }
        if let place = body.openLengthPlace, let rest = body.bytesPresent {
            // A recorder that crashed, or wrote to a pipe: what is there is the sound.
            let size = UInt32(clamping: rest)
            source.overlay = (place, (0..<4).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) })
        }
        var info = SF_INFO()
        if signature.container == .raw { info = SF_INFO(raw: raw) }
        let opened = Self.open(source, &info)
        guard let opened else {
            throw Self.openFault(body: body, source: source)
        }
        do {
            Self.decodeOpusAtFullRate(opened, &info)
            let codec = try Self.check(info, signature)
            let claims = Self.claims(body, codec: codec, channels: Int(info.channels), info: info)
            facts = SoundFacts(
                container: signature.container, codec: codec,
                sampleRateHz: Int(info.samplerate), channels: Int(info.channels), frames: 0,
                framesClaimed: claims.claimed)
            framesReadable = claims.readable
            isCut = body.isCut
            handle = opened
            self.source = source
        } catch {
            sf_close(opened)
            throw error
        }
    }

    deinit { sf_close(handle) }

    func read(into samples: UnsafeMutablePointer<Float>, frames count: Int) -> Int {
        var done = 0
        while done < count, framesRead < framesReadable {
            let wanted = min(Int64(count - done), framesReadable - framesRead)
            let got = sf_readf_float(handle, samples + done * facts.channels, sf_count_t(wanted))
            guard got > 0, got <= wanted else { break }
            done += Int(got)
            framesRead += Int64(got)
        }
        return done
    }

    var canSeekExactly: Bool {
        switch facts.codec {
        case .gsm, .vorbis, .opus, .mp3: false
        default: true
        }
    }

    func seek(to frame: Int64) -> Bool {
        let fromStart: Int32 = 0
        guard frame <= framesReadable, sf_seek(handle, sf_count_t(frame), fromStart) == frame
        else { return false }
        framesRead = frame
        return true
    }

    private static func open(_ source: ByteSource, _ info: inout SF_INFO) -> OpaquePointer? {
        var callbacks = SF_VIRTUAL_IO(
            get_filelen: { ByteSource.from($0).bytes },
            seek: { ByteSource.from($2).seek($0, whence: $1) },
            read: { target, count, source in
                guard let target, count > 0 else { return 0 }
                return sf_count_t(ByteSource.from(source).read(into: target, Int(count)))
            },
            write: { _, _, _ in 0 },
            tell: { ByteSource.from($0).here })
        let context = Unmanaged.passUnretained(source).toOpaque()
        return sf_open_virtual(&callbacks, Int32(SFM_READ), &info, context)
    }

    /// Opus is a codec of 48,000 Hz, and the rate in its header no more than a memory of what was
    /// encoded (RFC 7845 §5.1); libsndfile would decode to that, where K-weighting rounds off 0.2
    /// LU.
    private static func decodeOpusAtFullRate(_ handle: OpaquePointer, _ info: inout SF_INFO) {
        guard SoundCodec(sndfileFormat: Int(info.format)) == .opus else { return }
        var rate: Int32 = 48_000
        let size = Int32(MemoryLayout<Int32>.size)
        sf_command(handle, Int32(SFC_SET_ORIGINAL_SAMPLERATE), &rate, size)
        sf_command(
            handle, Int32(SFC_GET_CURRENT_SF_INFO), &info, Int32(MemoryLayout<SF_INFO>.size))
    }

    private static func openFault(body: SoundBody, source: ByteSource) -> DecodeFault {
        if body.bytesPresent == 0 { return .headerOnly }
        if Int(sf_error(nil)) == SF_ERR_UNSUPPORTED_ENCODING { return .unsupportedCodec }
        return body.bytesPresent == nil && source.bytes < 512 ? .headerOnly : .damagedHeader
    }

    private static func check(
        _ info: SF_INFO, _ signature: SoundSignature
    ) throws(DecodeFault) -> SoundCodec {
        guard (1...8).contains(info.channels) else { throw .unsupportedChannels }
        guard (4_000...192_000).contains(info.samplerate) else { throw .unsupportedRate }
        guard let container = SoundContainer(sndfileFormat: Int(info.format)),
            container == signature.container || signature.container == .raw && container == .raw
                || signature.container == .wav && container == .rf64
        else { throw .damagedHeader }
        guard let codec = SoundCodec(sndfileFormat: Int(info.format)) else {
            throw .unsupportedCodec
        }
        return codec
    }

    /// Frames that the header claims, and frames that may be read because the bytes can hold them.
    private static func claims(
        _ body: SoundBody, codec: SoundCodec, channels: Int, info: SF_INFO
    ) -> (claimed: Int64?, readable: Int64) {
        var body = body
        if codec == .gsm, body.formatTag == nil { body.blockBytes = 33 }
        func frames(_ bytes: Int64?, whole: Bool) -> Int64? {
            bytes.flatMap { body.frames(in: $0, codec: codec, channels: channels, whole: whole) }
        }
        let readable = frames(body.bytesPresent, whole: false) ?? Int64.max
        guard let most = frames(body.bytesClaimed, whole: true) else {
            return (body.framesClaimed, readable)
        }
        // The last block of a compressed body may be filled up; then the count by number is right.
        let block = frames(Int64(max(1, body.blockBytes)), whole: false) ?? 1
        if let stated = body.framesClaimed, block > 1, stated <= most, stated > most - block {
            return (stated, min(readable, stated))
        }
        return (block > 1 ? max(0, most - block + 1) : most, readable)
    }
}

extension ByteSource {
    fileprivate static func from(_ context: UnsafeMutableRawPointer?) -> ByteSource {
        guard let context else { preconditionFailure("libsndfile lost its context") }
        return Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
    }

    /// lseek(2)'s meanings: 0 from the start, 1 from here, 2 from the end.
    fileprivate func seek(_ offset: Int64, whence: Int32) -> Int64 {
        let base = whence == 0 ? 0 : whence == 1 ? here : bytes
        let (place, overflow) = base.addingReportingOverflow(offset)
        return overflow ? -1 : move(to: place)
    }
}
