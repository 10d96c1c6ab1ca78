import Glibc

/// The operating system's own words for an `errno`.
func message(of errno: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    // The XSI form of strerror_r: fills the buffer and leaves the shared one alone.
    guard __xpg_strerror_r(errno, &buffer, buffer.count) == 0 else { return "error \(errno)" }
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
}
