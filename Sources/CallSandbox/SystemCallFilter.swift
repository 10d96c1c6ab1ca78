import CSeccomp
import Glibc

/// Which system calls a process may still make; any that isn't named ends it at once.
struct SystemCallFilter {
    var allowed: [String]
    /// Answered with EACCES.
    var refused: [String]
    /// Allowed on one descriptor, refused with EACCES on any other.
    var onlyOn: [(name: String, descriptor: Int32)] = []
    /// Whether it may start threads, which this filter then holds for as well; never processes.
    var startsThreads = false

    /// What memory allocation, locks and clocks need.
    static let memoryAndTime = [
        "mmap", "munmap", "mremap", "mprotect", "brk", "madvise", "futex", "rt_sigreturn",
        "clock_gettime", "gettimeofday", "time", "getpid", "gettid", "getrandom", "exit_group",
    ]

    /// The filter as BPF, compiled by libseccomp. It is put in force by prctl(2), not by
    /// libseccomp: inside a unit with `SystemCallFilter=@system-service` seccomp(2) itself is
    /// forbidden.
    func compiled() throws(Sandbox.Leak) -> [UInt8] {
        // The third level of the interface knows how to end the whole process; libseccomp would ask
        // the kernel by way of seccomp(2).
        _ = seccomp_api_set(3)
        guard let context = seccomp_init(UInt32(SCMP_ACT_KILL_PROCESS)) else {
            throw Sandbox.Leak(step: "filter", errno: ENOMEM)
        }
        defer { seccomp_release(context) }
        let allow = UInt32(SCMP_ACT_ALLOW)
        let refuse = UInt32(0x0005_0000) | UInt32(EACCES)
        // Memory may be written or run, never made to run.
        let notExecutable = scmp_arg_cmp(
            arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)
        for name in allowed {
            let isMapping = name == "mmap" || name == "mprotect"
            try add(allow, name, to: context, where: isMapping ? [notExecutable] : [])
        }
        for name in refused { try add(refuse, name, to: context) }
        for (name, descriptor) in onlyOn {
            let number = UInt64(descriptor)
            let same = scmp_arg_cmp(arg: 0, op: SCMP_CMP_EQ, datum_a: number, datum_b: 0)
            let other = scmp_arg_cmp(arg: 0, op: SCMP_CMP_NE, datum_a: number, datum_b: 0)
            try add(allow, name, to: context, where: [same])
            try add(refuse, name, to: context, where: [other])
        }
        if startsThreads { try allowThreads(context) }
        return try exported(context)
    }

    /// clone(2) with CLONE_THREAD alone. The flags of clone3(2) can't be seen by a filter; glibc
    /// takes clone(2) where that isn't there.
    private func allowThreads(_ context: scmp_filter_ctx) throws(Sandbox.Leak) {
        let ofThread = scmp_arg_cmp(
            arg: 0, op: SCMP_CMP_MASKED_EQ, datum_a: Self.cloneThread, datum_b: Self.cloneThread)
        try add(UInt32(SCMP_ACT_ALLOW), "clone", to: context, where: [ofThread])
        try add(UInt32(0x0005_0000) | UInt32(ENOSYS), "clone3", to: context)
        for name in ["set_robust_list", "rseq", "rt_sigprocmask", "exit", "sched_yield"] {
            try add(UInt32(SCMP_ACT_ALLOW), name, to: context)
        }
        // The name of a thread.
        try add(UInt32(0x0005_0000) | UInt32(EACCES), "prctl", to: context)
    }

    /// CLONE_THREAD of linux/sched.h.
    private static let cloneThread: UInt64 = 0x10000

    private func add(
        _ action: UInt32, _ name: String, to context: scmp_filter_ctx,
        where conditions: [scmp_arg_cmp] = []
    ) throws(Sandbox.Leak) {
        let number = seccomp_syscall_resolve_name(name)
        // Calls that this processor family never had (`open` on arm64) need no rule.
        guard number >= 0 else { return }
        let failed = seccomp_rule_add_array(
            context, action, number, UInt32(conditions.count), conditions)
        guard failed == 0 else { throw Sandbox.Leak(step: "rule for \(name)", errno: -failed) }
    }

    /// Goes through a pipe, which holds 64 KiB; the filter takes less than 1.
    private func exported(_ context: scmp_filter_ctx) throws(Sandbox.Leak) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        try Sandbox.check("pipe", pipe(&ends))
        defer { close(ends[0]) }
        let failed = seccomp_export_bpf(context, ends[1])
        close(ends[1])
        guard failed == 0 else { throw Sandbox.Leak(step: "filter", errno: -failed) }
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
