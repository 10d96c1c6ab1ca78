import CLinux
import Calls
import Glibc

/// One run of `callaudit-letter`. Belongs to one thread, with which it dies.
struct LetterProcess {
    private static let pieceBytes = 64 * 1024
    /// How often a waiting thread looks whether it should still wait.
    private static let glance: Int32 = 200

    let path: String
    let language: LetterLanguage
    let deadline: ContinuousClock.Instant
    let stop: StopSignal

    /// Hands `request` in and takes the PDF out. However it ends, no process is left.
    func run(_ request: [UInt8]) throws(LetterPressFailure) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw .notStarted("no socket, errno \(errno)")
        }
        defer { close(ends[0]) }
        let pid = spawn(ends[1])
        let failure = errno
        close(ends[1])
        guard pid > 0 else { throw .notStarted("errno \(failure)") }
        var isReaped = false
        defer { if !isReaped { _ = Self.end(pid) } }
        try send(request, to: ends[0])
        guard let made = try receive(from: ends[0]) else { throw .failed }
        let status = try wait(for: pid)
        isReaped = true
        if let failure = LetterPressFailure(status: status) { throw failure }
        guard made.starts(with: "%PDF-".utf8) else { throw .failed }
        return made
    }

    /// What it doesn't take any more is left: how it ended says why.
    private func send(_ bytes: [UInt8], to socket: Int32) throws(LetterPressFailure) {
        var sent = 0
        while sent < bytes.count {
            try waitFor(POLLOUT, on: socket)
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(
                    socket, $0.baseAddress, $0.count,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count < 0, errno != EAGAIN, errno != EINTR { break }
            sent += max(0, count)
        }
        shutdown(socket, Int32(SHUT_WR))
    }

    /// All that comes; nil when it is more than a PDF may have.
    private func receive(from socket: Int32) throws(LetterPressFailure) -> [UInt8]? {
        var made: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            try waitFor(POLLIN, on: socket)
            let count = recv(socket, &piece, piece.count, Int32(MSG_DONTWAIT))
            if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
            if count <= 0 { return made }
            made += piece.prefix(count)
            if made.count > Letter.Limits.pdfBytes { return nil }
        }
    }

    private func waitFor(_ event: Int32, on socket: Int32) throws(LetterPressFailure) {
        var entry = pollfd(fd: socket, events: Int16(event), revents: 0)
        while poll(&entry, 1, Self.glance) <= 0 { try check() }
        try check()
    }

    private func check() throws(LetterPressFailure) {
        if stop.isRaised { throw .shutDown }
        if deadline <= .now { throw .timedOut }
    }

    /// It has closed its output, so it is ending.
    private func wait(for pid: pid_t) throws(LetterPressFailure) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) != pid {
            try check()
            usleep(2_000)
        }
        return status
    }

    private static func end(_ pid: pid_t) -> Int32 {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    private func spawn(_ connection: Int32) -> pid_t {
        let words = Self.copies([path, language.rawValue])
        let settings = Self.copies(["SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8"])
        defer { for copy in words + settings { free(copy) } }
        return linux_spawn_filter(path, words, settings, connection)
    }

    /// With the nil that ends them.
    private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
