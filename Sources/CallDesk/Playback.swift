import CallSandbox
import CallStore
import CallVault
import Calls
import Foundation

/// The file as it was dropped, opened chunk by chunk as it is asked for.
func sealedPlayback(of open: OpenRecording) -> Playback {
    sealedPlayback(
        of: open.reader, mediaType: open.row.mediaType,
        entityTag: open.row.contentHash.hexadecimal)
}

/// All that `reader` opens.
func sealedPlayback(of reader: SealedReader, mediaType: String, entityTag: String) -> Playback {
    let pieceBytes = Int64(64 * 1024)
    return Playback(
        mediaType: mediaType, bytes: reader.contentBytes, entityTag: entityTag
    ) { range in
        let pieces = PieceCursor(range, pieceBytes: pieceBytes)
        return AsyncThrowingStream {
            guard let piece = pieces.next() else { return nil }
            return try await BlockingWork.run { try reader.read(piece) }
        }
    }
}

/// Walks a range in pieces that end at multiples of `pieceBytes`. Read by one task at a time.
private final class PieceCursor: @unchecked Sendable {
    // Unchecked because AsyncThrowingStream calls its closure from one iterator, never at once.
    private var rest: Range<Int64>
    private let pieceBytes: Int64

    init(_ range: Range<Int64>, pieceBytes: Int64) {
        rest = range
        self.pieceBytes = pieceBytes
    }

    func next() -> Range<Int64>? {
        guard !rest.isEmpty else { return nil }
        let end = min((rest.lowerBound / pieceBytes + 1) * pieceBytes, rest.upperBound)
        defer { rest = end..<rest.upperBound }
        return rest.lowerBound..<end
    }
}
