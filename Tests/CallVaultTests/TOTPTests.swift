import Foundation
import Testing

@testable import CallVault

struct TOTPTests {
    /// FIPS 180-4's examples, as NIST publishes them, and one of a block's length.
    @Test(arguments: [
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
    ])
    func `SHA-1 gives the published hashes`(text: String, hash: String) {
        #expect(SHA1.hash(Array(text.utf8)).hex == hash)
    }

    /// RFC 2202, cases 1, 2 and 6.
    @Test func `HMAC-SHA-1 gives the published codes`() {
        #expect(
            SHA1.hmac(key: [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8)).hex
                == "b617318655057264e28bc0b6fb378c8ef146be00")
        #expect(
            SHA1.hmac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)).hex
                == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(
            SHA1.hmac(
                key: [UInt8](repeating: 0xAA, count: 80),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)).hex
                == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
    }

    /// RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Double, String)])
    func `codes are those of RFC 6238`(seconds: Double, code: String) {
        let totp = TOTP(secret: Array("12345678901234567890".utf8))
        let step = TOTP.step(at: Date(timeIntervalSince1970: seconds))
        #expect(totp.code(step: step, digits: 8) == code)
        #expect(totp.code(step: step) == String(code.suffix(6)))
    }

    @Test func `oathtool makes the same codes`() throws {
        for _ in 0..<5 {
            let totp = TOTP.random()
            let seconds = Int.random(in: 1_000_000_000...2_000_000_000)
            let tool = Process()
            tool.executableURL = URL(filePath: "/usr/bin/oathtool")
            tool.arguments = ["--totp", "--base32", "--now=@\(seconds)", totp.base32]
            let output = Pipe()
            tool.standardOutput = output
            try tool.run()
            let said = output.fileHandleForReading.readDataToEndOfFile()
            tool.waitUntilExit()
            let step = TOTP.step(at: Date(timeIntervalSince1970: Double(seconds)))
            #expect(String(decoding: said, as: UTF8.self) == totp.code(step: step) + "\n")
        }
    }

    @Test func `a code is taken one step early or late, and no step twice`() throws {
        let totp = TOTP.random()
        let now = Date(timeIntervalSince1970: 1_700_000_010)
        let step = TOTP.step(at: now)
        for off in -1...1 {
            let code = totp.code(step: step + Int64(off))
            #expect(totp.step(of: code, at: now, after: 0) == step + Int64(off))
            #expect(totp.step(of: code, at: now, after: step + Int64(off)) == nil)
        }
        #expect(totp.step(of: totp.code(step: step - 2), at: now, after: 0) == nil)
        #expect(totp.step(of: totp.code(step: step + 2), at: now, after: 0) == nil)
        #expect(totp.step(of: "", at: now, after: 0) == nil)
        let spaced = totp.code(step: step).prefix(3) + " " + totp.code(step: step).suffix(3)
        #expect(totp.step(of: String(spaced), at: now, after: 0) == step)
    }

    @Test func `the address for authenticators names house, account and key`() {
        let totp = TOTP(secret: Array("12345678901234567890".utf8))
        #expect(
            totp.uri(account: "anna@b", issuer: "callaudit")
                == "otpauth://totp/callaudit%3Aanna%40b"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=callaudit")
        #expect(totp.typed.hasPrefix("GEZD GNBV"))
    }
}

extension [UInt8] {
    fileprivate var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
