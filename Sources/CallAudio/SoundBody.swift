import Calls

/// What a container says of the sound behind its header, read by ourselves: libsndfile quietly
/// shortens a claim to what it likes, and overflows on some (CVE-2026-37555).
struct SoundBody {
    /// Bytes of sound that the header claims; nil where it leaves that open.
    var bytesClaimed: Int64?
    /// Bytes of sound that are there; nil where the body's length isn't told by the container.
    var bytesPresent: Int64?
    /// Frames that the header claims by number.
    var framesClaimed: Int64?
    /// Bytes of one block of ADPCM.
    var blockBytes: Int = 0
    /// The codec number of a WAVE header, after resolving "extensible".
    var formatTag: Int?
    /// Where the container's length field stands when its writer left it open.
    var openLengthPlace: Int64?
    /// The end of the container shows that something is missing, other than by these counts.
    var endsEarly = false

    static func of(_ source: ByteSource, _ signature: SoundSignature) throws(DecodeFault) -> Self {
        switch signature.container {
        case .wav, .rf64: try wave(in: source)
        case .w64: try W64.body(in: source)
        case .aiff: try aiff(in: source)
        case .au: try au(in: source)
        case .flac: flac(in: source, at: signature.start)
        case .ogg: ogg(in: source)
        case .mp3: SoundBody(endsEarly: MPEGFrames.endEarly(in: source, at: signature.start))
        case .raw: SoundBody(bytesPresent: source.bytes)
        }
    }

    var isCut: Bool {
        if endsEarly { return true }
        guard let bytesClaimed, let bytesPresent else { return false }
        return bytesPresent < bytesClaimed
    }

    /// Frames that `bytes` of sound can hold at most (`whole` = false) or hold for certain.
    func frames(
        in bytes: Int64, codec: SoundCodec, channels: Int, whole: Bool
    ) -> Int64? {
        guard let block = Self.block(of: codec, channels: channels, blockBytes: blockBytes) else {
            return nil
        }
        let padding = whole ? 0 : block.bytes - 1
        let (blocks, overflow) = bytes.addingReportingOverflow(padding)
        guard !overflow else { return nil }
        return (blocks / block.bytes).multipliedReportingOverflow(by: block.frames).partialValue
    }

    /// Bytes and frames of the smallest unit of a codec; nil for those without a fixed one.
    /// ADPCM: one header sample (IMA) or two (Microsoft), then two samples a byte.
    private static func block(
        of codec: SoundCodec, channels: Int, blockBytes: Int
    ) -> (bytes: Int64, frames: Int64)? {
        let lanes = Int64(channels)
        switch codec {
        case .pcmU8, .pcmS8, .muLaw, .aLaw: return (lanes, 1)
        case .pcmS16: return (2 * lanes, 1)
        case .pcmS24: return (3 * lanes, 1)
        case .pcmS32, .pcmF32: return (4 * lanes, 1)
        case .pcmF64: return (8 * lanes, 1)
        case .imaADPCM where blockBytes > 4 * channels:
            return (Int64(blockBytes), (Int64(blockBytes) - 4 * lanes) * 2 / lanes + 1)
        case .msADPCM where blockBytes > 7 * channels:
            return (Int64(blockBytes), (Int64(blockBytes) - 7 * lanes) * 2 / lanes + 2)
        case .gsm where blockBytes == 65: return (65, 320)
        case .gsm where blockBytes == 0 || blockBytes == 33: return (33, 160)
        default: return nil
        }
    }
}
