package import CallVault
package import Calls
import Synchronization

/// A channel with what its messages are signed by.
package struct NoticeSender: Sendable {
    package var channel: NoticeChannel
    /// Nil for a channel that doesn't sign.
    package var key: MessageKey?

    package init(channel: NoticeChannel, key: MessageKey? = nil) {
        self.channel = channel
        self.key = key
    }

    /// The same, with a command that takes no longer than so many seconds.
    func briefly(secondsMax: Double) -> NoticeSender {
        var sender = self
        sender.channel.secondsMax = min(sender.channel.secondsMax, secondsMax)
        return sender
    }

    /// What a command is told beside its message: no more than what every program needs, and the
    /// signature.
    func environment(id: String, seconds: Int64, message: [UInt8]) -> [String] {
        let signed = NoticeMessage.signed(id: id, seconds: seconds, message: message)
        return [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent",
            "CALLAUDIT_NOTICE_ID=\(id)", "CALLAUDIT_NOTICE_TIMESTAMP=\(seconds)",
            "CALLAUDIT_NOTICE_SIGNATURE=\(key?.signature(of: signed) ?? "")",
        ]
    }
}

/// How often this daemon tried to send, by what came of it, for the metrics.
final class NoticeTally: Sendable {
    enum Outcome: String, CaseIterable { case sent, retried, failed }

    private let counts = Mutex<[Outcome: Int]>([:])

    func note(_ outcome: Outcome) { counts.withLock { $0[outcome, default: 0] += 1 } }

    func count(_ outcome: Outcome) -> Int { counts.withLock { $0[outcome] ?? 0 } }
}
