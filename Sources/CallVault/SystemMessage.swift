import Glibc

/// The operating system's own words for an `errno`.
func message(of errno: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        guard strerror_r(errno, buffer.baseAddress!, buffer.count) == 0 else {
            return "error \(errno)"
        }
        return String(cString: buffer.baseAddress!)
    }
}
