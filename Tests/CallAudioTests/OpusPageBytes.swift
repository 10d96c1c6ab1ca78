import Foundation

/// One page of an Ogg file (RFC 3533 §6), to be altered under a checksum that stays right.
struct OpusPageBytes {
    var bytes: [UInt8]

    static func all(of file: [UInt8]) -> [OpusPageBytes] {
        var pages: [OpusPageBytes] = []
        var place = 0
        while place + 27 <= file.count {
            let segments = Int(file[place + 26])
            let body = file[(place + 27)..<(place + 27 + segments)].reduce(0) { $0 + Int($1) }
            let end = place + 27 + segments + body
            pages.append(OpusPageBytes(bytes: Array(file[place..<end])))
            place = end
        }
        return pages
    }

    /// A page of one stream; `segments` are the lacing values of `body`.
    init(flags: UInt8, endFrame: Int, like page: OpusPageBytes, segments: [UInt8], body: [UInt8]) {
        bytes = Array("OggS".utf8) + [0, flags] + WaveFile.little(endFrame, 8)
            + page.bytes[14..<18] + [UInt8](repeating: 0, count: 8) + [UInt8(segments.count)]
            + segments + body
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    var bodyStart: Int { 27 + Int(bytes[26]) }

    var endFrame: Int {
        get { (0..<8).reduce(0) { $0 | Int(bytes[6 + $1]) << (8 * $1) } }
        set { bytes.replaceSubrange(6..<14, with: WaveFile.little(newValue, 8)) }
    }

    var number: Int {
        get { (0..<4).reduce(0) { $0 | Int(bytes[18 + $1]) << (8 * $1) } }
        set { bytes.replaceSubrange(18..<22, with: WaveFile.little(newValue, 4)) }
    }

    /// The bytes under their right checksum.
    var sealed: [UInt8] {
        var sealed = bytes
        sealed.replaceSubrange(22..<26, with: [0, 0, 0, 0])
        var sum: UInt32 = 0
        for byte in sealed {
            sum = sum << 8 ^ Self.remainders[Int(UInt8(sum >> 24) ^ byte)]
        }
        sealed.replaceSubrange(22..<26, with: WaveFile.little(Int(sum), 4))
        return sealed
    }

    private static let remainders: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte) << 24) { sum, _ in
            sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7
        }
    }
}

extension [OpusPageBytes] {
    var file: [UInt8] { flatMap(\.sealed) }
}
