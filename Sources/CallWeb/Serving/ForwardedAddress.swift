import Calls
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}

/// Whom a request comes from, by address.
enum ForwardedAddress {
    /// More hops aren't looked at.
    private static let hopsMax = 32

    /// `peer`, unless that is a declared proxy: then the last address in X-Forwarded-For that
    /// isn't one. What stands before it anybody may have written. Nil when nothing is known.
    static func client(
        of head: HTTPRequest, peer: IPAddress?, proxies: ProxyRule?
    ) -> IPAddress? {
        guard let proxies, proxies.holds(peer) else { return peer }
        let hops = head.headerFields[values: .forwardedFor].flatMap { $0.split(separator: ",") }
        for hop in hops.suffix(hopsMax).reversed() {
            guard let address = address(hop) else { return peer }
            if !proxies.holds(address) { return address }
        }
        return peer
    }

    /// An address, perhaps with brackets and a port.
    private static func address(_ hop: Substring) -> IPAddress? {
        let text = hop.filter { !$0.isWhitespace }
        if let address = IPAddress(text: text) { return address }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return IPAddress(text: String(text[text.index(after: text.startIndex)..<end]))
        }
        return text.split(separator: ":").first.flatMap { IPAddress(text: String($0)) }
    }
}

extension Connection {
    /// Nil on a Unix socket.
    var peerAddress: IPAddress? {
        channel.remoteAddress?.ipAddress.flatMap {
            IPAddress(text: String($0.prefix { $0 != "%" }))
        }
    }
}
