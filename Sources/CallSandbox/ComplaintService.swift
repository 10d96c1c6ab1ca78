import CLinux
package import Calls
import Glibc

/// The helper's side of reading complaints: takes one file from the socket at descriptor 3,
/// answers, and ends, so that nothing of one customer's mail meets another's.
package struct ComplaintService {
    package typealias Read = (_ bytes: [UInt8]) throws(ComplaintFileRefusal) -> ComplaintIntake

    private let read: Read
    private let connection = Connection(descriptor: 3)

    package init(read: @escaping Read) {
        self.read = read
    }

    /// Returns when it has answered, or when the daemon is gone or says what makes no sense.
    package func run() {
        do {
            try connection.send(.hello, [ReplyKind.version])
            guard let (packet, passed) = try connection.receive(
                bytesMax: ComplaintReply.magic.count), let passed
            else { return }
            guard packet == ComplaintReply.magic else { return }
            try answer(passed)
        } catch {
            return
        }
    }

    private func answer(_ file: Int32) throws(Connection.Broken) {
        guard let bytes = Self.bytes(of: file) else {
            try connection.send(.fault, [DecodeFault.unreadable.rawValue])
            return
        }
        let intake: ComplaintIntake
        do {
            intake = try read(bytes)
        } catch {
            try connection.send(.refusal, ComplaintReply.payload(error))
            return
        }
        let report = intake.encoded
        var size = ByteWriter()
        size.number(Int64(report.count), size: 4)
        try connection.send(.report, size.bytes)
        try connection.sendPieces(report)
    }

    /// All of the file; nil when it can't be read, or is larger than a mail may be.
    private static func bytes(of file: Int32) -> [UInt8]? {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            (0...ComplaintIntake.Limits.mailBytes).contains(Int(status.st_size))
        else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = pread(
                    file, buffer.baseAddress! + filled, size - filled, off_t(filled))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                filled += count
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
