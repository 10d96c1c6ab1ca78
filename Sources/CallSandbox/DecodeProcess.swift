import CLinux
import Calls
import Glibc

/// One running decoder. Belongs to one thread; ends with it.
final class DecodeProcess {
    let connection: Connection
    private(set) var jobs = 0
    private let pid: pid_t
    private var isReaped = false

    /// Starts the program and waits until it says that it has shut itself in.
    init(
        path: String, arguments: [String] = [], within limit: Duration = .seconds(20)
    ) throws(DecodeFailure) {
        var ends: [Int32] = [-1, -1]
        guard linux_packet_pair(&ends) == 0 else {
            throw .noDecoder("no socket, errno \(errno)")
        }
        pid = Self.spawn(path, arguments, ends[1])
        let failure = errno
        close(ends[1])
        connection = Connection(descriptor: ends[0])
        guard pid > 0 else {
            isReaped = true
            throw .noDecoder("the program can't be run, errno \(failure)")
        }
        guard isGreeted(until: .now + limit) else {
            let status = end()
            throw .noDecoder(Self.exitStory(status))
        }
    }

    deinit {
        _ = end()
        close(connection.descriptor)
    }

    /// Sends a job off; answers false when the process had died while it stood idle.
    func start(
        _ request: [UInt8], file: OwnedDescriptor, processorSeconds: Int64
    ) -> Bool {
        linux_allow_processor_seconds(pid, UInt64(processorSeconds))
        jobs += 1
        do {
            try connection.send(packet: request, passing: file.number)
            return true
        } catch {
            return false
        }
    }

    /// Kills what still runs and tells how it ended.
    func end() -> Int32 {
        guard !isReaped else { return 0 }
        isReaped = true
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    /// How it ended by itself: whether the processor time was up, else a crash.
    func fault() -> DecodeFault {
        // It has closed its socket, so it is ending; the kill in `end` comes too late to matter.
        var status: Int32 = 0
        for _ in 0..<200 {
            if waitpid(pid, &status, WNOHANG) == pid {
                isReaped = true
                return status & 0x7F == SIGXCPU ? .timedOut : .crashed
            }
            usleep(5_000)
        }
        return .crashed
    }

    private func isGreeted(until deadline: ContinuousClock.Instant) -> Bool {
        guard connection.waitReadable(until: deadline),
            let (packet, _) = try? connection.receive(bytesMax: 2)
        else { return false }
        return packet == [ReplyKind.hello.rawValue, ReplyKind.version]
    }

    private static func exitStory(_ status: Int32) -> String {
        let code = status >> 8 & 0xFF
        if status & 0x7F == 0 && code == 71 { return "the kernel wouldn't shut it in" }
        if status & 0x7F == 0 { return "it ended with code \(code)" }
        return "it was ended by signal \(status & 0x7F) before it was ready"
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ connection: Int32
    ) -> pid_t {
        withCStrings([path] + arguments) { arguments in
            withCStrings(["SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8"]) { environment in
                linux_spawn_with_connection(path, arguments, environment, connection)
            }
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
