import CSndfile
import Calls

/// libsndfile's numbers and WAVE's for the containers and codecs that are allowed.
extension SoundContainer {
    init?(sndfileFormat format: Int) {
        switch format & Int(SF_FORMAT_TYPEMASK) {
        case Int(SF_FORMAT_WAV), Int(SF_FORMAT_WAVEX): self = .wav
        case Int(SF_FORMAT_W64): self = .w64
        case Int(SF_FORMAT_RF64): self = .rf64
        case Int(SF_FORMAT_AIFF): self = .aiff
        case Int(SF_FORMAT_AU): self = .au
        case Int(SF_FORMAT_FLAC): self = .flac
        case Int(SF_FORMAT_OGG): self = .ogg
        case Int(SF_FORMAT_MPEG): self = .mp3
        case Int(SF_FORMAT_RAW): self = .raw
        default: return nil
        }
    }
}

extension SoundCodec {
    init?(sndfileFormat format: Int) {
        if format & Int(SF_FORMAT_TYPEMASK) == Int(SF_FORMAT_FLAC) {
            self = .flac
            return
        }
        switch format & Int(SF_FORMAT_SUBMASK) {
        case Int(SF_FORMAT_PCM_U8): self = .pcmU8
        case Int(SF_FORMAT_PCM_S8): self = .pcmS8
        case Int(SF_FORMAT_PCM_16): self = .pcmS16
        case Int(SF_FORMAT_PCM_24): self = .pcmS24
        case Int(SF_FORMAT_PCM_32): self = .pcmS32
        case Int(SF_FORMAT_FLOAT): self = .pcmF32
        case Int(SF_FORMAT_DOUBLE): self = .pcmF64
        case Int(SF_FORMAT_ULAW): self = .muLaw
        case Int(SF_FORMAT_ALAW): self = .aLaw
        case Int(SF_FORMAT_GSM610): self = .gsm
        case Int(SF_FORMAT_IMA_ADPCM): self = .imaADPCM
        case Int(SF_FORMAT_MS_ADPCM): self = .msADPCM
        case Int(SF_FORMAT_VORBIS): self = .vorbis
        case Int(SF_FORMAT_OPUS): self = .opus
        case Int(SF_FORMAT_MPEG_LAYER_III): self = .mp3
        default: return nil
        }
    }

    /// RFC 2361's registry; nil for every codec that isn't allowed. Linear PCM of any width counts
    /// as 16 bits here: the width comes from libsndfile.
    init?(waveFormatTag tag: Int) {
        switch tag {
        case 1: self = .pcmS16
        case 2: self = .msADPCM
        case 3: self = .pcmF32
        case 6: self = .aLaw
        case 7: self = .muLaw
        case 0x11: self = .imaADPCM
        case 0x31: self = .gsm
        default: return nil
        }
    }

    /// The largest magnitude that the codec can express, full scale = 1. Codecs that predict or
    /// transform have no exact one: 16 bits' is taken.
    ///
    /// mu-law 32,124 and A-law 32,256 of 32,768 (ITU-T G.711, tables 1 and 2 scaled to 16 bits),
    /// GSM 32,760 (ETSI EN 300 961 gives 13 bits).
    var fullScale: Float {
        switch self {
        case .muLaw: 32_124 / 32_768
        case .aLaw: 32_256 / 32_768
        case .gsm: 32_760 / 32_768
        case .pcmU8, .pcmS8: 127 / 128
        default: 32_767 / 32_768
        }
    }

    /// Whether decoded samples may lie beyond full scale, or be no number at all.
    var isUnbounded: Bool {
        switch self {
        case .pcmF32, .pcmF64, .vorbis, .opus, .mp3: true
        default: false
        }
    }
}

extension SF_INFO {
    /// How to read a bare stream: 8,000 Hz, one channel.
    init(raw: RawEncoding?) {
        self.init()
        samplerate = 8000
        channels = 1
        let codec =
            switch raw {
            case .gsm: Int(SF_FORMAT_GSM610)
            case .muLaw: Int(SF_FORMAT_ULAW)
            case .aLaw: Int(SF_FORMAT_ALAW)
            case .pcmS16, nil: Int(SF_FORMAT_PCM_16) | Int(SF_ENDIAN_LITTLE)
            }
        format = Int32(Int(SF_FORMAT_RAW) | codec)
    }
}
