import CLinux
import CSeccomp
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
        try check("limits", linux_limit_resources(addressSpaceBytes, descriptorsMax))
        let program = try filter()
        try check("filter", linux_load_filter(program, program.count))
    }

    private static func check(_ step: String, _ result: Int32) throws(Leak) {
        guard result == 0 else { throw Leak(step: step, errno: errno) }
    }

    /// What decoding, memory allocation and the Swift runtime's own locks need.
    private static let allowed = [
        "recvmsg", "sendmsg", "pread64", "fstat", "newfstatat", "close", "mmap", "munmap", "mremap",
        "mprotect", "brk", "madvise", "futex", "rt_sigreturn", "clock_gettime", "gettimeofday",
        "time", "getpid", "gettid", "getrandom", "exit_group",
    ]
    /// glibc's qsort asks sysinfo(2) for the memory size and takes no for an answer.
    private static let refused = ["open", "openat", "openat2", "write", "writev", "sysinfo"]

    /// The filter as BPF, compiled by libseccomp. It is put in force by prctl(2), not by
    /// libseccomp: inside a unit with `SystemCallFilter=@system-service` seccomp(2) itself is
    /// forbidden.
    private static func filter() throws(Leak) -> [UInt8] {
        // The third level of the interface knows how to end the whole process; libseccomp would ask
        // the kernel by way of seccomp(2).
        _ = seccomp_api_set(3)
        guard let context = seccomp_init(UInt32(SCMP_ACT_KILL_PROCESS)) else {
            throw Leak(step: "filter", errno: ENOMEM)
        }
        defer { seccomp_release(context) }
        let allow = UInt32(SCMP_ACT_ALLOW)
        let refuse = UInt32(0x0005_0000) | UInt32(EACCES)
        for name in allowed where name != "mprotect" && name != "mmap" {
            try add(allow, name, to: context)
        }
        for name in refused { try add(refuse, name, to: context) }
        // Memory may be written or run, never made to run.
        let notExecutable = scmp_arg_cmp(
            arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)
        for name in ["mmap", "mprotect"] {
            try add(allow, name, to: context, where: [notExecutable])
        }
        return try compiled(context)
    }

    private static func add(
        _ action: UInt32, _ name: String, to context: scmp_filter_ctx,
        where conditions: [scmp_arg_cmp] = []
    ) throws(Leak) {
        let number = seccomp_syscall_resolve_name(name)
        // Calls that this processor family never had (`open` on arm64) need no rule.
        guard number >= 0 else { return }
        let failed = seccomp_rule_add_array(
            context, action, number, UInt32(conditions.count), conditions)
        guard failed == 0 else { throw Leak(step: "rule for \(name)", errno: -failed) }
    }

    /// Goes through a pipe, which holds 64 KiB; the filter takes less than 1.
    private static func compiled(_ context: scmp_filter_ctx) throws(Leak) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        try check("pipe", pipe(&ends))
        defer { close(ends[0]) }
        let failed = seccomp_export_bpf(context, ends[1])
        close(ends[1])
        guard failed == 0 else { throw Leak(step: "filter", errno: -failed) }
        var size = 0
        let program = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
            while size < buffer.count {
                let got = read(ends[0], buffer.baseAddress! + size, buffer.count - size)
                guard got > 0 else { break }
                size += got
            }
            filled = size
        }
        return program
    }
}
