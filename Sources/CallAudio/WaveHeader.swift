import Calls

/// RIFF WAVE (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0") and its
/// 64-bit forms RF64 (EBU Tech 3306) and Sony Wave64.
extension SoundBody {
    private static let chunksMax = 512

    static func wave(in source: ByteSource) throws(DecodeFault) -> SoundBody {
        var body = SoundBody()
        var longBytes: Int64?
        var sawFormat = false
        var place: Int64 = 12
        for _ in 0..<chunksMax {
            let head = source.bytes(at: place, count: 8)
            guard let size = head.little(4, 4) else { throw .headerOnly }
            if head.has("data") {
                guard sawFormat else { throw .damagedHeader }
                body.bytesClaimed = longBytes ?? claim(size)
                if body.bytesClaimed == nil { body.openLengthPlace = place + 4 }
                let rest = max(0, source.bytes - place - 8)
                body.bytesPresent = min(body.bytesClaimed ?? rest, rest)
                return body
            } else if head.has("fmt ") {
                let format = source.bytes(at: place + 8, count: Int(min(size, 64)))
                guard format.count >= 14 else { throw .headerOnly }
                body.readFormat(format)
                sawFormat = true
            } else if head.has("fact") {
                body.framesClaimed = source.bytes(at: place + 8, count: 4).little(0, 4)
            } else if head.has("ds64") {
                longBytes = source.bytes(at: place + 8, count: 16).little(8, 8)
            }
            place += 8 + size + size & 1
        }
        throw .damagedHeader
    }

    fileprivate mutating func readFormat(_ format: [UInt8]) {
        let tag = Int(format.little(0, 2) ?? 0)
        formatTag = tag == 0xFFFE ? format.little(24, 2).map { Int($0) } : tag
        blockBytes = Int(format.little(12, 2) ?? 0)
    }

    /// Writers that stream leave 0 or a huge number where they couldn't come back to fill it in.
    static func claim(_ size: Int64) -> Int64? {
        size == 0 || size >= 0x7FFF_0000 ? nil : size
    }
}

/// Sony Wave64: like RIFF, with 16-byte names, and 64-bit sizes that include the 24-byte head.
enum W64 {
    static let riff = guid(
        "riff", [0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0, 0])
    private static let tail: [UInt8] = [
        0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A,
    ]

    private static func guid(_ name: String, _ rest: [UInt8]) -> [UInt8] {
        Array(name.utf8) + rest
    }

    static func body(in source: ByteSource) throws(DecodeFault) -> SoundBody {
        var body = SoundBody()
        var place: Int64 = 40
        for _ in 0..<512 {
            let head = source.bytes(at: place, count: 24)
            guard let size = head.little(16, 8), size >= 24, size < 1 << 60 else {
                throw .headerOnly
            }
            if head.starts(with: guid("data", tail)) {
                guard body.formatTag != nil else { throw .damagedHeader }
                body.bytesClaimed = size > 24 ? size - 24 : nil
                let rest = max(0, source.bytes - place - 24)
                body.bytesPresent = min(body.bytesClaimed ?? rest, rest)
                return body
            } else if head.starts(with: guid("fmt ", tail)) {
                let format = source.bytes(at: place + 24, count: Int(min(size - 24, 64)))
                guard format.count >= 14 else { throw .headerOnly }
                body.readFormat(format)
            } else if head.starts(with: guid("fact", tail)) {
                body.framesClaimed = source.bytes(at: place + 24, count: 8).little(0, 8)
            }
            place += (size + 7) / 8 * 8
        }
        throw .damagedHeader
    }
}
