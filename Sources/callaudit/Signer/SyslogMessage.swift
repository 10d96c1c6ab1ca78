import CallLedger
import CallSettings
import Foundation
import Glibc

/// A checkpoint as one message of RFC 5424: facility 13 (log audit), severity notice. What it says
/// is the checkpoint with its line feeds written as spaces, so a signature can be checked from it.
struct SyslogMessage {
    private static let seconds = 5
    let text: String

    init(_ checkpoint: SignedCheckpoint, now: Date) {
        let time = now.formatted(.iso8601)
        let host = ProcessInfo.processInfo.hostName.filter { $0.isASCII && !$0.isWhitespace }
        let note = checkpoint.description.replacing("\n", with: " ")
        text = "<109>1 \(time) \(host.isEmpty ? "-" : String(host.prefix(255))) callaudit-signer "
            + "\(getpid()) checkpoint - \(note)"
    }

    /// One datagram, or with TCP one message counted in octets (RFC 6587).
    func send(to address: SignerSettings.SyslogAddress) throws {
        switch address {
        case .unix(let path): try toSocket(path)
        case .udp(let host, let port): try toNetwork(host, port, SOCK_DGRAM, Array(text.utf8))
        case .tcp(let host, let port):
            try toNetwork(host, port, SOCK_STREAM, Array("\(text.utf8.count) \(text)".utf8))
        }
    }

    private func toSocket(_ path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw failure }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bytes = Array(text.utf8)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0,
                    socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard sent == bytes.count else { throw failure }
    }

    private func toNetwork(
        _ host: String, _ port: Int, _ kind: __socket_type, _ bytes: [UInt8]
    ) throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(kind.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
            throw failure
        }
        defer { freeaddrinfo(first) }
        let descriptor = socket(
            first.pointee.ai_family, first.pointee.ai_socktype | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var wait = timeval(tv_sec: Self.seconds, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        guard connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
            Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { throw failure }
    }

    private var failure: Stop {
        Stop(.inputOutput, "The syslog of an anchor can't be reached: \(errorText()).")
    }
}
