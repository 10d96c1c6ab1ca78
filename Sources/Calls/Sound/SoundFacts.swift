/// What a sound file is, as found in its bytes (never only as its header claims).
package struct SoundFacts: Hashable, Codable, Sendable {
    package var container: SoundContainer
    package var codec: SoundCodec
    package var sampleRateHz: Int
    package var channels: Int
    /// Frames that were really decoded; one frame holds one sample of every channel.
    package var frames: Int64
    /// Frames that the header claims, where it claims any.
    package var framesClaimed: Int64?

    package init(
        container: SoundContainer, codec: SoundCodec, sampleRateHz: Int, channels: Int,
        frames: Int64, framesClaimed: Int64?
    ) {
        self.container = container
        self.codec = codec
        self.sampleRateHz = sampleRateHz
        self.channels = channels
        self.frames = frames
        self.framesClaimed = framesClaimed
    }

    package var durationSeconds: Double {
        sampleRateHz > 0 ? Double(frames) / Double(sampleRateHz) : 0
    }
}

package enum SoundContainer: String, CaseIterable, Codable, Sendable {
    case wav, w64, rf64, aiff, au, flac, ogg, mp3
    /// A bare stream without a header, named by its file's ending.
    case raw
}

/// Names as ffmpeg prints them, which is what people search for.
package enum SoundCodec: String, CaseIterable, Codable, Sendable {
    case pcmU8 = "pcm_u8"
    case pcmS8 = "pcm_s8"
    case pcmS16 = "pcm_s16"
    case pcmS24 = "pcm_s24"
    case pcmS32 = "pcm_s32"
    case pcmF32 = "pcm_f32"
    case pcmF64 = "pcm_f64"
    case muLaw = "pcm_mulaw"
    case aLaw = "pcm_alaw"
    case gsm
    case imaADPCM = "adpcm_ima"
    case msADPCM = "adpcm_ms"
    case flac, vorbis, opus, mp3
}

/// How a headerless file is to be read; comes from its name's ending by way of the profile.
package enum RawEncoding: String, CaseIterable, Codable, Sendable {
    /// 8,000 Hz, one channel, each.
    case gsm, muLaw = "ulaw", aLaw = "alaw", pcmS16 = "slin"
}
