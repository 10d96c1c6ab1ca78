import CallDesk
import Calls
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

extension Web {
    /// The sound of a recording, or the part that a Range asks for. Every answer is a listening,
    /// which the desk has written down before the first byte goes out.
    func audio(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Recording.ID = try visit.id("recording", or: .noSuchRecording)
        let playback = try await desk.listen(to: id, by: visit.principal)
        let head = visit.request.headers
        let asked = ByteRangeAnswer(
            range: visit.request.method == .get ? head[.range] : nil, ifRange: head[.ifRange],
            entityTag: playback.entityTag, bytes: playback.bytes)
        var fields: HTTPFields = [
            .contentType: playback.mediaType, .acceptRanges: "bytes",
            .eTag: "\"\(playback.entityTag)\"", .contentDisposition: "inline",
        ]
        switch asked {
        case .whole:
            return sent(playback, 0..<playback.bytes, .ok, fields, visit)
        case .part(let range):
            fields[.contentRange] =
                "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(playback.bytes)"
            return sent(playback, range, .partialContent, fields, visit)
        case .notSatisfiable:
            fields[.contentType] = nil
            fields[.contentRange] = "bytes */\(playback.bytes)"
            return Response(status: .rangeNotSatisfiable, headers: fields)
        }
    }

    /// The peaks and speech activity for the player (docs/formats/waveform.md).
    func picture(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Recording.ID = try visit.id("recording", or: .noSuchRecording)
        let bytes = try await desk.soundPicture(of: id, by: visit.principal)
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Pulls piece after piece as the peer takes them. A shutdown cuts the connection: players ask
    /// again by Range.
    func sent(
        _ playback: Playback, _ range: Range<Int64>, _ status: HTTPResponse.Status,
        _ fields: HTTPFields, _ visit: Visit
    ) -> Response {
        guard visit.request.method == .get, !range.isEmpty else {
            var fields = fields
            fields[.contentLength] = String(range.count)
            return Response(status: status, headers: fields)
        }
        let channel = visit.connection?.channel
        let logger = logger
        let body = ResponseBody(contentLength: range.count) { writer in
            do {
                try await withGracefulShutdownHandler {
                    for try await piece in playback.read(range) {
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                } onGracefulShutdown: {
                    channel?.close(promise: nil)
                }
            } catch {
                if channel?.isActive == true {
                    logger.error(
                        "an answer was cut short",
                        metadata: ["event": "web.cut", "error": "\(error)"])
                }
                throw error
            }
        }
        return Response(status: status, headers: fields, body: body)
    }
}
