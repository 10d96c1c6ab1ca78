import CSodium
import Foundation

/// The secret by which messages that leave the house are signed, shared with whoever gets them: as
/// Standard Webhooks have it (https://www.standardwebhooks.com), HMAC with SHA-256 in base64.
package struct MessageKey: Sendable {
    /// Fewer say too little to be a secret.
    package static let bytesMin = 24
    private static let prefix = "whsec_"
    private static let version = "v1,"

    private let secret: Secret

    /// `text` is the secret itself, or `whsec_` and the secret in base64; nil when it is shorter
    /// than `bytesMin` or no base64.
    package init?(text: String) throws {
        var bytes = Array(text.utf8)
        if text.hasPrefix(Self.prefix) {
            guard let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))) else {
                return nil
            }
            bytes = Array(data)
        }
        defer { bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) } }
        guard bytes.count >= Self.bytesMin else { return nil }
        secret = try bytes.withUnsafeBytes { try Secret(copying: $0) }
    }

    /// `v1,` and the code of `bytes` in base64.
    package func signature(of bytes: [UInt8]) -> String {
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        let stateBytes = MemoryLayout<crypto_auth_hmacsha256_state>.size
        withZeroedAfterwards(byteCount: stateBytes) { memory in
            guard
                let state = memory.bindMemory(to: crypto_auth_hmacsha256_state.self).baseAddress
            else { return }
            secret.withBytes { key in
                _ = crypto_auth_hmacsha256_init(state, key, secret.byteCount)
            }
            crypto_auth_hmacsha256_update(state, bytes, UInt64(bytes.count))
            crypto_auth_hmacsha256_final(state, &code)
        }
        return Self.version + Data(code).base64EncodedString()
    }
}
