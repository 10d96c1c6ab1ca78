import CLinux
import Calls
import Foundation
import Glibc

/// A running `age`, to which plain bytes go in and from which sealed ones come out (age(1)). It
/// ends with the last one who holds it.
final class AgeSealing: Sendable {
    static let programPath = "/usr/bin/age"
    private static let pieceBytes = 64 * 1024

    private let descriptor: Int32
    private let pid: pid_t

    /// Seals for the X25519 `recipient`.
    init(recipient: String) throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &ends) == 0 else {
            throw Refusal.packageFailed
        }
        descriptor = ends[0]
        let arguments = [Self.programPath, "-r", recipient, "-o", "-"]
        pid = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]) { environment in
                linux_spawn_filter(Self.programPath, arguments, environment, ends[1])
            }
        }
        close(ends[1])
        guard pid > 0 else {
            close(descriptor)
            throw Refusal.packageFailed
        }
    }

    deinit {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        close(descriptor)
    }

    /// A second hold on the way in, for whoever writes; closing it says that all was written.
    func openWayIn() -> WayIn { WayIn(descriptor: dup(descriptor)) }

    /// Waits for the next sealed bytes; empty at their end.
    func read() throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, filled in
            var count = recv(descriptor, buffer.baseAddress!, buffer.count, 0)
            while count < 0 && errno == EINTR {
                count = recv(descriptor, buffer.baseAddress!, buffer.count, 0)
            }
            guard count >= 0 else { throw Refusal.packageFailed }
            filled = count
        }
    }

    /// Whether it ended well; to be asked once it has said all.
    func endedWell() -> Bool {
        var status: siginfo_t = siginfo_t()
        // Left for deinit to collect.
        while waitid(P_PID, id_t(pid), &status, WEXITED | WNOWAIT) < 0 {
            if errno != EINTR { return false }
        }
        return status.si_code == CLD_EXITED && status._sifields._sigchld.si_status == 0
    }

    /// The end of the pipe that plain bytes go into.
    struct WayIn: Sendable {
        let descriptor: Int32

        /// Blocks until `age` has taken all.
        func write(_ bytes: [UInt8]) throws {
            try bytes.withUnsafeBytes { buffer in
                var sent = 0
                while sent < buffer.count {
                    let count = send(
                        descriptor, buffer.baseAddress! + sent, buffer.count - sent,
                        Int32(MSG_NOSIGNAL))
                    if count < 0 {
                        if errno == EINTR { continue }
                        throw Refusal.packageFailed
                    }
                    sent += count
                }
            }
        }

        func finish() {
            shutdown(descriptor, Int32(SHUT_WR))
            close(descriptor)
        }

        /// Gives up: `age` is to make nothing whole of what it has.
        func abandon() {
            shutdown(descriptor, Int32(SHUT_RDWR))
            close(descriptor)
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

extension Refusal {
    static let packageFailed = Refusal(
        .unavailable, .packageFailed,
        "The package couldn't be sealed. Is Debian's package age installed on this machine, and "
            + "is the recipient a whole age1… key?")
}
