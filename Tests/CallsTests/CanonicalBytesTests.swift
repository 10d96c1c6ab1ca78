import Calls
import Testing

struct CanonicalBytesTests {
    @Test func `values are written big-endian and with their lengths`() {
        var bytes = CanonicalBytes()
        bytes.append(byte: 7)
        bytes.append(Int64(-2))
        bytes.append(UInt16(258))
        bytes.append(text: "é")
        bytes.append(sized: [1, 2])
        bytes.append(raw: [9])
        #expect(
            bytes.bytes.hexadecimal
                == "07" + "fffffffffffffffe" + "0102" + "00000002c3a9" + "000000020102" + "09")
    }

    @Test func `what was written reads back, and nothing is read past the end`() {
        var bytes = CanonicalBytes()
        bytes.append(Int64.min)
        bytes.append(text: "通话")
        bytes.append(sized: [UInt8]())
        bytes.append(byte: 255)
        var reader = CanonicalReader(bytes.bytes)
        #expect(reader.integer(Int64.self) == .min)
        #expect(reader.text() == "通话")
        #expect(reader.sized() == [])
        #expect(!reader.isAtEnd)
        #expect(reader.byte() == 255)
        #expect(reader.isAtEnd)
        #expect(reader.byte() == nil)
        #expect(reader.integer(UInt32.self) == nil)
        #expect(reader.raw(0) == [])
        #expect(reader.raw(-1) == nil)
    }

    @Test func `a length beyond the end and a text that is no UTF-8 are refused`() {
        var long = CanonicalReader([0xFF, 0xFF, 0xFF, 0xFF, 1])
        #expect(long.sized() == nil)
        var broken = CanonicalReader([0, 0, 0, 1, 0xFF])
        #expect(broken.text() == nil)
    }

    @Test func `hexadecimal reads back, in either case, and nothing else is read`() {
        #expect([UInt8](hexadecimal: "00ff7A") == [0, 255, 122])
        #expect([UInt8]([0, 255, 122]).hexadecimal == "00ff7a")
        for text in ["0", "0g", "+1", "0x00", " 00"] { #expect([UInt8](hexadecimal: text) == nil) }
    }
}
