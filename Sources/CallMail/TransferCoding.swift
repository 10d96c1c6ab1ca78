/// How the bytes of a part travel (RFC 2045, 6). What is damaged is read as far as it goes.
enum TransferCoding {
    /// The bytes of `body`, and whether they are whole.
    static func decode(
        _ body: ArraySlice<UInt8>, _ coding: String
    ) -> (bytes: [UInt8], isWhole: Bool) {
        switch coding {
        case "base64": base64(body)
        case "quoted-printable": quotedPrintable(body)
        case "", "7bit", "8bit", "binary": (Array(body), true)
        default: (Array(body), false)
        }
    }

    /// Line ends and blanks are passed over; other strange bytes as well, but then it isn't whole.
    static func base64(_ body: ArraySlice<UInt8>) -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count / 4 * 3 + 3)
        var (bits, count, isWhole, isEnded): (UInt32, Int, Bool, Bool) = (0, 0, true, false)
        for byte in body {
            if byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 { continue }
            if byte == UInt8(ascii: "=") {
                isEnded = true
                continue
            }
            let digit = digits[Int(byte)]
            // What follows the end was glued to it by a list or a gateway.
            if digit == 0xFF || isEnded {
                isWhole = false
                if isEnded { break }
                continue
            }
            bits = bits << 6 | UInt32(digit)
            count += 1
            if count == 4 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                (bits, count) = (0, 0)
            }
        }
        switch count {
        case 0: break
        case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3:
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: isWhole = false
        }
        return (bytes, isWhole)
    }

    private static let digits: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, letter) in letters.utf8.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    static func quotedPrintable(_ body: ArraySlice<UInt8>) -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count)
        var isWhole = true
        var rest = body
        while let line = ByteLines.next(in: rest) {
            let hasEnd = line.rest.startIndex > line.text.endIndex
            rest = line.rest
            // Blanks at the end of a line were added on the way.
            var text = line.text
            while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
            let isSoft = text.last == UInt8(ascii: "=")
            if isSoft { text = text.dropLast() }
            let before = bytes.count
            bytes += unescaped(text, mark: UInt8(ascii: "="))
            let escapes = text.lazy.filter { $0 == UInt8(ascii: "=") }.count
            if bytes.count - before != text.count - 2 * escapes { isWhole = false }
            if !isSoft && hasEnd { bytes += [0x0D, 0x0A] }
        }
        return (bytes, isWhole)
    }

    /// `mark` and two hexadecimal digits are a byte; a mark without them stands for itself.
    static func unescaped(_ text: ArraySlice<UInt8>, mark: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var place = text.startIndex
        while place < text.endIndex {
            if text[place] == mark, place + 2 < text.endIndex,
                let high = hexadecimal(text[place + 1]), let low = hexadecimal(text[place + 2])
            {
                bytes.append(high << 4 | low)
                place += 3
            } else {
                bytes.append(text[place])
                place += 1
            }
        }
        return bytes
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}
