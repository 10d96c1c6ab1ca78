import Testing

@testable import CallVault

struct HKDFTests {
    struct Vector: Sendable {
        var inputKey: [UInt8]
        var salt: [UInt8]
        var info: [UInt8]
        var output: String
    }

    /// The inputs of RFC 5869 appendix A.1 to A.3, with SHA-512 for SHA-256.
    @Test(arguments: [
        Vector(
            inputKey: Array(repeating: 0x0B, count: 22), salt: Array(0..<13),
            info: Array(0xF0..<0xFA),
            output: "832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c1481579338da362cb8d9"
                + "f925d7cb"),
        Vector(
            inputKey: Array(0..<0x50), salt: Array(0x60..<0xB0), info: Array(0xB0...0xFF),
            output: "ce6c97192805b346e6161e821ed165673b84f400a2b514b2fe23d84cd189ddf1b695b48cbd1c"
                + "8388441137b3ce28f16aa64ba33ba466b24df6cfcb021ecff235f6a2056ce3af1de44d572097a8"
                + "505d9e7a93"),
        Vector(
            inputKey: Array(repeating: 0x0B, count: 22), salt: [], info: [],
            output: "f5fa02b18298a72a8c23898a8703472c6eb179dc204c03425c970e3b164bf90fff22d04836d0"
                + "e2343bac"),
    ])
    func `keys are derived as RFC 5869 says`(vector: Vector) throws {
        let inputKey = try vector.inputKey.withUnsafeBytes { try Secret(copying: $0) }
        let expected = bytes(vector.output)
        let derived = try Secret(byteCount: expected.count) {
            HKDF.derive(from: inputKey, salt: vector.salt, info: vector.info, into: $0)
        }
        #expect(derived.copy == expected)
    }

    @Test func `the vault's own keys are those of the document`() throws {
        let vault = try Golden.vault()
        #expect(
            vault.keys.subjectWrap.copy
                == bytes("a1f14a97bcdf7fe48afb462070637bc28dde7b10774b2cd916e51a8de170d38c"))
        #expect(
            vault.keys.misc.copy
                == bytes("463b6b536453f7ae7ac958441dec7e1caa517842b59d818fe408b165327b038f"))
        #expect(
            vault.keys.rowMAC.copy
                == bytes("e3f2cd281dd7dd7f75aa90498b6cd8b73b9b3d2b4c9feb54d1e8985f310d35ad"))
        #expect(
            vault.keys.blindWrap.copy
                == bytes("4965bc37033392a665ca9566e0f37f02849fabc43bf365f004f45e3dd516a27a"))
    }
}

extension Secret {
    var copy: [UInt8] {
        withBytes { Array(UnsafeBufferPointer(start: $0, count: byteCount)) }
    }
}
