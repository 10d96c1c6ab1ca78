import CallDesk
import Calls
import HTTPTypes
import Hummingbird

/// Those who come with a token, or through a proxy that says who they are.
extension Web {
    /// Whom a token stands for. One that isn't good is refused, and its bearer never taken for
    /// anybody else.
    func principal(bearing secret: String) async throws -> Principal {
        guard let principal = try await desk.principal(bearing: secret) else {
            throw Refusal(
                .signedOut, .badToken,
                "This token isn't good: it is unknown, was revoked or has run out. Make a new "
                    + "one.")
        }
        return principal
    }

    /// Nil when no declared proxy says who this is. Whoever else sends a proxy's headers is
    /// refused, and the ledger notes it.
    func principalByProxy(
        _ head: HTTPRequest, _ connection: Connection
    ) async throws -> Principal? {
        guard let rule = settings.doors.proxies else { return nil }
        let names = rule.nameHeader.map { head.headerFields[values: .naming($0)] } ?? []
        let groups = rule.groupsHeader.map { head.headerFields[values: .naming($0)] } ?? []
        guard !names.isEmpty || !groups.isEmpty else { return nil }
        let peer = connection.peerAddress
        guard rule.holds(peer) else {
            try await desk.noteSpoofedProxy(overIPv6: peer?.isIPv6 ?? false)
            throw Refusal(
                .forbidden, .spoofedProxy,
                "This request carries the headers of a proxy and doesn't come from a declared "
                    + "one. It was refused and noted.")
        }
        // A proxy that passes on what the client sent makes two of them: then neither is believed.
        guard names.count <= 1, groups.count <= 1 else {
            throw Refusal(
                .invalid, .badRequest,
                "The proxy sent its header twice. It has to take away what the client sent.")
        }
        guard let name = names.first, !name.isEmpty else { return nil }
        return try await desk.principal(
            proxied: name,
            groups: (groups.first ?? "").split(separator: ",")
                .map { String($0).trimmed })
    }

    /// Beyond loopback without TLS only declared proxies are answered: what others would send
    /// could be read on the way.
    func requireProxyOrTLS(_ connection: Connection, at door: Door) throws {
        let doors = settings.doors
        guard door == .page, doors.certificate == nil, !settings.listen.isLoopback,
            let peer = connection.peerAddress, !peer.isLoopback,
            doors.proxies?.holds(peer) != true
        else { return }
        throw Refusal(
            .forbidden, .notThroughProxy,
            "From elsewhere this page is reached through its proxy only. Use the address that "
                + "your administrator gave you.")
    }
}

extension HTTPField.Name {
    /// `text` was checked when the settings were read.
    fileprivate static func naming(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .forwardedFor
    }
}

extension String {
    /// Without spaces and tabs around (RFC 9110, 5.6.3).
    fileprivate var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let rest = drop(while: isSpace)
        return String(rest.reversed().drop(while: isSpace).reversed())
    }
}
