import CLinux
import Glibc

/// Things that a process which is shut in must not be able to do. `callaudit-decode --prove NAME`
/// and `callaudit-letter LANGUAGE --prove NAME` shut themselves in and try one: they exit with 0
/// when that was refused, with 1 when it was let through, and are killed by SIGSYS where the filter
/// answers so. For tests, and for whoever wants to see it on his own machine.
package enum SandboxProof: String, CaseIterable {
    case open, create, process, thread, connect, run, kill, execute, memory, privileges

    /// Whether the attempt went through.
    package func isPossible(
        addressSpaceBytes: UInt64 = Sandbox.addressSpaceBytes
    ) -> Bool {
        switch self {
        case .open: Glibc.open("/etc/hostname", O_RDONLY) >= 0
        case .create: Glibc.open("/tmp/callaudit-proof", O_WRONLY | O_CREAT, 0o600) >= 0
        case .process: linux_spawn_with_connection("/bin/true", [nil], [nil], 0) > 0
        case .thread: startsThread()
        case .connect: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0
        case .run: execve("/bin/true", [nil], [nil]) == 0
        case .kill: Glibc.kill(getppid(), 0) == 0
        case .execute: mapsExecutable()
        case .memory: maps(addressSpaceBytes)
        case .privileges: linux_give_up_privileges() == 0
        }
    }

    private func startsThread() -> Bool {
        var thread = pthread_t()
        return pthread_create(&thread, nil, { _ in nil }, nil) == 0
    }

    private func mapsExecutable() -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        return mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, flags, -1, 0) != MAP_FAILED
    }

    private func maps(_ size: UInt64) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        let bytes = Int(size)
        return mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED
    }
}
