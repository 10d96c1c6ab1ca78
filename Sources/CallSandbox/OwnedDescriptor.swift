import Glibc

/// A copy of an open file's descriptor that lives as long as the job that needs it.
final class OwnedDescriptor: Sendable {
    let number: Int32

    /// Nil when `original` isn't open or no descriptor is left.
    init?(copying original: Int32) {
        number = fcntl(original, F_DUPFD_CLOEXEC, 4)
        if number < 0 { return nil }
    }

    deinit { close(number) }

    /// Size of the file in bytes; nil when it is no regular file.
    var fileBytes: Int64? {
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }
}
