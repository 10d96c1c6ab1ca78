package import Foundation

/// Codes of a second factor that change with time: RFC 6238 with SHA-1, 30 seconds, 6 digits, as
/// every authenticator knows them.
package struct TOTP: Sendable {
    package static let secretBytes = 20
    package static let stepSeconds: Int64 = 30
    /// Steps before and after the present one whose code is taken as well: clocks differ.
    package static let stepsOff: Int64 = 1

    package let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    package static func random() -> TOTP { TOTP(secret: randomBytes(secretBytes)) }

    package static func step(at time: Date) -> Int64 {
        Int64((time.timeIntervalSince1970 / Double(stepSeconds)).rounded(.down))
    }

    package func code(step: Int64, digits: Int = 6) -> String {
        let hash = SHA1.hmac(key: secret, withUnsafeBytes(of: step.bigEndian) { Array($0) })
        let offset = Int(hash[SHA1.byteCount - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var (left, text) = (number & 0x7FFF_FFFF, "")
        for _ in 0..<digits {
            text = "\(left % 10)" + text
            left /= 10
        }
        return text
    }

    /// The step whose code `code` is, nil when it is none of those around `time`, or of a step up
    /// to `last`, whose codes were used. Spaces in `code` don't matter.
    package func step(of code: String, at time: Date, after last: Int64) -> Int64? {
        let typed = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
        let now = Self.step(at: time)
        var found: Int64?
        for step in now - Self.stepsOff...now + Self.stepsOff {
            if isEqualInConstantTime(typed, Array(self.code(step: step).utf8)), step > last {
                found = step
            }
        }
        return found
    }

    /// What a person types into an authenticator: base 32 (RFC 4648), in groups of four.
    package var typed: String {
        let letters = base32
        return stride(from: 0, to: letters.count, by: 4).map {
            String(letters.dropFirst($0).prefix(4))
        }.joined(separator: " ")
    }

    /// For a QR code: the key URI that authenticators read.
    package func uri(account: String, issuer: String) -> String {
        let name = "\(issuer):\(account)".addingPercentEncoding(
            withAllowedCharacters: .alphanumerics) ?? ""
        return "otpauth://totp/\(name)?secret=\(base32)&issuer=\(issuer)"
    }

    var base32: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, bits, held) = ("", 0, UInt32(0))
        for byte in secret {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[Int(held >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(letters[Int(held << UInt32(5 - bits) & 31)]) }
        return text
    }
}
