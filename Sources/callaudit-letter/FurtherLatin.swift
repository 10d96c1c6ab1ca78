/// Words with Latin letters beyond Latin-1, such as Vietnamese names. They are set in TrueType
/// faces: cairo 1.16 ends with a failed assertion while it makes a subset of some of them, such as
/// ơ with ờ, from faces with CFF outlines, which Noto's Chinese ones have.
enum FurtherLatin {
    /// Their places in the UTF-8 of `text`.
    static func words(of text: String) -> [Range<UInt32>] {
        var found: [Range<UInt32>] = []
        var place: UInt32 = 0
        var start: UInt32 = 0
        var isFurther = false
        for scalar in text.unicodeScalars {
            if !isLatin(scalar) {
                if isFurther { found.append(start..<place) }
                isFurther = false
                start = place + UInt32(UTF8.width(scalar))
            } else if scalar.value > 0xFF {
                isFurther = true
            }
            place += UInt32(UTF8.width(scalar))
        }
        if isFurther { found.append(start..<place) }
        return found
    }

    /// Letters, and marks that stand on them.
    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x36F, 0x1D00...0x1EFF, 0x2C60...0x2C7F,
            0xA720...0xA7FF, 0xAB30...0xAB6F:
            true
        default: false
        }
    }
}
