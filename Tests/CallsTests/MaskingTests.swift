import Testing

@testable import Calls

struct MaskingTests {
    @Test(arguments: [
        ("13812345021", "138•••••021"), ("+8613812345021", "+86•••••021"), ("12345678", "•••••78"),
        ("1004", "••04"), ("12", "•"), ("", ""),
    ])
    func `the middle of a number is hidden`(number: String, masked: String) {
        #expect(Masking.number(number) == masked)
    }

    @Test(arguments: [
        (
            "out-13812345021-1004-20261121-143208-1795244728.33.wav",
            "out-138•••••021-1004-20261121-143208-1795244728.33.wav"
        ),
        ("20261121143208_02112345678.wav", "20261121143208_021•••••678.wav"),
        ("call 99999999.mp3", "call •••••99.mp3"), ("plain.wav", "plain.wav"),
        ("Zaphod_Beeblebrox-201.wav", "Z•••••_B•••••-201.wav"), ("王小明.WAV", "王••.WAV"),
    ])
    func `numbers in file names are hidden, times stay`(name: String, masked: String) {
        #expect(Masking.fileName(name) == masked)
    }

    @Test func `of a name the first character stays`() {
        #expect(Masking.name("王小明") == "王••")
        #expect(Masking.name("A") == "•")
    }

    @Test func `of a document the last four stay, of an address its region`() {
        #expect(Masking.document("11010519491231002X") == "•••••002X")
        #expect(Masking.document("G1234567") == "•••••7")
        #expect(Masking.address("北京市朝阳区建国路88号5楼") == "北京市朝•••••")
        #expect(Masking.address("221B Baker Street, London") == "221B B•••••")
        #expect(Masking.whole("x") == Masking.whole("a much longer text"))
    }

    @Test func `a masked customer keeps nothing but what is shown of everybody`() {
        let facts = CustomerFacts(
            name: "王小明", document: IdentityDocument(kind: .passport, number: "G12345678"),
            address: "1 Canary Wharf Road, London", fields: [.init(name: "Policy", value: "P-77")])
        let masked = facts.masked
        #expect(masked.name == "王••")
        #expect(masked.document?.number == "•••••5678")
        #expect(masked.document?.kind == .passport)
        #expect(masked.address == "1 Cana•••••")
        #expect(masked.fields == [.init(name: "Policy", value: "•••••")])
    }
}

