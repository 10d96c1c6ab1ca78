extension DocumentKind {
    /// What `bytes` are, by their first bytes and, for text, by all of them. The signatures are
    /// those of the formats' own specifications.
    package static func of(_ bytes: [UInt8]) -> DocumentKind {
        if bytes.isEmpty { return .unknown }
        for (signature, kind) in signatures where bytes.starts(with: signature) {
            return kind == .archive ? zipped(bytes) : kind
        }
        if isTar(bytes) { return .archive }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: "WAVE".utf8) {
            return .wave
        }
        if isFrameOfMP3(bytes) { return .mp3 }
        return written(bytes)
    }

    private static let signatures: [([UInt8], DocumentKind)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x50, 0x4B, 0x03, 0x04], .archive), ([0x50, 0x4B, 0x05, 0x06], .archive),
        ([0x50, 0x4B, 0x07, 0x08], .archive),
        (Array("Rar!".utf8), .archive), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive),
        ([0x1F, 0x8B], .archive), (Array("BZh".utf8), .archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .archive), ([0x28, 0xB5, 0x2F, 0xFD], .archive),
        (Array("MSCF".utf8), .archive), ([0x1F, 0x9D], .archive),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
        ([0x7F, 0x45, 0x4C, 0x46], .program), (Array("MZ".utf8), .program),
        ([0xCA, 0xFE, 0xBA, 0xBE], .program), ([0xFE, 0xED, 0xFA], .program),
        ([0xCF, 0xFA, 0xED, 0xFE], .program), ([0xCE, 0xFA, 0xED, 0xFE], .program),
        (Array("dex\n".utf8), .program), ([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], .program),
        (Array("#!".utf8), .program),
        (Array("ID3".utf8), .mp3),
    ]

    /// An Office document names its parts in the clear, in the headers of the ZIP file and again
    /// in its directory at the end. With macros in it, or without the parts of such a document, it
    /// is an archive. Nothing is unpacked.
    private static func zipped(_ bytes: [UInt8]) -> DocumentKind {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            return .archive
        }
        guard let names = zipNames(bytes), names.contains("[Content_Types].xml"),
            !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") })
        else { return .archive }
        if names.contains("word/document.xml") { return .word }
        if names.contains("xl/workbook.xml") { return .excel }
        return .archive
    }

    /// The names in the central directory (APPNOTE.TXT 4.3.12, 4.3.16), at most 4,096; nil when
    /// there is none whole.
    private static func zipNames(_ bytes: [UInt8]) -> Set<String>? {
        func number(_ at: Int, _ size: Int) -> Int? {
            guard at >= 0, at + size <= bytes.count else { return nil }
            return (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
        }
        let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        let last = bytes.count - 22
        guard last >= 0,
            let end = stride(from: last, through: max(0, last - 65_535), by: -1)
                .first(where: { bytes[$0...].starts(with: mark) }),
            let count = number(end + 10, 2), (1...4_096).contains(count),
            var place = number(end + 16, 4)
        else { return nil }
        var names: Set<String> = []
        for _ in 0..<count {
            guard number(place, 4) == 0x0201_4B50, let length = number(place + 28, 2),
                let extra = number(place + 30, 2), let comment = number(place + 32, 2),
                place + 46 + length <= bytes.count
            else { return nil }
            let name = bytes[(place + 46)..<(place + 46 + length)]
            names.insert(String(decoding: name, as: UTF8.self))
            place += 46 + length + extra + comment
        }
        return names
    }

    private static func isTar(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 512 && bytes[257...].starts(with: "ustar".utf8)
    }

    /// A frame header of MPEG layer III, and another where the first says that its frame ends
    /// (ISO/IEC 11172-3, 2.4.1.3).
    private static func isFrameOfMP3(_ bytes: [UInt8]) -> Bool {
        guard let length = frameBytes(bytes[...]) else { return false }
        return bytes.count <= length || frameBytes(bytes[length...]) != nil
    }

    private static func frameBytes(_ bytes: ArraySlice<UInt8>) -> Int? {
        let head = Array(bytes.prefix(4))
        guard head.count == 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0, head[1] & 0x06 == 0x02
        else { return nil }
        let version = head[1] >> 3 & 3
        let (rate, frequency) = (Int(head[2] >> 4), Int(head[2] >> 2 & 3))
        guard version != 1, (1...14).contains(rate), frequency < 3 else { return nil }
        let isFirst = version == 3
        let rates =
            isFirst
            ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
            : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        let hertz = [44_100, 48_000, 32_000][frequency] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        return (isFirst ? 144_000 : 72_000) * rates[rate - 1] / hertz + Int(head[2] >> 1 & 1)
    }
}
