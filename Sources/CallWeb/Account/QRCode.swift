import CQrencode

/// A text as a QR code (ISO/IEC 18004), error correction M, with its quiet zone of four modules.
struct QRCode: Sendable {
    private static let quiet = 4
    /// Of the square with its quiet zone, in modules.
    let side: Int
    /// The dark modules as a path of SVG: runs along each row.
    let path: String

    /// Nil when the text is empty or too long.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                var run = 0
                while column + run < width, code.pointee.data[row * width + column + run] & 1 == 1 {
                    run += 1
                }
                if run > 0 {
                    path += "M\(column + Self.quiet) \(row + Self.quiet)h\(run)v1h-\(run)z"
                }
                column += max(run, 1)
            }
        }
        side = width + 2 * Self.quiet
        self.path = path
    }
}
