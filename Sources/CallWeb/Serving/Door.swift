import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// Where somebody comes in, which decides how it is known who they are.
enum Door: CaseIterable, Sendable {
    /// TCP on loopback: by a session or a token.
    case page
    /// The Unix socket: by the peer's user.
    case socket
}

/// One connection, as a request finds it.
struct Connection: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// The address at the other end, without a port; a word for those who have none.
    var address: String { channel.remoteAddress?.ipAddress ?? "socket" }

    /// The number of the user at the other end of a Unix socket, by SO_PEERCRED (unix(7)).
    func peerUser() async throws -> UInt32 {
        guard let options = channel as? any SocketOptionProvider else { throw PeerUnknown() }
        let credentials: PeerCredentials = try await options.unsafeGetSocketOption(
            level: .init(SOL_SOCKET), name: .init(SO_PEERCRED)
        ).get()
        return credentials.user
    }
}

struct PeerUnknown: Error {}

/// `struct ucred` of unix(7).
private struct PeerCredentials: Sendable {
    var process: Int32
    var user: UInt32
    var group: UInt32
}
