package import CallDesk
package import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The pages and the API on two doors: TCP, within TLS where the settings say so, and a Unix
/// socket, where whoever comes is `local:<uid>`. Both doors lead to the same routes.
package struct WebServer: Service {
    private let settings: WebSettings
    private let web: Web
    private let logger: Logger
    private let onListening: @Sendable (ListenAddress) async -> Void

    /// Reads templates, catalogues and assets. `onListening` is called once both doors are open,
    /// with the port that the kernel gave.
    package init(
        settings: WebSettings, desk: CallDesk, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() },
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws {
        self.settings = settings
        self.logger = logger
        self.onListening = onListening
        web = Web(
            settings: settings, desk: desk, resources: try WebResources.load(), logger: logger,
            now: now)
    }

    /// Serves until cancelled or shut down gracefully; then answers under way are finished, except
    /// for sound, which is cut. Throws `WebFault` when a door can't be opened.
    package func run() async throws {
        guard settings.listen.isLoopback || settings.doors.allowBeyondLoopback else {
            throw WebFault.notLoopback(settings.listen)
        }
        let socket = SocketFile(path: settings.socketPath)
        try socket.removeIfStale()
        defer { socket.remove() }
        let doors = OpenDoors(settings: settings, onBoth: onListening)
        let page = application(.page) { await doors.opened(.page, port: $0.localAddress?.port) }
        let local = application(.socket) { _ in
            socket.letGroupIn()
            await doors.opened(.socket, port: nil)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await reworded(settings.listen.description, page.run) }
            group.addTask { try await reworded(settings.socketPath, local.run) }
            defer { group.cancelAll() }
            while try await group.next() != nil {}
        }
    }

    private func application(
        _ door: Door, onServerRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<WebResponder> {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let address: BindAddress =
            switch door {
            case .page: .hostname(settings.listen.host, port: settings.listen.port)
            case .socket: .unixDomainSocket(path: settings.socketPath)
            }
        let limits = settings.limits
        return Application(
            responder: WebResponder(web: web, door: door),
            server: server(door, limits),
            configuration: ApplicationConfiguration(
                address: address,
                availableConnectionsDelegate: .maximum(limits.connectionsMax, logger: quiet)),
            onServerRunning: onServerRunning, logger: quiet)
    }

    private func server(_ door: Door, _ limits: WebLimits) -> HTTPServerBuilder {
        guard door == .page, let certificate = settings.doors.certificate else {
            return .http1(
                configuration: .bounded(by: limits, sparing: settings.doors.proxies))
        }
        let proxies = settings.doors.proxies
        return HTTPServerBuilder { responder in
            TLSDoor(
                HTTP1Channel(
                    responder: responder,
                    configuration: .bounded(by: limits, sparing: proxies)),
                certificate: certificate)
        }
    }

    private func reworded(_ place: String, _ run: () async throws -> Void) async throws {
        do { try await run() } catch let error as IOError {
            throw WebFault.cannotListen(place, errno: error.errnoCode)
        }
    }
}

/// Short, since whatever runs services likes to log them.
extension WebServer: CustomStringConvertible {
    package var description: String { "web on \(settings.listen) and \(settings.socketPath)" }
}

/// Why the doors stay shut. The sentences say what to do.
package enum WebFault: Error, Sendable, Equatable, CustomStringConvertible {
    case notLoopback(ListenAddress)
    case cannotListen(String, errno: Int32)
    case badCertificate(String)
    case socketAnswers(String)
    case notASocket(String)

    package var description: String {
        switch self {
        case .notLoopback(let address):
            "listen: \(address) isn't a loopback address, so it needs `tls:` with certificate and "
                + "key, or `proxies:` in front. On this machine alone use "
                + "127.0.0.1:\(address.port)."
        case .badCertificate(let what): "tls: \(what)."
        case .cannotListen(let place, let errno):
            "Can't listen on \(place): \(String(cString: strerror(errno))). "
                + "Stop whatever uses it, or choose another in the settings."
        case .socketAnswers(let path):
            "Another daemon answers on \(path). Stop it first, or give this one its own socket."
        case .notASocket(let path):
            "\(path) is there and is no socket. Move it away, or choose another path for socket."
        }
    }
}

/// Waits for both doors to be open.
private final class OpenDoors: Sendable {
    private let settings: WebSettings
    private let onBoth: @Sendable (ListenAddress) async -> Void
    private let ports = Mutex<[Door: Int]>([:])

    init(settings: WebSettings, onBoth: @escaping @Sendable (ListenAddress) async -> Void) {
        self.settings = settings
        self.onBoth = onBoth
    }

    func opened(_ door: Door, port: Int?) async {
        let open = ports.withLock { ports in
            ports[door] = port ?? 0
            return ports
        }
        guard open.count == Door.allCases.count, let port = open[.page] else { return }
        await onBoth(ListenAddress(host: settings.listen.host, port: port))
    }
}
