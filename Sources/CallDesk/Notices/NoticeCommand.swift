import CLinux
import Calls
import Glibc
import Synchronization

/// Set when commands must end at once because the daemon does.
final class CommandStop: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}

/// A command that sends one message: it reads it from its standard input, and its status says what
/// came of it. It runs in a session of its own with nothing else open, and whatever it started
/// there ends with it.
struct NoticeCommand {
    struct Ending: Sendable {
        /// Nil when it says that the message was sent.
        var problem: NoticeProblem?
        /// The beginning of what it wrote; it may hold anything.
        var output: [UInt8] = []
    }

    /// The program by its path, and its arguments.
    let words: [String]
    let environment: [String]
    let secondsMax: Double

    private static let waitMilliseconds: Int32 = 20

    /// Blocks until it has ended.
    func run(saying message: [UInt8], until stop: CommandStop) -> Ending {
        var ending = Ending(problem: .notStarted)
        let input = memory_file("notice")
        guard input >= 0 else { return ending }
        defer { close(input) }
        guard message.withUnsafeBytes({ write(input, $0.baseAddress!, $0.count) }) == message.count,
            lseek(input, 0, SEEK_SET) == 0
        else { return ending }
        var ends: [Int32] = [-1, -1]
        guard linux_output_pipe(&ends) == 0 else { return ending }
        defer { close(ends[0]) }
        let pid = spawn(input, ends[1])
        close(ends[1])
        guard pid > 0 else { return ending }
        let isOver = wait(for: pid, reading: ends[0], into: &ending.output, until: stop)
        // It hasn't been collected yet, so its number is still its own, and its group's.
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        _ = read(ends[0], into: &ending.output)
        ending.problem =
            isOver ? Self.problem(of: status) : stop.isSet ? .cutOff : .timedOut
        return ending
    }

    private func spawn(_ input: Int32, _ output: Int32) -> pid_t {
        Self.withCStrings(words) { arguments in
            Self.withCStrings(environment) { environment in
                linux_spawn_command(words[0], arguments, environment, input, output)
            }
        }
    }

    /// Whether it ended by itself in time.
    private func wait(
        for pid: pid_t, reading output: Int32, into text: inout [UInt8], until stop: CommandStop
    ) -> Bool {
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        var isOpen = true
        while true {
            if isOpen { isOpen = read(output, into: &text) }
            var facts = siginfo_t()
            if waitid(P_PID, id_t(pid), &facts, WEXITED | WNOHANG | WNOWAIT) == 0,
                facts.si_signo == SIGCHLD
            {
                return true
            }
            if ContinuousClock.now >= deadline || stop.isSet { return false }
            var waited = pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0)
            poll(&waited, 1, Self.waitMilliseconds)
            // What writes without an end doesn't keep a processor busy here.
            if text.count >= Notice.Limits.outputBytes { usleep(1_000) }
        }
    }

    /// Reads what there is and keeps its beginning; false at the end.
    private func read(_ output: Int32, into text: inout [UInt8]) -> Bool {
        var piece = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(output, &piece, piece.count)
        if count > 0 {
            text += piece.prefix(min(count, max(0, Notice.Limits.outputBytes - text.count)))
        }
        return count > 0 || (count < 0 && [EAGAIN, EINTR].contains(errno))
    }

    private static func problem(of status: Int32) -> NoticeProblem? {
        let signal = Int(status & 0x7F)
        if signal != 0 { return .signal(signal) }
        let code = Int(status >> 8 & 0xFF)
        return code == 0 ? nil : .exit(code)
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
