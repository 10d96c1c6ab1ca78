import CLinux
import Glibc

/// Shuts in the process that makes PDFs of letters: no files, no processes, no network, and nothing
/// but standard input to read and standard output to write. Fonts must be open by then. Threads it
/// may start, since pango does; they are shut in as well.
package enum LetterSandbox {
    package static let addressSpaceBytes: UInt64 = 512 << 20
    package static let processorSeconds: UInt64 = 20
    private static let descriptorsMax: UInt64 = 64

    /// To be called first, before there are threads: privileges and processor time.
    package static func begin() throws(Sandbox.Leak) {
        linux_share_one_heap()
        try Sandbox.check("privileges", linux_give_up_privileges())
        try Sandbox.check(
            "processor time", linux_allow_processor_seconds(getpid(), processorSeconds))
    }

    /// Holds for every thread. Nothing untrusted may be read before it has returned.
    package static func enter() throws(Sandbox.Leak) {
        try Sandbox.check(
            "limits", linux_limit_resources(addressSpaceBytes, descriptorsMax, true))
        let program = try filter.compiled()
        try Sandbox.check("filter", linux_load_filter_everywhere(program, program.count))
    }

    private static let filter = SystemCallFilter(
        allowed: SystemCallFilter.memoryAndTime + ["fstat", "close"],
        refused: [
            "open", "openat", "openat2", "access", "faccessat", "faccessat2", "newfstatat", "stat",
            "lstat", "statx", "readlink", "readlinkat", "getcwd", "writev", "ioctl", "sysinfo",
        ],
        onlyOn: [("read", STDIN_FILENO), ("write", STDOUT_FILENO)],
        startsThreads: true)
}
