import CLinux
import Glibc

/// Shuts the calling process in for good: no new privileges, no tracing, no core, no files, no
/// processes, 256 MiB of address space, and only the system calls that decoding needs. Any other
/// ends the process at once; opening and writing are refused with EACCES.
package enum Sandbox {
    /// What failed; nothing untrusted may be touched then.
    package struct Leak: Error {
        package let step: String
        package let errno: Int32
    }

    package static let addressSpaceBytes: UInt64 = 256 << 20
    private static let descriptorsMax: UInt64 = 16

    package static func enter() throws(Leak) {
        try check("privileges", linux_give_up_privileges())
        try check("limits", linux_limit_resources(addressSpaceBytes, descriptorsMax, false))
        let program = try filter.compiled()
        try check("filter", linux_load_filter(program, program.count))
    }

    static func check(_ step: String, _ result: Int32) throws(Leak) {
        guard result == 0 else { throw Leak(step: step, errno: errno) }
    }

    /// What decoding, memory allocation and the Swift runtime's own locks need.
    private static let filter = SystemCallFilter(
        allowed: SystemCallFilter.memoryAndTime + [
            "recvmsg", "sendmsg", "pread64", "fstat", "newfstatat", "close",
        ],
        // glibc's qsort asks sysinfo(2) for the memory size and takes no for an answer.
        refused: ["open", "openat", "openat2", "write", "writev", "sysinfo"])
}
