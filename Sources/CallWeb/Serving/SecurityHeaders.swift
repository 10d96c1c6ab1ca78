import HTTPTypes

/// What every answer carries. The pages hold no inline script and no inline style, so the policy
/// needs no exception.
enum SecurityHeaders {
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "media-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Of a document that somebody sent: it may do nothing at all, even if a browser shows it.
    static let shutIn = "default-src 'none'; sandbox"

    static func add(to fields: inout HTTPFields) {
        if fields[.contentSecurityPolicy] == nil { fields[.contentSecurityPolicy] = policy }
        fields[.xContentTypeOptions] = "nosniff"
        fields[name("Referrer-Policy")] = "no-referrer"
        fields[name("Cross-Origin-Resource-Policy")] = "same-origin"
        fields[name("Cross-Origin-Opener-Policy")] = "same-origin"
        fields[name("X-Frame-Options")] = "DENY"
        fields[name("Permissions-Policy")] = "camera=(), microphone=(), geolocation=()"
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    }

    /// A browser that came by TLS once comes by nothing else for a year (RFC 6797). Names of this
    /// machine are left out, since other programs answer to them too.
    static func addTransport(to fields: inout HTTPFields, host: String?) {
        guard let host, !LoopbackName.holds(host.prefix { $0 != ":" }), !host.hasPrefix("[") else {
            return
        }
        fields[name("Strict-Transport-Security")] = "max-age=31536000"
    }

    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text)! }
}
