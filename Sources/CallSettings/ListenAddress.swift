import Foundation

extension Settings.ListenAddress {
    /// The end of a sentence that begins with the name of the setting.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads `HOST:PORT`. Until there are accounts only loopback addresses are allowed, since
    /// whoever reaches the page may use it.
    static func read(_ text: String) -> Result<Self, Mistake> {
        let shape = Mistake(
            description: "must be an address and a port such as 127.0.0.1:8080, not \"\(text)\".")
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return .failure(shape) }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return .failure(shape)
        }
        guard !host.isEmpty else { return .failure(shape) }
        if host == "localhost" { host = "127.0.0.1" }
        guard isLoopback(host) else {
            return .failure(
                Mistake(
                    description: "must be a loopback address such as 127.0.0.1:8080, "
                        + "not \"\(text)\": there are no accounts yet, "
                        + "so whoever can reach the page can hear every call."))
        }
        return .success(Settings.ListenAddress(host: host, port: port))
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
    }
}
