import Calls
import Foundation

extension Settings.ListenAddress {
    /// The end of a sentence that begins with the name of the setting.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads `ADDRESS:PORT`; `localhost` stands for 127.0.0.1.
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
        guard IPAddress(text: host) != nil else { return .failure(shape) }
        return .success(Settings.ListenAddress(host: host, port: port))
    }
}
