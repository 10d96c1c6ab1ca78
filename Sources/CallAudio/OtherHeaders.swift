import Calls

/// What AIFF, AU, FLAC and Ogg say of their length.
extension SoundBody {
    /// Apple, "Audio Interchange File Format" 1.3 and AIFF-C.
    static func aiff(in source: ByteSource) throws(DecodeFault) -> SoundBody {
        var body = SoundBody()
        var sawCommon = false
        var place: Int64 = 12
        for _ in 0..<512 {
            let head = source.bytes(at: place, count: 8)
            guard let size = head.big(4, 4) else { break }
            if head.has("COMM") {
                let common = source.bytes(at: place + 8, count: 22)
                guard common.count >= 18 else { throw .headerOnly }
                body.framesClaimed = common.big(2, 4)
                // These two count packets in some writers and frames in others.
                if common.has("ima4", at: 18) || common.has("GSM ", at: 18) {
                    body.framesClaimed = nil
                }
                sawCommon = true
            } else if head.has("SSND") {
                let rest = max(0, source.bytes - place - 16)
                let offset = source.bytes(at: place + 8, count: 4).big(0, 4) ?? 0
                body.bytesClaimed = claim(size).map { max(0, $0 - 8 - offset) }
                body.bytesPresent = max(0, min(body.bytesClaimed ?? rest, rest - offset))
            }
            if sawCommon, body.bytesPresent != nil { return body }
            place += 8 + size + size & 1
        }
        throw .headerOnly
    }

    /// Sun, "audio(4)" manual: magic, offset, size, encoding, rate, channels, four bytes each.
    static func au(in source: ByteSource) throws(DecodeFault) -> SoundBody {
        let head = source.bytes(at: 0, count: 24)
        guard head.count == 24 else { throw .headerOnly }
        let isLittle = head.has("dns.")
        let numbers = (1...2).map { isLittle ? head.little($0 * 4, 4) : head.big($0 * 4, 4) }
        guard let offset = numbers[0], let size = numbers[1], offset >= 24 else {
            throw .damagedHeader
        }
        let rest = max(0, source.bytes - offset)
        let claimed = claim(size)
        return SoundBody(bytesClaimed: claimed, bytesPresent: min(claimed ?? rest, rest))
    }

    /// RFC 9639 §8.2: the 36-bit total in STREAMINFO, 0 when unknown.
    static func flac(in source: ByteSource, at start: Int64) -> SoundBody {
        let info = source.bytes(at: start + 8, count: 18)
        let total = info.big(10, 8).map { $0 & 0xF_FFFF_FFFF } ?? 0
        return SoundBody(framesClaimed: total > 0 ? total : nil)
    }

    /// RFC 3533 §6: a whole stream ends with a whole page that has the end-of-stream flag (4).
    static func ogg(in source: ByteSource) -> SoundBody {
        let pageBytesMax: Int64 = 27 + 255 + 255 * 255
        let tail = source.bytes(
            at: max(0, source.bytes - pageBytesMax), count: Int(pageBytesMax))
        var place = tail.count - 27
        while place >= 0 {
            if tail[place] == 0x4F, tail.has("OggS", at: place), tail[place + 4] == 0 {
                let segments = Int(tail[place + 26])
                guard place + 27 + segments <= tail.count else { break }
                let body = tail[(place + 27)..<(place + 27 + segments)].reduce(0) { $0 + Int($1) }
                let isWhole = place + 27 + segments + body <= tail.count
                return SoundBody(endsEarly: !isWhole || tail[place + 5] & 4 == 0)
            }
            place -= 1
        }
        return SoundBody(endsEarly: true)
    }
}
