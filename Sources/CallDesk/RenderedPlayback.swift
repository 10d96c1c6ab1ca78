import CallSandbox
import CallStore
import CallVault
import Calls
import Foundation

/// A recording that browsers can't play, decoded in the sandboxed helper while it is sent: a WAV
/// file of 16-bit samples that never exists anywhere as a whole.
func renderedPlayback(of open: OpenRecording, decoder: DecodePool) -> Playback {
    let wave = RenderedWave(sound: open.row.sound)
    return Playback(
        mediaType: "audio/wav", bytes: wave.bytes,
        entityTag: open.row.contentHash.hexadecimal + "-pcm"
    ) { range in
        let pieces = RenderedPieces(open, wave: wave, range: range, decoder: decoder)
        return AsyncThrowingStream { try await pieces.next() }
    }
}

/// The bytes of one range: the header's share of it, then samples as the helper decodes them.
/// Nothing is decoded before it is asked for.
private actor RenderedPieces {
    private enum Stage {
        case header
        case samples(AsyncThrowingStream<[UInt8], any Error>.Iterator)
        case end
    }

    private let open: OpenRecording
    private let wave: RenderedWave
    private let range: Range<Int64>
    private let decoder: DecodePool
    private var stage = Stage.header
    private var file: MemoryFile?
    private var skip = 0
    private var left = 0

    init(
        _ open: OpenRecording, wave: RenderedWave, range: Range<Int64>, decoder: DecodePool
    ) {
        self.open = open
        self.wave = wave
        self.range = range
        self.decoder = decoder
    }

    deinit { file?.close() }

    func next() async throws -> [UInt8]? {
        while true {
            switch stage {
            case .header:
                try await begin()
                if let header = wave.header(in: range) { return header }
            case .samples(var iterator):
                guard left > 0 else {
                    stage = .end
                    return nil
                }
                guard let piece = try await iterator.next(isolation: #isolation) else {
                    throw VaultError.damaged
                }
                stage = .samples(iterator)
                let wanted = piece.dropFirst(skip).prefix(left)
                skip = max(0, skip - piece.count)
                left -= wanted.count
                if !wanted.isEmpty { return Array(wanted) }
            case .end: return nil
            }
        }
    }

    private func begin() async throws {
        guard let frames = wave.frames(in: range) else {
            stage = .end
            return
        }
        let reader = open.reader
        let file = try await BlockingWork.run { try MemoryFile(of: reader) }
        self.file = file
        skip = wave.bytesBefore(range, in: frames)
        left = wave.sampleBytes(in: range)
        stage = .samples(
            decoder.render(
                descriptor: file.descriptor, raw: open.row.rawEncoding, frames: frames
            ).makeAsyncIterator())
    }
}
