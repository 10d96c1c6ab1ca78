import CLinux
import Glibc

/// What is left of a process's memory when it is ended by a fault.
package enum Cores {
    /// From here on the calling process leaves no core, whatever limits it began with and wherever
    /// the kernel sends cores, and none but root reads its memory and its environment.
    package static func forbid() throws(Sandbox.Leak) {
        guard linux_leave_no_core() == 0 else { throw Sandbox.Leak(step: "cores", errno: errno) }
    }
}
