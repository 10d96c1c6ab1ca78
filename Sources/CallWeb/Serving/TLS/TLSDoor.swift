import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A door of HTTP within TLS. Each connection gets the certificate that is in use when it comes.
struct TLSDoor: HTTPChannelHandler {
    typealias Value = HTTP1Channel.Value

    private let inside: HTTP1Channel
    private let certificate: CertificateFiles

    init(_ inside: HTTP1Channel, certificate: CertificateFiles) {
        self.inside = inside
        self.certificate = certificate
    }

    var responder: HTTPChannelHandler.Responder { inside.responder }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers([
                PlainHTTPHandler(), NIOSSLServerHandler(context: certificate.context),
            ])
        }.flatMap {
            inside.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await inside.handle(value: value, logger: logger)
    }
}

/// Looks at the first byte of a connection: what isn't the beginning of a handshake is answered in
/// plain HTTP and closed, so that whoever forgot the `s` reads why.
final class PlainHTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// RFC 8446, 5.1: ContentType handshake.
    private static let handshake: UInt8 = 22
    private static let body = "This port speaks HTTPS. Use https:// in the address.\n"
    private static let answer = """
        HTTP/1.1 400 Bad Request\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: \(body.utf8.count)\r
        Connection: close\r
        \r
        \(body)
        """
    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isRefused { return }
        let bytes = unwrapInboundIn(data)
        guard let first = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self),
            first != Self.handshake
        else {
            context.fireChannelRead(data)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            return
        }
        isRefused = true
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: Self.answer)))
            .whenComplete { _ in channel.close(promise: nil) }
    }
}
