import CLinux
import Glibc

/// One end of the socket between the daemon and a decoder. The descriptor belongs to whoever made
/// it.
struct Connection {
    let descriptor: Int32

    struct Broken: Error {}

    func send(_ kind: ReplyKind, _ payload: [UInt8] = []) throws(Broken) {
        try send(packet: [kind.rawValue] + payload)
    }

    func send(packet: [UInt8], passing passed: Int32 = -1) throws(Broken) {
        guard linux_send_packet(descriptor, packet, packet.count, passed) == packet.count else {
            throw Broken()
        }
    }

    /// Sends `bytes` in as many pieces as they need.
    func sendPieces(_ bytes: [UInt8]) throws(Broken) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + ReplyKind.pieceBytesMax)
            try send(.piece, Array(bytes[start..<end]))
            start = end
        }
    }

    /// The next packet and the descriptor that came with it, if any; nil when the other side is
    /// gone.
    func receive(bytesMax: Int) throws(Broken) -> (packet: [UInt8], passed: Int32?)? {
        var passed: Int32 = -1
        var received = 0
        let packet = [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, filled in
            received = linux_receive_packet(descriptor, buffer.baseAddress, bytesMax, &passed)
            filled = max(0, received)
        }
        guard received >= 0 else { throw Broken() }
        if received == 0 { return nil }
        return (packet, passed >= 0 ? passed : nil)
    }

    /// Waits until there is something to receive (or the other side is gone); false when `deadline`
    /// came first.
    func waitReadable(until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = deadline - .now
            if left <= .zero { return false }
            let milliseconds =
                left.components.seconds * 1000 + 1
                + left.components.attoseconds / 1_000_000_000_000_000
            var entry = pollfd(descriptor: descriptor)
            let ready = poll(&entry, 1, Int32(min(milliseconds, 60_000)))
            if ready > 0 { return true }
            if ready < 0 && errno != EINTR { return true }
        }
    }
}

extension pollfd {
    fileprivate init(descriptor: Int32) {
        self.init(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }
}
