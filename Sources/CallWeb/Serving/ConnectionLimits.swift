import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

extension HTTP1Channel.Configuration {
    /// Every wait and every buffer of a connection bounded.
    static func bounded(by limits: WebLimits) -> Self {
        .init(
            additionalChannelHandlers: [
                SlowPeerHandler(
                    bodySeconds: limits.bodySeconds, writeSeconds: limits.writeSeconds)
            ],
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytesMax,
                maxHeaderListSize: limits.headerBytesMax,
                maxHeaderFieldCount: limits.headerCountMax))
    }
}

/// Closes the connection of a peer that sends its body too slowly, or that doesn't take a piece of
/// the answer in time. Hummingbird's own idle timeout covers all other waits.
final class SlowPeerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let body: TimeAmount
    private let write: TimeAmount
    private var bodyDeadline: Scheduled<Void>?
    private var writeCheck: Scheduled<Void>?
    private var writesUnderWay = 0
    private var writesDone = 0

    init(bodySeconds: Int64, writeSeconds: Int64) {
        body = .seconds(bodySeconds)
        write = .seconds(writeSeconds)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            let channel = context.channel
            bodyDeadline = context.eventLoop.scheduleTask(in: body) {
                channel.close(promise: nil)
            }
        case .body: break
        case .end: bodyDeadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        writesUnderWay += 1
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        promise.futureResult.whenComplete { _ in
            bound.value.writesUnderWay -= 1
            bound.value.writesDone += 1
        }
        if writeCheck == nil { scheduleWriteCheck(on: context.channel) }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        writeCheck?.cancel()
        context.fireChannelInactive()
    }

    private func scheduleWriteCheck(on channel: any Channel) {
        let before = writesDone
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        writeCheck = channel.eventLoop.scheduleTask(in: write) {
            let handler = bound.value
            handler.writeCheck = nil
            guard handler.writesUnderWay > 0 else { return }
            guard handler.writesDone > before else { return channel.close(promise: nil) }
            handler.scheduleWriteCheck(on: channel)
        }
    }
}
