/// Lines in columns that line up, Chinese characters counted as two wide.
struct Table {
    private let heads: [String]
    private var rows: [[String]] = []

    init(_ heads: String...) {
        self.heads = heads
    }

    mutating func add(_ cells: String...) {
        rows.append(cells.map(Terminal.plain))
    }

    /// The lines, without trailing spaces.
    var lines: [String] {
        let all = [heads] + rows
        let widths = heads.indices.map { column in
            all.map { Self.width(of: $0[column]) }.max() ?? 0
        }
        return all.map { cells in
            zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - Self.width(of: cell))
            }.joined(separator: "  ").replacing(/\s+$/, with: "")
        }
    }

    /// Terminal cells that `text` takes: two for East Asian wide characters (Unicode UAX #11).
    private static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x300...0x36F, 0x200B...0x200F: width
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
                0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}
