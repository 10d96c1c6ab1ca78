import Glibc

/// Standard input and output, to their ends.
enum StandardStreams {
    /// All that comes; nil when it is more than `bytesMax`, or can't be read.
    static func read(atMost bytesMax: Int) -> [UInt8]? {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0, all.count + count <= bytesMax else { return nil }
            if count == 0 { return all }
            all += piece.prefix(count)
        }
    }

    /// Whether all of it was taken.
    static func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { all in
            var done = 0
            while done < all.count {
                let count = Glibc.write(STDOUT_FILENO, all.baseAddress! + done, all.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
