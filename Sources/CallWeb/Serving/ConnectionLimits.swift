import Calls
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTPTypes
import Synchronization

extension HTTP1Channel.Configuration {
    /// Every wait and every buffer of a connection bounded.
    static func bounded(by limits: WebLimits, sparing proxies: ProxyRule? = nil) -> Self {
        let addresses = OpenConnections(perAddressMax: limits.connectionsPerAddressMax)
        return .init(
            additionalChannelHandlers: [
                CrowdHandler(addresses, sparing: proxies), SlowPeerHandler(limits),
            ],
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytesMax,
                maxHeaderListSize: limits.headerBytesMax,
                maxHeaderFieldCount: limits.headerCountMax))
    }
}

/// How many connections each address has open.
final class OpenConnections: Sendable {
    private let perAddressMax: Int
    private let counts = Mutex<[String: Int]>([:])

    init(perAddressMax: Int) {
        self.perAddressMax = perAddressMax
    }

    /// False when the address has as many as it may.
    func enter(_ address: String) -> Bool {
        counts.withLock { counts in
            let open = counts[address, default: 0]
            guard open < perAddressMax else { return false }
            counts[address] = open + 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            let open = counts[address, default: 0]
            counts[address] = open > 1 ? open - 1 : nil
        }
    }
}

/// Closes a connection from an address that has too many, so that one peer can't take up all.
/// Peers without an address, on the Unix socket, are let through, and so are declared proxies,
/// which come for many.
final class CrowdHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let connections: OpenConnections
    private let proxies: ProxyRule?
    private var entered: String?

    init(_ connections: OpenConnections, sparing proxies: ProxyRule?) {
        self.connections = connections
        self.proxies = proxies
    }

    func channelActive(context: ChannelHandlerContext) {
        let peer = context.remoteAddress?.ipAddress
        let isProxy = proxies?.holds(peer.flatMap { IPAddress(text: $0) }) ?? false
        if let address = peer, !isProxy {
            guard connections.enter(address) else { return context.close(promise: nil) }
            entered = address
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let address = entered { connections.leave(address) }
        entered = nil
        context.fireChannelInactive()
    }
}

/// Closes the connection of a peer that sends its request's head or body too slowly, however
/// steadily it trickles, or that doesn't take a piece of the answer in time.
final class SlowPeerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let firstHead: TimeAmount
    private let nextHead: TimeAmount
    private let bodySeconds: Int64
    private let write: TimeAmount
    private var headDeadline: Scheduled<Void>?
    private var bodyDeadline: Scheduled<Void>?
    private var writeCheck: Scheduled<Void>?
    private var writesUnderWay = 0
    private var writesDone = 0

    init(_ limits: WebLimits) {
        firstHead = .seconds(limits.headSeconds)
        nextHead = .seconds(limits.idleSeconds)
        bodySeconds = limits.bodySeconds
        write = .seconds(limits.writeSeconds)
    }

    func channelActive(context: ChannelHandlerContext) {
        awaitHead(for: firstHead, on: context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            headDeadline?.cancel()
            let channel = context.channel
            bodyDeadline = context.eventLoop.scheduleTask(in: time(forBodyOf: head)) {
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
        if case .end = unwrapOutboundIn(data) { awaitHead(for: nextHead, on: context) }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        headDeadline?.cancel()
        bodyDeadline?.cancel()
        writeCheck?.cancel()
        context.fireChannelInactive()
    }

    /// Longer for what says that it is large, as slow as half a megabyte a second, and never above
    /// `largeBodySecondsMax`.
    private func time(forBodyOf head: HTTPRequest) -> TimeAmount {
        let (bytesASecond, largeBodySecondsMax) = (Int64(500_000), Int64(60))
        let bytes = head.headerFields[.contentLength].flatMap { Int64($0) } ?? 0
        let more = min(max(0, bytes) / bytesASecond, largeBodySecondsMax)
        return .seconds(bodySeconds + more)
    }

    private func awaitHead(for time: TimeAmount, on context: ChannelHandlerContext) {
        let channel = context.channel
        headDeadline?.cancel()
        headDeadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
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
