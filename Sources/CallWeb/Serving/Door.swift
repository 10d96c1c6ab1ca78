import Calls
import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// Where somebody comes in, which decides who they are until accounts exist.
enum Door: CaseIterable, Sendable {
    /// TCP on loopback.
    case page
    /// The Unix socket.
    case socket
}

/// One connection, as a request finds it.
struct Connection: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// Who is at the other end of a Unix socket, by SO_PEERCRED (unix(7)).
    func peer() async throws -> Principal {
        guard let options = channel as? any SocketOptionProvider else { throw PeerUnknown() }
        let credentials: PeerCredentials = try await options.unsafeGetSocketOption(
            level: .init(SOL_SOCKET), name: .init(SO_PEERCRED)
        ).get()
        return Principal(
            id: "local:\(credentials.user)", roles: [.complianceOfficer, .administrator])
    }
}

struct PeerUnknown: Error {}

/// `struct ucred` of unix(7).
private struct PeerCredentials: Sendable {
    var process: Int32
    var user: UInt32
    var group: UInt32
}
