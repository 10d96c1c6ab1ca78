import Calls
import Foundation

/// What tells this daemon from every other one, over its restarts: 16 bytes of chance in a file of
/// its state folder. Without the file it is a new daemon, which has to wait until the old one
/// counts as dead before it gets its name.
package enum NodeInstance {
    package static let byteCount = 16

    /// Reads the bytes at `path`; makes them where there are none, or none that can be used.
    package static func load(path: String) throws -> [UInt8] {
        let file = URL(fileURLWithPath: path)
        if let text = try? String(contentsOf: file, encoding: .utf8),
            let bytes = [UInt8](hexadecimal: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            bytes.count == byteCount
        {
            return bytes
        }
        let fresh = (0..<byteCount).map { _ in UInt8.random(in: 0...UInt8.max) }
        try Data((fresh.hexadecimal + "\n").utf8).write(to: file, options: .atomic)
        return fresh
    }
}
