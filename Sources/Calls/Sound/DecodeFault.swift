/// Why no sound could be had from a file. The raw value travels between the decoder's process and
/// the daemon's, so that no text of an untrusted process is ever shown; never renumber.
package enum DecodeFault: UInt8, Error, CaseIterable, Sendable {
    case empty = 1
    case headerOnly = 2
    case unsupportedContainer = 3
    case unsupportedCodec = 4
    case unsupportedRate = 5
    case unsupportedChannels = 6
    case notSound = 7
    case damagedHeader = 8
    case tooLong = 9
    case unreadable = 10
    case crashed = 11
    case timedOut = 12
    case invalidReport = 13
    case tooBig = 14

    package var reason: QuarantineReason {
        switch self {
        case .empty: .empty
        case .headerOnly: .truncated
        case .unsupportedContainer, .unsupportedCodec, .unsupportedRate, .unsupportedChannels:
            .unsupportedCodec
        case .notSound, .damagedHeader, .unreadable: .notSound
        case .tooLong, .tooBig: .oversized
        case .crashed, .invalidReport: .decoderCrashed
        case .timedOut: .decoderTimedOut
        }
    }

    /// One English sentence without anything from the file.
    package var detail: String {
        switch self {
        case .empty: "The file is empty."
        case .headerOnly: "There is a header, but not one whole frame of sound behind it."
        case .unsupportedContainer:
            "This kind of sound file can't be read; have the recorder write WAV, FLAC, Ogg or MP3."
        case .unsupportedCodec:
            "The codec in this file can't be read; have the recorder write PCM, mu-law, A-law, "
                + "GSM, ADPCM, FLAC, Opus, Vorbis or MP3."
        case .unsupportedRate: "The sample rate lies outside 4,000 to 192,000 Hz."
        case .unsupportedChannels: "The file has no channel or more than 8."
        case .notSound: "The bytes are no sound file of any known kind."
        case .damagedHeader: "It begins like a sound file, but its header is damaged."
        case .tooLong: "The recording is longer than the decoder may read."
        case .tooBig: "The file is larger than the decoder may read."
        case .unreadable: "The file couldn't be read, or isn't a regular file."
        case .crashed: "The decoder process died on this file."
        case .timedOut: "The decoder took too long over this file and was stopped."
        case .invalidReport: "The decoder reported figures that can't be true."
        }
    }
}
